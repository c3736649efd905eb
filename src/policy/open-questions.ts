import { rolesNamedBy } from './check-names.ts';
import type { FileClause, PolicyFile } from './file.ts';
import { UNSET } from './file.ts';
import type { Words } from './file-words.ts';
import type { Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';
import { mentionsIn } from './roles.ts';
import { unsetPlaces } from './settings.ts';

/** What somebody of the company still has to answer. `unset` keeps the policy from being published, `open` does not. */
export const openQuestions = (file: PolicyFile, written: Written): Problem[] => [
  ...unsetInUse(file, written),
  ...undecidedKinds(file, written),
  ...unusedNames(file, written),
  ...file.clauses.flatMap((clause, i) => [
    ...unsetNumbers(clause, i, written),
    ...unconfirmedReadings(clause, i, file, written),
  ]),
];

function unsetInUse(file: PolicyFile, written: Written): Problem[] {
  return Object.entries(file.rules).flatMap(([instance, use]) => {
    if (use.level === 'off') return [];
    const clause = file.clauses.find(({ id }) => id === use.clause);
    const suggested = clause?.numbers.map(({ suggest }) => zhOf(suggest)).join('; ');
    const asked = `ask ${zhOf(file.interpreter)} and write it here`;
    const remedy = suggested ? `${asked}; suggested: ${suggested}` : `${asked}; until then set the level to off`;
    return unsetPlaces(use).map((place) =>
      written.problem(
        ['rules', instance, ...place],
        'unset',
        `nobody has set it, yet the rule is at ${use.level}`,
        remedy,
      ),
    );
  });
}

const undecidedKinds = (file: PolicyFile, written: Written): Problem[] =>
  Object.entries(file.kinds).flatMap(([id, kind]) =>
    kind.status === 'undecided'
      ? [written.problem(['kinds', id], 'open', `undecided: ${zhOf(kind.asks ?? '')}`, asks(file))]
      : [],
  );

/** Kinds that no rule looks at, and roles that nothing names. */
function unusedNames(file: PolicyFile, written: Written): Problem[] {
  const live = Object.values(file.rules).filter(({ level }) => level !== 'off');
  const looked = new Set(live.flatMap(({ kinds }) => (kinds === 'all' ? Object.keys(file.kinds) : kinds)));
  const mentioned = new Set(mentionsIn(file).map(({ role }) => role));
  for (const use of Object.values(file.rules)) for (const { role } of rolesNamedBy(use)) mentioned.add(role);
  for (const { approvedBy, adminsFrom, managed } of Object.values(file.kinds))
    for (const name of [approvedBy, adminsFrom, managed?.owner]) if (name !== undefined) mentioned.add(name);
  const kinds = Object.entries(file.kinds).filter(([id, { status }]) => status === 'in-force' && !looked.has(id));
  return [
    ...kinds.map(([id]) =>
      written.problem(['kinds', id], 'open', 'no rule looks at groups of this kind', 'name it in kinds of a rule'),
    ),
    ...Object.keys(file.roles)
      .filter((id) => !mentioned.has(id))
      .map((id) => written.problem(['roles', id], 'open', 'nothing names this role', 'use it, or take it out')),
  ];
}

const unsetNumbers = (clause: FileClause, i: number, written: Written): Problem[] =>
  clause.numbers.flatMap((number, j) =>
    number.value === UNSET
      ? [
          written.problem(
            ['clauses', i, 'numbers', j, 'value'],
            'open',
            `clause ${clause.id} leaves a number open: ${zhOf(number.asks)}`,
            `suggested: ${zhOf(number.suggest)}`,
          ),
        ]
      : [],
  );

const unconfirmedReadings = (clause: FileClause, i: number, file: PolicyFile, written: Written): Problem[] =>
  clause.readings.flatMap((reading, j) =>
    reading.confirmedBy === UNSET
      ? [
          written.problem(
            ['clauses', i, 'readings', j, 'confirmedBy'],
            'open',
            `clause ${clause.id} is read in our way: ${zhOf(reading.says)}`,
            asks(file),
          ),
        ]
      : [],
  );

const asks = (file: PolicyFile): string => `ask ${zhOf(file.interpreter)}`;

const zhOf = (words: Words): string => (typeof words === 'string' ? words : words.zh);
