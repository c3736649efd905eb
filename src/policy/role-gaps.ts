import type { Directory, Person } from '../events/person.ts';
import { isHired } from '../rules/personnel.ts';
import { namedBy, type Selector } from '../rules/selector.ts';
import { policyAt } from './at-moment.ts';
import { type Facet, resembling, wordsAt, wordsIn } from './directory-words.ts';
import type { Policy } from './policy.ts';
import { withRelations } from './relations.ts';

/** A role or an office of the policy for whom the directory has nobody, or of whose words one names nobody. */
export interface RoleGap {
  readonly where: 'roles' | 'offices';
  readonly id: string;
  readonly state: 'nobody' | 'not-sure' | 'dead-word';
  readonly message: string;
  readonly remedy: string;
}

/** Whom the titles of a policy mean in this directory at this moment, as far as that is nobody. Pure. */
export function roleGaps(version: Policy, company: Directory, atMs: number): RoleGap[] {
  const policy = policyAt(version, atMs);
  const directory = withRelations(policy, company);
  const people = [...directory.persons.values()].filter((person) => person.userid !== null && isHired(person, atMs));
  const known = wordsAt(directory, people);
  return (['roles', 'offices'] as const).flatMap((where) =>
    [...policy[where].values()].flatMap(({ id, who }) =>
      hangsOnGroup(who) ? [] : gapOf(who, people, directory, known).map((gap) => ({ where, id, ...gap })),
    ),
  );
}

type Gap = Pick<RoleGap, 'state' | 'message' | 'remedy'>;

function gapOf(
  who: Selector,
  people: readonly Person[],
  directory: Directory,
  known: ReturnType<typeof wordsAt>,
): Gap[] {
  const answers = people.map((person) => namedBy(who, person, directory));
  const dead = wordsIn(who).filter(({ facet, word }) => !known[facet].has(word.toLowerCase()));
  const hints = dead.flatMap(({ facet, word }) => hint(facet, word, known));
  if (answers.includes('named'))
    return dead.map(({ facet, word }) => ({
      state: 'dead-word',
      message: `nobody has ${NAMES[facet]} "${word}"`,
      remedy: hint(facet, word, known)[0] ?? 'correct it, or take it out',
    }));
  const unsure = answers.filter((answer) => answer === 'relation-unknown').length;
  if (unsure > 0)
    return [
      {
        state: 'not-sure',
        message: `surely means nobody: ${unsure} ${unsure === 1 ? 'person hangs' : 'people hang'} on a relation that nobody has said`,
        remedy: 'say it by name (`people relation`), or vouch for them under relations',
      },
    ];
  const remedy = hints.length > 0 ? hints.join('; ') : 'name a title, department or tag that somebody has, or holders';
  return [{ state: 'nobody', message: 'nobody holds it', remedy }];
}

const NAMES: Readonly<Record<Facet, string>> = {
  title: 'the title',
  department: 'the department',
  tag: 'the tag',
  userid: 'the account',
  list: 'the list',
};

function hint(facet: Facet, word: string, known: ReturnType<typeof wordsAt>): string[] {
  const near = resembling(word, known[facet]);
  if (near.length === 0) return [];
  const counted = near.map(({ name, people }) => `${name} (${people})`);
  return [`${NAMES[facet]} "${word}" resembles: ${counted.join(', ')}`];
}

const hangsOnGroup = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(([key, inner]) => (key === 'ofGroup' && inner !== undefined) || hangsOnGroup(inner));
