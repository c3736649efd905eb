import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { FEW, GOOD_PERCENT, precisionOf } from '../words/hits.ts';

/** How often people found a use of a rule right and wrong: by its finds, and by what was decided of its cases. */
export interface Judged {
  readonly policySlug: string;
  readonly instance: string;
  readonly right: number;
  readonly wrong: number;
}

/** The uses of rules that were wrong too often to go on speaking to people. */
export async function unreliableUses(tx: Tx, corp: Corp): Promise<readonly Judged[]> {
  const finds = await precisionOf(tx, corp);
  const cases = await decidedOf(tx, corp);
  const all = [...finds.map(({ policySlug, instance, right, wrong }) => ({ policySlug, instance, right, wrong }))];
  const known = new Set(all.map(keyOf));
  return [...all, ...cases.filter((one) => !known.has(keyOf(one)))].filter(isUnreliable);
}

const keyOf = ({ policySlug, instance }: Judged): string => `${policySlug}/${instance}`;

const isUnreliable = ({ right, wrong }: Judged): boolean =>
  right + wrong >= FEW && (100 * right) / (right + wrong) < GOOD_PERCENT;

/** A case counts as wrong when its decision was reversed, or it was waived after its reader had said that it was wrong. */
const decidedOf = (tx: Tx, corp: Corp): Promise<Judged[]> => tx.$queryRaw<Judged[]>`
  select c.policy_slug as "policySlug", c.instance,
    (count(*) filter (where d.action = 'confirmed' and not exists (
      select from qungui.decision u where u.corp = d.corp and u.undoes = d.id)))::int as "right",
    (count(*) filter (where d.action = 'reversed' or d.action = 'waived' and exists (
      select from qungui.decision w where w.corp = d.corp and w.case_id = d.case_id and w.action = 'reported-wrong')
      and not exists (select from qungui.decision u where u.corp = d.corp and u.undoes = d.id)))::int as wrong
  from qungui.decision d join qungui."case" c on c.corp = d.corp and c.id = d.case_id
  where d.corp = ${corp} and d.action in ('confirmed', 'reversed', 'waived')
  group by 1, 2 order by 1, 2`;
