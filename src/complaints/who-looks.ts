import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import { lastInstanceOf } from '../duties/last-instance.ts';
import { loadDeputies } from '../duties/load-deputies.ts';
import type { Directory, Person } from '../events/person.ts';
import { type Corp, PersonId } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { policiesInForce, policyFor } from '../review/policies.ts';
import { type Deciders, decidersOf } from '../sanctions/recusal.ts';

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

/**
 * Who looks at a report: HR and whoever supervises, without those whom it is about, their line, and who reported. What is about one of
 * HR goes to the last instance, where the policy names one, and else to others of HR outside his line.
 */
export async function whoLooks(
  tx: Tx,
  corp: Corp,
  directory: Directory,
  parties: Parties,
  at: Date,
): Promise<Deciders> {
  const policy = await policyOf(tx, corp, parties.chatId, at);
  if (!policy) return { from: 'nobody', who: [], recused: [] };
  const others = (ids: readonly PersonId[]) => ids.filter((id) => id !== parties.byId);
  const office = officeOf(policy, directory);
  const about = await aboutWhom(tx, corp, directory, parties, office);
  const lastInstance = others(lastInstanceOf(policy, directory));
  const ofHr = about.find(({ id }) => office.some((one) => one.id === id));
  const subject = ofHr?.id ?? about[0]?.id ?? NOBODY;
  const matter = { subject, what: 'breach', earlier: [] } as const;
  const bench = {
    office: others(office.map(({ id }) => id)),
    deputies: await loadDeputies(tx, corp, at),
    lastInstance,
  };
  const ordinary = decidersOf(matter, bench, directory, at.getTime());
  const out = [parties.byId, ...about.map(({ id }) => id)];
  if (!ofHr) return without(ordinary, out);
  const above = decidersOf(matter, { office: [], deputies: [], lastInstance }, directory, at.getTime());
  const last = without(above, out);
  return last.from === 'nobody' ? without(ordinary, out) : last;
}

/** A deputy may be the one who reported, and the last instance another of those whom the words name. */
const without = (deciders: Deciders, out: readonly PersonId[]): Deciders => {
  const who = deciders.who.filter((id) => !out.includes(id));
  return who.length === 0 ? { ...deciders, from: 'nobody', who } : { ...deciders, who };
};

async function policyOf(tx: Tx, corp: Corp, chatId: string | null, at: Date): Promise<Policy | null> {
  const entry = chatId === null ? null : await tx.registerEntry.findFirst({ where: { corp, chatId, until: null } });
  return policyFor(await policiesInForce(tx, corp, at), entry?.kind ?? null);
}

const OFFICES = ['hr', 'supervising'] as const;

const officeOf = (policy: Policy, directory: Directory): readonly Person[] =>
  [...new Set(OFFICES.flatMap((name) => officeNow(policy, name, { directory })))].flatMap(
    (userid) => directory.byAccount.get(userid) ?? [],
  );

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
