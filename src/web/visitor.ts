import { nowIn } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Deps } from '../deps.ts';
import { actsAs } from '../duties/acts-as.ts';
import type { Person } from '../events/person.ts';
import { type Corp, PersonId } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import { type Role, rolesOf } from './roles.ts';
import { type EndedBecause, endSession, findSession, type Login, loginOf, noteSeen, type Session } from './session.ts';

/** Who is in front of a page, as everything stands at this moment. */
export interface Visitor {
  readonly session: Session;
  readonly person: Person;
  /** The account that he holds. */
  readonly userid: string;
  readonly roles: ReadonlySet<Role>;
  /** His account, and those of whom he stands in for today. */
  readonly names: readonly string[];
  readonly login: Login;
}

/**
 * Who holds this token: a person who is still with the company, under the account he signed in with. Otherwise the session ends
 * here and now, and nobody is in front of the page.
 */
export async function visitorOf(
  { db }: Pick<Deps, 'db'>,
  corp: Corp,
  keys: CorpKeys,
  token: string | null,
): Promise<Visitor | null> {
  if (token === null || token === '') return null;
  return db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const session = await findSession(tx, corp, token, at);
    if (!session) return null;
    const directory = await directoryOf(tx, corp, at.getTime());
    const person = directory.persons.get(PersonId.parse(session.personId));
    const ended = whyEnded(person, session);
    if (ended !== null || !person) {
      await endSession(tx, { corp, keys, at }, session, ended ?? 'left');
      return null;
    }
    await noteSeen(tx, corp, session, at);
    const roles = await rolesOf(tx, corp, person, directory, at);
    const names = await actsAs(tx, corp, person, directory, at);
    return { session, person, userid: session.userid, roles, names, login: loginOf(session, at) };
  });
}

function whyEnded(person: Person | undefined, { userid }: Session): EndedBecause | null {
  if (person?.status !== 'active') return 'left';
  return person.userid === userid ? null : 'account-changed';
}
