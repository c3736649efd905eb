import type { Tx } from '../db/client.ts';
import { type Ground, holdersOf, kindNow } from '../duties/bench.ts';
import { employersUnder } from '../duties/employers.ts';
import { lastInstanceOf } from '../duties/last-instance.ts';
import { loadDeputies } from '../duties/load-deputies.ts';
import type { Directory, Person } from '../events/person.ts';
import { type Corp, PersonId } from '../ids.ts';
import { policiesInForce, policyFor } from '../review/policies.ts';
import { standsInNow } from '../sanctions/deputies.ts';
import { type Bench, type Deciders, decidersOf } from '../sanctions/recusal.ts';

/** Whom a report is about, as far as it names anybody, and who reports. */
export interface Parties {
  readonly chatId: string | null;
  readonly memberId: string | null;
  /** His words: a colleague of HR whom they name is one of those it is about. */
  readonly text: string;
  readonly byId: PersonId;
}

/** Nobody: what a report about somebody outside is told instead of a person. He has no line. */
const NOBODY = PersonId.parse('00000000-0000-4000-8000-000000000000');

/** Who may look at a report, and from where they come. `nobody`: all of them are of it, or of the line of whom it is about. */
export interface Looks {
  readonly from: Deciders['from'] | 'employer';
  readonly who: readonly PersonId[];
}

/**
 * Who looks at a report: HR and whoever looks after such groups, without those whom it is about, their line, and who reported. What is about one of
 * HR goes to the last instance, where the policy names one, and else to others of HR outside his line. Where nobody of these may, it goes
 * to whoever answers for the employer.
 */
export async function whoLooks(tx: Tx, corp: Corp, directory: Directory, parties: Parties, at: Date): Promise<Looks> {
  const ground = await groundOf(tx, corp, parties.chatId, at);
  if (!ground) return { from: 'nobody', who: [] };
  const { policy } = ground;
  const office = officeOf(ground, directory);
  const about = await aboutWhom(tx, corp, directory, parties, office);
  const ofHr = about.find(({ id }) => office.some((one) => one.id === id));
  const matter = { subject: ofHr?.id ?? about[0]?.id ?? NOBODY, what: 'breach', earlier: [] } as const;
  const out = [parties.byId, ...about.map(({ id }) => id)];
  const able = (as: 'office' | 'lastInstance', people: readonly PersonId[]): readonly PersonId[] =>
    decidersOf(matter, { ...NO_BENCH, [as]: people }, directory, at.getTime()).who.filter((id) => !out.includes(id));
  const inOffice = office.map(({ id }) => id).filter((id) => id !== parties.byId);
  const above: Looks = { from: 'last-instance', who: able('lastInstance', lastInstanceOf(policy, directory)) };
  const deputies = standsInNow(await loadDeputies(tx, corp, at), inOffice, at.getTime());
  const within: readonly Looks[] = [
    { from: 'office', who: able('office', inOffice) },
    { from: 'deputies', who: able('office', deputies) },
  ];
  const employers = employersUnder(policy, directory).flatMap((userid) => directory.byAccount.get(userid)?.id ?? []);
  const benches = ofHr ? [above, ...within] : [...within, above];
  const found = [...benches, { from: 'employer' as const, who: able('lastInstance', employers) }];
  return found.find(({ who }) => who.length > 0) ?? { from: 'nobody', who: [] };
}

const NO_BENCH: Bench = { office: [], deputies: [], lastInstance: [] };

async function groundOf(tx: Tx, corp: Corp, chatId: string | null, at: Date): Promise<Ground | null> {
  const kind = await kindNow(tx, corp, chatId);
  const policy = policyFor(await policiesInForce(tx, corp, at), kind);
  return policy && { policy, kind };
}

const officeOf = (ground: Ground, directory: Directory): readonly Person[] =>
  holdersOf(ground, directory).flatMap((id) => directory.persons.get(id) ?? []);

/** The member who said it; of a whole group its owner; and whoever of HR is named in the words. */
async function aboutWhom(
  tx: Tx,
  corp: Corp,
  { byAccount }: Directory,
  { chatId, memberId, text }: Parties,
  office: readonly Person[],
): Promise<readonly Person[]> {
  const group =
    chatId !== null && memberId === null
      ? await tx.groupState.findFirst({ where: { corp, chatId, until: null }, select: { owner: true } })
      : null;
  const named = byAccount.get((memberId ?? group?.owner ?? '').toLowerCase());
  const inWords = office.filter(({ name }) => [...name].length > 1 && text.includes(name));
  return [...(named ? [named] : []), ...inWords];
}
