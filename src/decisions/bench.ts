import type { Tx } from '../db/client.ts';
import { doerAt } from '../directory/holder-at.ts';
import { benchOf } from '../duties/bench.ts';
import { type Corp, PersonId } from '../ids.ts';
import { type Deciders, decidersOf, type Recused, type ToDecide } from '../sanctions/recusal.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import { type StandingDecision, standingDecision } from './standing.ts';

/** Nobody: what a case about a group is told instead of a person. He has no line. */
const NOBODY = PersonId.parse('00000000-0000-4000-8000-000000000000');

/** What is to be decided of a matter, and who has decided of it before. */
export interface Asked {
  readonly what: ToDecide['what'];
  readonly earlier?: readonly PersonId[];
}

/** What a matter asks of those who decide now: an appeal is for others than the first decision. */
export async function askedOf(tx: Tx, { corp }: Deciding, { matter }: Held): Promise<Asked> {
  if (matter.stage !== 'appealed') return { what: 'breach' };
  const first = await standingDecision(tx, corp, matter.id);
  return { what: 'appeal', earlier: first ? await decidedBy(tx, corp, first) : [] };
}

/** Who decided, as a person: his account may be called otherwise since, and the old name be another's. */
export async function decidedBy(
  tx: Tx,
  corp: Corp,
  { actor, at }: Pick<StandingDecision, 'actor' | 'at'>,
): Promise<readonly PersonId[]> {
  const who = await doerAt(tx, corp, actor, at);
  return who === null ? [] : [who];
}

/** Who may decide of a matter now, and why the others may not. */
export async function decidersNow(
  tx: Tx,
  { corp, at }: Deciding,
  { matter, directory, person, policy }: Held,
  { what, earlier = [] }: Asked,
): Promise<Deciders> {
  const asked: ToDecide = { subject: person?.id ?? NOBODY, what, earlier };
  const bench = await benchOf(tx, corp, { policy, kind: matter.kind }, directory, at);
  return decidersOf(asked, bench, directory, at.getTime());
}

/** `yes`, or why this account may not decide now: himself, his own line, decided before, or no duty at all. */
export async function mayDecideNow(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  by: string,
  asked: Asked,
): Promise<'yes' | Recused> {
  const who = held.directory.byAccount.get(by.toLowerCase());
  if (who?.status !== 'active') return 'not-here';
  const { who: deciders, recused } = await decidersNow(tx, deciding, held, asked);
  if (deciders.includes(who.id)) return 'yes';
  return recused.find((one) => one.who === who.id)?.because ?? 'no-duty';
}

/** What a door says to who may not: those whom nothing but their line keeps away may hand it on. */
export const refusalOf = (because: Recused): 'own-line' | 'not-entitled' =>
  because === 'himself' || because === 'his-own-line' || because === 'line-of-the-first' || because === 'decided-before'
    ? 'own-line'
    : 'not-entitled';
