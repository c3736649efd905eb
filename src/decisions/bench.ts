import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import { PersonId } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import type { Deputy } from '../sanctions/deputies.ts';
import { type Bench, type Deciders, decidersOf, type Recused, type ToDecide } from '../sanctions/recusal.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import { deputiesNow, lastInstanceOf } from './law.ts';

/** Nobody: what a case about a group is told instead of a person. He has no line. */
const NOBODY = PersonId.parse('00000000-0000-4000-8000-000000000000');

/** The offices that decide: HR, and whoever supervises. Each policy names who they are. */
const OFFICES = ['hr', 'supervising'] as const;

/** Who may decide of a matter now, and why the others may not. */
export async function decidersNow(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  what: ToDecide['what'],
  earlier: readonly string[] = [],
): Promise<Deciders> {
  const { directory, person, policy } = held;
  const idOf = (userid: string) => directory.byAccount.get(userid.toLowerCase())?.id;
  const matter: ToDecide = { subject: person?.id ?? NOBODY, what, earlier: earlier.flatMap((one) => idOf(one) ?? []) };
  return decidersOf(matter, await benchOf(tx, deciding, policy, held), directory, deciding.at.getTime());
}

/** `yes`, or why this account may not decide now: himself, his own line, decided before, or no duty at all. */
export async function mayDecideNow(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  by: string,
  { what, earlier = [] }: { readonly what: ToDecide['what']; readonly earlier?: readonly string[] },
): Promise<'yes' | Recused> {
  const who = held.directory.byAccount.get(by.toLowerCase());
  if (who?.status !== 'active') return 'not-here';
  const { who: deciders, recused } = await decidersNow(tx, deciding, held, what, earlier);
  if (deciders.includes(who.id)) return 'yes';
  return recused.find((one) => one.who === who.id)?.because ?? 'no-duty';
}

/** What a door says to who may not: those whom nothing but their line keeps away may hand it on. */
export const refusalOf = (because: Recused): 'own-line' | 'not-entitled' =>
  because === 'himself' || because === 'his-own-line' || because === 'line-of-the-first' || because === 'decided-before'
    ? 'own-line'
    : 'not-entitled';

async function benchOf(tx: Tx, { corp, at }: Deciding, policy: Policy, { directory }: Held): Promise<Bench> {
  const ids = (userids: readonly string[]) => userids.flatMap((one) => directory.byAccount.get(one)?.id ?? []);
  const office = [...new Set(OFFICES.flatMap((name) => officeNow(policy, name, { directory })))];
  const deputies: readonly Deputy[] = await deputiesNow(tx, corp, at);
  return { office: ids(office), deputies, lastInstance: lastInstanceOf(policy, directory) };
}
