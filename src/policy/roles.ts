import type { Held, Selector } from '../rules/selector.ts';
import { endOfDayMs, startOfDayMs } from './durations.ts';
import type { PolicyFile } from './file.ts';
import { suggestion } from './nearest.ts';
import type { Path, Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';

/** Roles may name roles; a title that stands for more selectors than this names nobody that a person could check. */
const MAX_SELECTORS = 500;

interface Mention {
  readonly role: string;
  readonly path: Path;
}

/** Every place under a value that names a role. In settings, too, the key `role` always means a role of the file. */
function roleMentions(value: unknown, path: Path): Mention[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => roleMentions(item, [...path, i]));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key !== 'role') return roleMentions(inner, [...path, key]);
    if (typeof inner === 'string') return [{ role: inner, path: [...path, key] }];
    const names: unknown[] = Array.isArray(inner) ? inner : [];
    return names.flatMap((role, i) => (typeof role === 'string' ? [{ role, path: [...path, key, i] }] : []));
  });
}

/** Every place of a file that names a role. */
export const mentionsIn = (file: PolicyFile): Mention[] => [
  ...roleMentions(file.roles, ['roles']),
  ...roleMentions(file.offices, ['offices']),
  ...roleMentions(file.lastInstance, ['lastInstance']),
  ...Object.entries(file.rules).flatMap(([id, use]) => [
    ...roleMentions(use.settings, ['rules', id, 'settings']),
    ...roleMentions(use.exceptions, ['rules', id, 'exceptions']),
  ]),
  ...Object.entries(file.kinds).flatMap(([id, { when }]) => roleMentions(when, ['kinds', id, 'when'])),
  ...roleMentions(file.messages.spokesmen, ['messages', 'spokesmen']),
];

/** Roles that do not exist, that lead back to themselves, or that grow beyond reading. */
export function roleProblems(file: PolicyFile, written: Written): Problem[] {
  const names = Object.keys(file.roles);
  const unknown = mentionsIn(file)
    .filter(({ role }) => !Object.hasOwn(file.roles, role))
    .map(({ role, path }) => written.problem(path, 'error', `there is no role "${role}"`, suggestion(role, names)));
  if (unknown.length > 0) return unknown;
  // One is enough: the others of a circle say the same.
  const circles = names.flatMap((name) => circleProblem(name, file, written)).slice(0, 1);
  return circles.length > 0 ? circles : names.flatMap((name) => weightProblem(name, file, written)).slice(0, 1);
}

function circleProblem(name: string, file: PolicyFile, written: Written): Problem[] {
  const circle = wayBack(name, name, file, new Set());
  if (!circle) return [];
  const message = `leads back to itself: ${circle.join(' → ')}`;
  return [written.problem(['roles', name, 'who'], 'error', message, 'name people in one of them')];
}

function weightProblem(name: string, file: PolicyFile, written: Written): Problem[] {
  if (weightOf(name, file, new Map()) <= MAX_SELECTORS) return [];
  const remedy = 'use a department, a title or a tag instead';
  return [written.problem(['roles', name, 'who'], 'error', 'stands for too many selectors', remedy)];
}

const mentionsOf = (name: string, file: PolicyFile): string[] => [
  ...new Set(roleMentions(file.roles[name]?.who, []).map(({ role }) => role)),
];

/** The roles on a way from one role to another, or null; each role is looked at once. */
function wayBack(from: string, to: string, file: PolicyFile, seen: Set<string>): string[] | null {
  for (const next of mentionsOf(from, file)) {
    if (next === to) return [from, to];
    if (seen.has(next)) continue;
    seen.add(next);
    const rest = wayBack(next, to, file, seen);
    if (rest) return [from, ...rest];
  }
  return null;
}

/** How many selectors a role is, with those of the roles it names. Called only where no circle is. */
function weightOf(name: string, file: PolicyFile, known: Map<string, number>): number {
  const before = known.get(name);
  if (before !== undefined) return before;
  const weight = 1 + mentionsOf(name, file).reduce((sum, next) => sum + weightOf(next, file, known), 0);
  known.set(name, weight);
  return weight;
}

/** The same value with every role replaced by whom it stands for, and called by the role's name. */
export function resolveRoles<T>(value: T, file: PolicyFile): T {
  if (Array.isArray(value)) return value.map((item) => resolveRoles(item, file)) as T;
  if (!isRecord(value)) return value;
  const { role, ...rest } = value;
  const resolved = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, resolveRoles(inner, file)]));
  if (role === undefined) return resolved as T;
  const any = [...new Set([role].flat() as string[])].map((name) => standingFor(name, file));
  const [only] = any;
  if (any.length === 1 && only && Object.keys(resolved).length === 0) return only as T;
  const before = (resolved.all ?? []) as Selector[];
  return { ...resolved, all: [...before, { any }] } as T;
}

/** Whom a role stands for: by the directory, by name and date, or either. */
export function standingFor(name: string, file: PolicyFile): Selector {
  const role = file.roles[name];
  if (!role) throw new TypeError(`role ${name} was not checked`);
  const who = role.who && resolveRoles(role.who, file);
  if (role.holders.length === 0) return { ...who, called: role.name };
  const held = heldBy(role.holders);
  return { ...(who ? { any: [who, { held }] } : { held }), called: role.name };
}

/** Every account that counts as a holder, with the time for which it does. Deputies hold beside whom they stand in for. */
const heldBy = (holders: PolicyFile['roles'][string]['holders']): Held[] =>
  holders.flatMap(({ userid, from, until, deputy }) => [
    { userid, fromMs: startOfDayMs(from), untilMs: until === undefined ? null : endOfDayMs(until) },
    ...(deputy
      ? [{ userid: deputy.userid, fromMs: startOfDayMs(deputy.from), untilMs: endOfDayMs(deputy.until) }]
      : []),
  ]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
