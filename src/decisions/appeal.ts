import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { newId } from '../ids.ts';
import { armTimer } from '../timers/arm.ts';
import { decidedBy } from './bench.ts';
import { type Came, type Deciding, type Doer, nothing, sealWords } from './deciding.ts';
import { holdMatter, isAbout } from './hold-matter.ts';
import { standingDecision } from './standing.ts';
import { tellWhoDecides } from './who-decides.ts';
import { appealableUntil, REVIEW_DAYS, workingDaysAfter } from './working-days.ts';

export interface Appealing extends Doer {
  readonly caseId: string;
  readonly text: string;
}

/** The one it is about appeals, once a decision. Somebody else decides of it within two working days. */
export async function appeal(
  tx: Tx,
  deciding: Deciding,
  { caseId, text, by, via }: Appealing,
): Promise<
  Came<'done' | 'repeat' | 'over' | 'nothing-decided' | 'not-entitled'> & {
    readonly appealId: string | null;
    readonly dueAt: Date | null;
  }
> {
  const { corp, keys, at } = deciding;
  const stop = (outcome: 'repeat' | 'over' | 'nothing-decided' | 'not-entitled') => ({
    ...nothing(outcome),
    appealId: null,
    dueAt: null,
  });
  const held = await holdMatter(tx, deciding, caseId);
  if (!held || !isAbout(held, by)) return stop('not-entitled');
  const decision = await standingDecision(tx, corp, caseId);
  const { stage } = held.matter;
  if (stage === 'appealed' || stage === 'reversed') return stop('repeat');
  if (decision?.action !== 'confirmed') return stop('nothing-decided');
  if (await tx.appeal.findFirst({ where: { corp, decisionId: decision.id }, select: { id: true } }))
    return stop('repeat');
  if (at >= appealableUntil(decision.at, held.policy.manners)) return stop('over');
  const id = newId();
  const dueAt = workingDaysAfter(at.getTime(), REVIEW_DAYS, held.policy.manners);
  const sealed = sealWords(deciding, 'appeal', 'text', id, text);
  await tx.appeal.create({
    data: { corp, id, caseId, decisionId: decision.id, by: by.toLowerCase(), via, text: sealed, at, dueAt },
  });
  await tx.case.updateMany({ where: { corp, id: caseId }, data: { stage: 'appealed' } });
  const asked = { what: 'appeal', earlier: await decidedBy(tx, corp, decision) } as const;
  const told = await tellWhoDecides(tx, deciding, held, asked, { what: 'appeal', text: text.trim(), dueAt });
  await armTimer(tx, corp, { kind: 'decision-step', subject: caseId, dueAt, at });
  const { chatId } = held.matter;
  const made = { appealId: id, decisionId: decision.id, dueAt: dueAt.toISOString(), by: pseudonymOf(keys, by), via };
  return {
    outcome: 'done',
    entries: [{ v: 1, kind: 'appeal-made', caseId, chatId, ...made }, ...told],
    appealId: id,
    dueAt,
  };
}
