import type { Directory } from '../events/person.ts';
import { FEWEST } from './merge-small.ts';
import { departmentsLedBy, peopleBelow } from './people-of.ts';

/** A department that somebody leads, with everybody in and below it. */
export interface Led {
  readonly name: string;
  readonly people: ReturnType<typeof peopleBelow>;
}

/** Who hears of his own people in figures, and of which departments: those with enough people to be counted. */
export interface Head {
  readonly userid: string;
  readonly led: readonly Led[];
}

/** Everybody who leads a department, is here, can be written to, and is none of `others`, who hear of all. Pure. */
export const headsIn = (directory: Directory, others: readonly string[]): Head[] =>
  leadersIn(directory)
    .filter((userid) => !others.includes(userid))
    .map((userid) => ({ userid, led: ledBy(directory, userid) }))
    .filter(({ led }) => led.length > 0);

const ledBy = (directory: Directory, userid: string): Led[] =>
  departmentsLedBy(directory, userid)
    .map((id) => ({ name: directory.departments.get(id)?.name ?? '', people: peopleBelow(directory, id) }))
    .filter(({ people }) => people.length >= FEWEST);

const leadersIn = ({ departments, byAccount }: Directory): string[] => [
  ...new Set(
    [...departments.values()].flatMap(({ leaders }) =>
      leaders.flatMap((leader) => {
        const person = byAccount.get(leader.toLowerCase());
        return person?.status === 'active' && person.userid !== null ? [person.userid] : [];
      }),
    ),
  ),
];
