import { RELATIONS, type Relation } from '../events/person.ts';
import { moneyThreatsIn } from '../policy/check-sanctions.ts';
import { suggestion } from '../policy/nearest.ts';
import type { Path, Problem } from '../policy/problem.ts';
import { readYaml, type Written } from '../policy/read-yaml.ts';
import { zodProblems } from '../policy/zod-problems.ts';
import { type Basis, type Jurisdiction, JurisdictionFile, type Profile } from './jurisdiction-file.ts';

const JURISDICTION_FILE = {
  name: 'jurisdiction',
  start: 'start with "jurisdiction: <name>", as policies/jurisdictions/ shows',
  instead: 'write it out',
} as const;

/** Reads and checks a jurisdiction file; its problems stand at their lines. Pure. */
export function loadJurisdiction(
  source: string,
  file: string,
): { readonly jurisdiction: Jurisdiction } | { readonly problems: readonly Problem[] } {
  const written = readYaml(source, file, JURISDICTION_FILE);
  if ('problems' in written) return written;
  const parsed = JurisdictionFile.safeParse(written.data);
  const problems = parsed.success
    ? [lawProblems, relationProblems, insteadProblems, amendmentProblems].flatMap((check) =>
        check(parsed.data, written),
      )
    : zodProblems(parsed.error.issues, JurisdictionFile, written.data, written);
  if (!parsed.success || problems.length > 0)
    return { problems: problems.sort((a, b) => a.line - b.line || a.col - b.col) };
  return { jurisdiction: parsed.data };
}

/** The profile of how somebody stands to the company. Every relation has one: `load` saw to it. */
export function profileOf({ profiles }: Jurisdiction, relation: Relation): Profile {
  const found = Object.values(profiles).find(({ relations }) => relations.includes(relation));
  if (!found) throw new TypeError(`no profile for ${relation}`);
  return found;
}

function lawProblems(file: Jurisdiction, written: Written): Problem[] {
  const known = Object.keys(file.laws);
  return basesOf(file).flatMap(([path, { law }]) =>
    known.includes(law)
      ? []
      : [written.problem([...path, 'law'], 'error', `there is no law named "${law}"`, suggestion(law, known))],
  );
}

function basesOf({ measures, regions, profiles }: Jurisdiction): [Path, Basis][] {
  const numbered = (path: Path, bases: readonly Basis[]) =>
    bases.map((basis, i): [Path, Basis] => [[...path, 'basis', i], basis]);
  return [
    ...Object.entries(measures).flatMap(([id, { basis }]) => numbered(['measures', id], basis)),
    ...Object.entries(profiles).flatMap(([id, { basis }]) => numbered(['profiles', id], basis)),
    ...Object.entries(regions).flatMap(([region, { measures: stricter }]) =>
      Object.entries(stricter).flatMap(([id, one]) => numbered(['regions', region, 'measures', id], one?.basis ?? [])),
    ),
  ];
}

/** Everybody is of exactly one profile: of whom nothing is said, nothing could be refused. */
function relationProblems({ profiles }: Jurisdiction, written: Written): Problem[] {
  return RELATIONS.flatMap((relation) => {
    const places = Object.entries(profiles).flatMap(([id, one]) =>
      one.relations.flatMap((name, i): Path[] => (name === relation ? [['profiles', id, 'relations', i]] : [])),
    );
    const [, second] = places;
    if (places.length === 0)
      return [written.problem(['profiles'], 'error', `nobody says what holds for ${relation}`, 'add it to a profile')];
    return second ? [written.problem(second, 'error', `${relation} stands here twice`, 'keep one of the two')] : [];
  });
}

/** What is offered instead of a sanction is none itself. */
const insteadProblems = ({ measures }: Jurisdiction, written: Written): Problem[] =>
  Object.entries(measures).flatMap(([id, { instead }]) =>
    instead.flatMap((other, i) =>
      ['free', 'person-decides'].includes(measures[other].verdict) && other !== id
        ? []
        : [
            written.problem(
              ['measures', id, 'instead', i],
              'error',
              `${other} is no lawful alternative`,
              'name a measure that is free or that a person decides',
            ),
          ],
    ),
  );

/** An amendment that threatens money would be found again by what proposes it. */
const amendmentProblems = ({ measures }: Jurisdiction, written: Written): Problem[] =>
  Object.entries(measures).flatMap(([id, { amendment }]) =>
    amendment && moneyThreatsIn(amendment.zh).length > 0
      ? [
          written.problem(
            ['measures', id, 'amendment', 'zh'],
            'error',
            'the amendment threatens money itself',
            'say what happens instead, without it',
          ),
        ]
      : [],
  );
