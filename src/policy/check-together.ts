import { impossibleSettings, type Said } from './check-formats.ts';
import type { FileUse, PolicyFile } from './file.ts';
import type { Path, Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';

type Use = readonly [instance: string, use: FileUse];

/** Uses of rules that cannot all be kept, in the kinds in which they meet. */
export function togetherProblems(file: PolicyFile, written: Written): Problem[] {
  const live = Object.entries(file.rules).filter(([, use]) => use.level !== 'off');
  const say = (instance: string, on: Path, message: string, remedy: string) =>
    written.problem(['rules', instance, ...on], 'error', message, remedy);
  return live.flatMap((one, i) => [
    ...live.slice(0, i).flatMap((other) => twice(one, other, file).map((said) => say(one[0], ...said))),
    ...live.flatMap((other) => requiredNotAllowed(one, other, file).map((said) => say(one[0], ...said))),
    ...impossibleSettings(one[1]).map((said) => say(one[0], ...said)),
  ]);
}

/** The kinds in which both judge. */
function meet([, a]: Use, [, b]: Use, { kinds }: PolicyFile): string[] {
  const of = (use: FileUse) => (use.kinds === 'all' ? Object.keys(kinds) : use.kinds);
  return of(a).filter((kind) => of(b).includes(kind));
}

/** Rules of which a kind has one answer: who may be inside, how the group is called, how people are. */
const ONE_ANSWER = new Set(['membership/allowed-members', 'naming/nickname', 'naming/group-name', 'membership/size']);

function twice(one: Use, other: Use, file: PolicyFile): Said[] {
  if (one[1].rule !== other[1].rule) return [];
  const kinds = meet(one, other, file);
  if (kinds.length === 0) return [];
  const same = canonical(one[1].settings) === canonical(other[1].settings);
  if (!same && !ONE_ANSWER.has(one[1].rule)) return [];
  const message = `says the same thing as ${other[0]} in ${kinds.join(', ')}`;
  if (same) return [[['rule'], message, 'keep one of the two']];
  return [
    [
      ['kinds'],
      `${other[0]} gives another answer to the same question in ${kinds.join(', ')}`,
      'let each kind have one of them, or write both into one',
    ],
  ];
}

interface Required {
  readonly required?: readonly { readonly who?: unknown; readonly as?: string }[];
}
interface Allowed {
  readonly allowed?: readonly unknown[];
  readonly needApproval?: readonly { readonly who?: unknown }[];
}

/** Whoever must be inside has to be one of those who may be, as far as the words of the file show. */
function requiredNotAllowed(one: Use, other: Use, file: PolicyFile): Said[] {
  if (one[1].rule !== 'membership/required-members' || other[1].rule !== 'membership/allowed-members') return [];
  const kinds = meet(one, other, file);
  if (kinds.length === 0) return [];
  const { allowed = [], needApproval = [] } = other[1].settings as Allowed;
  const may = [...allowed, ...needApproval.map(({ who }) => who)];
  return listOf((one[1].settings as Required).required).flatMap(({ who, as }, i): Said[] =>
    may.some((selector) => mayCover(selector, who, file))
      ? []
      : [
          [
            ['settings', 'required', i],
            `${as ?? 'they'} must be inside and may not be (${other[0]}, ${kinds.join(', ')})`,
            `add them to allowed of ${other[0]}, or require nobody of them`,
          ],
        ],
  );
}

const listOf = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : []);

/** Facets of which a person has one value alone: two selectors that want different ones share nobody. */
const SINGLE = ['title', 'userid', 'relation'] as const;

/** False only where two selectors surely share nobody. Roles stand for what they say. */
function mayCover(allowed: unknown, required: unknown, file: PolicyFile): boolean {
  const a = facetsOf(allowed, file);
  const b = facetsOf(required, file);
  if (!a || !b) return true;
  return !SINGLE.some((facet) => {
    const [left, right] = [a[facet], b[facet]].map((value) => (value === undefined ? undefined : [value].flat()));
    return left && right && !left.some((value) => right.includes(value));
  });
}

/** The facets of a selector that is a plain "and"; null where it says more than can be compared. */
function facetsOf(selector: unknown, file: PolicyFile): Record<string, unknown> | null {
  if (typeof selector !== 'object' || selector === null) return null;
  const { role, called: _, ...rest } = selector as Record<string, unknown>;
  if ('any' in rest || 'all' in rest || 'not' in rest) return null;
  if (role === undefined) return rest;
  const names = [role].flat();
  const [only] = names;
  const inner = names.length === 1 ? file.roles[String(only)] : undefined;
  if (!inner || inner.holders.length > 0) return null;
  const facets = facetsOf(inner.who, file);
  return facets && { ...facets, ...rest };
}

/** The same settings give the same text, whatever the order of their keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${key}:${canonical((value as Record<string, unknown>)[key])}`).join()}}`;
}
