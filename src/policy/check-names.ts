import { rulesById } from '../rules/index.ts';
import { boundProblems } from './check-clauses.ts';
import type { FileUse, PolicyFile } from './file.ts';
import { UNSET } from './file.ts';
import { namesOwnDepartment } from './for-group.ts';
import { suggestion } from './nearest.ts';
import type { Path, Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';
import { settingsProblems } from './settings.ts';
import { OTHER_DUTIES } from './supervising-office.ts';

/** Header and offices: dates in order, HR named, offices that can be found without a group. */
export function headerProblems(file: PolicyFile, written: Written): Problem[] {
  const problems: Problem[] = [];
  if (file.effective < file.published) {
    const message = `begins before the text was published (${file.published})`;
    problems.push(written.problem(['effective'], 'error', message, 'a policy never judges the time before its text'));
  }
  if (!Object.hasOwn(file.offices, 'hr'))
    problems.push(
      written.problem(['offices'], 'error', 'there is no office "hr"', 'add it: digests and decisions go to it'),
    );
  for (const [id, office] of Object.entries(file.offices))
    if (namesOwnDepartment(office.who))
      problems.push(
        written.problem(['offices', id, 'who'], 'error', 'an office belongs to no group', 'name a department'),
      );
  return problems;
}

/** Kinds: approvers, filing offices and open questions. */
export function kindProblems(file: PolicyFile, written: Written): Problem[] {
  const offices = Object.keys(file.offices);
  const either = [...offices, ...Object.keys(file.roles)];
  return Object.entries(file.kinds).flatMap(([id, kind]) => {
    const named = (key: 'approvedBy' | 'filedWith' | 'adminsFrom' | 'supervisedBy', names: string[]): Problem[] => {
      const name = kind[key];
      if (name === undefined || names.includes(name)) return [];
      const message = `there is no role or office "${name}"`;
      return [written.problem(['kinds', id, key], 'error', message, suggestion(name, names))];
    };
    const owner = kind.managed?.owner;
    const nobody = owner !== undefined && !either.includes(owner);
    const silent = kind.status === 'undecided' && kind.asks === undefined;
    return [
      ...named('approvedBy', either),
      ...named('filedWith', offices),
      ...named('adminsFrom', either),
      ...named('supervisedBy', offices),
      ...idleSupervisor(id, kind, written),
      ...(nobody
        ? [
            written.problem(
              ['kinds', id, 'managed', 'owner'],
              'error',
              `there is no role or office "${owner}"`,
              suggestion(owner, either),
            ),
          ]
        : []),
      ...(kind.managed && !kind.reach.includes('managed')
        ? [
            written.problem(
              ['kinds', id, 'managed'],
              'error',
              'keeps groups that are never managed',
              'add managed to reach',
            ),
          ]
        : []),
      ...(silent
        ? [written.problem(['kinds', id, 'status'], 'error', 'is undecided and asks nothing', 'add asks')]
        : []),
    ];
  });
}

/** Whom other duties name sees no case: he cannot decide of one. */
function idleSupervisor(id: string, { supervisedBy }: PolicyFile['kinds'][string], written: Written): Problem[] {
  if (supervisedBy === undefined || !OTHER_DUTIES.has(supervisedBy) || supervisedBy === 'hr') return [];
  const message = `the office "${supervisedBy}" has another duty and decides of no case`;
  return [written.problem(['kinds', id, 'supervisedBy'], 'error', message, 'name an office for it')];
}

/** Uses of rules: rule, clause, kinds and settings. */
export function useProblems(file: PolicyFile, written: Written): Problem[] {
  return Object.entries(file.rules).flatMap(([instance, use]) => {
    const say = (on: Path, message: string, remedy: string) =>
      written.problem(['rules', instance, ...on], 'error', message, remedy);
    const clause = file.clauses.find(({ id }) => id === use.clause);
    const clauses = file.clauses.map(({ id }) => id);
    return [
      ...ruleProblems(instance, use, written, say),
      ...(clause
        ? boundProblems(instance, use, clause, file, written)
        : [say(['clause'], `there is no clause ${use.clause}`, suggestion(use.clause, clauses))]),
      ...kindsOfUse(use, file, say),
      ...rolesOfUse(use, file, say),
    ];
  });
}

type Say = (on: Path, message: string, remedy: string) => Problem;

function ruleProblems(instance: string, use: FileUse, written: Written, say: Say): Problem[] {
  const rule = rulesById.get(use.rule);
  if (rule) return settingsProblems(instance, use, rule, written);
  return [say(['rule'], `there is no rule "${use.rule}"`, suggestion(use.rule, rulesById.keys()))];
}

function kindsOfUse(use: FileUse, file: PolicyFile, say: Say): Problem[] {
  if (use.kinds === 'all') return [];
  const known = Object.keys(file.kinds);
  return use.kinds.flatMap((kind, i) =>
    known.includes(kind) ? [] : [say(['kinds', i], `there is no kind "${kind}"`, suggestion(kind, known))],
  );
}

/** Roles that settings name by their names alone: of the file, or its offices. */
function rolesOfUse(use: FileUse, file: PolicyFile, say: Say): Problem[] {
  const known = [...Object.keys(file.roles), ...Object.keys(file.offices)];
  return rolesNamedBy(use).flatMap(({ role, path }) =>
    known.includes(role) || role === UNSET
      ? []
      : [say(['settings', ...path], `there is no role or office "${role}"`, suggestion(role, [...known, 'leader']))],
  );
}

export const rolesNamedBy = (use: FileUse) => rulesById.get(use.rule)?.rolesNamed?.(use.settings) ?? [];
