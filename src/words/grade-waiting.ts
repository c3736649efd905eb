import type { ClassifierConfig } from '../config.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Deps } from '../deps.ts';
import { lookAtNews } from '../hearing/said-anew.ts';
import { type Corp, newId } from '../ids.ts';
import { groupsWithoutConsent } from '../messages/consents.ts';
import { countRecords } from '../messages/keep-batch.ts';
import { type Graded, openClassifier } from '../outbound/classify.ts';
import { gradedAs } from '../rules/content/graded.ts';
import { armTimer } from '../timers/arm.ts';
import { gapsBegin, gapsEnd, gapsStay } from './grading-gaps.ts';

const [AT_ONCE, TRIES, EXCERPT] = [10, 3, 40];
const [DAY_MS, AGAIN_MS] = [86_400_000, 5 * 60_000];

type Row = NonNullable<Awaited<ReturnType<Tx['toGrade']['findFirst']>>>;

/** A waiting message with what the classifier said of it. `refused`: somebody inside does not agree any more, and it was not asked. */
interface Answered {
  readonly row: Row;
  readonly text: string;
  readonly answer: Graded | { readonly is: 'refused' };
}

/**
 * Asks the classifier about some messages that wait; answers how what it said is kept, in the transaction that fires the timer.
 * Whatever the classifier does, the timer is armed again while something waits.
 */
export async function gradeWaiting(
  deps: Pick<Deps, 'config' | 'db' | 'keys' | 'log'>,
  corp: Corp,
): Promise<(tx: Tx, at: Date) => Promise<void>> {
  const answered = await askClassifier(deps, corp);
  const keys = await deps.keys.of(corp);
  const patience = deps.config.corps.get(corp)?.classifier ? 'a day' : 'none';
  return (tx, at) => keepGrades(tx, corp, { keys, answered, patience }, at);
}

/**
 * Asks the company's classifier about some messages that wait, the oldest first, outside any transaction. When it does not answer
 * the others are not tried now. Never throws because of it.
 */
async function askClassifier(
  { config, db, keys, log }: Pick<Deps, 'config' | 'db' | 'keys' | 'log'>,
  corp: Corp,
): Promise<readonly Answered[]> {
  const classifier = config.corps.get(corp)?.classifier;
  if (!classifier) return [];
  const rows = await db.withCorp(corp, async (tx) => {
    const since = { gt: new Date((await nowIn(tx)).getTime() - DAY_MS) };
    return await tx.toGrade.findMany({
      where: { corp, since },
      orderBy: [{ since: 'asc' }, { id: 'asc' }],
      take: AT_ONCE,
    });
  });
  const isRefused = (chatId: string): Promise<boolean> =>
    db.withCorp(corp, async (tx) => (await groupsWithoutConsent(tx, corp, [chatId])).length > 0);
  const answered = await answersTo(rows, classifier, await keys.of(corp), isRefused);
  for (const { answer } of answered)
    if (answer.is === 'down')
      log.warn({ corp, because: answer.because }, 'the classifier does not answer; it is asked again');
  return answered;
}

/** Whether everybody agrees is asked again of each message just before it leaves the house. */
async function answersTo(
  rows: readonly Row[],
  config: ClassifierConfig,
  keys: CorpKeys,
  isRefused: (chatId: string) => Promise<boolean>,
): Promise<readonly Answered[]> {
  const classifier = openClassifier(config);
  const answered: Answered[] = [];
  try {
    for (const row of rows) {
      if (await isRefused(row.chatId)) {
        answered.push({ row, text: '', answer: { is: 'refused' } });
        continue;
      }
      const text = keys.open({ table: 'to_grade', column: 'text', row: row.id }, row.text);
      const answer = await classifier.grade(text, row.categories);
      answered.push({ row, text, answer });
      if (answer.is === 'down') break;
    }
  } finally {
    classifier.close();
  }
  return answered;
}

/**
 * Keeps what the classifier said: grades that reach the policy's number become finds, which only ever ask a person to look, and
 * the group is judged. What waited for a day, was answered wrongly three times, has no classifier to wait for, or is not agreed to
 * any more, is gone and counted; while something waits or was lost, its group is not called checked.
 */
async function keepGrades(
  tx: Tx,
  corp: Corp,
  { keys, answered, patience }: { keys: CorpKeys; answered: readonly Answered[]; patience: 'a day' | 'none' },
  at: Date,
): Promise<void> {
  const graded = answered.filter(({ answer }) => answer.is === 'graded');
  const wrong = answered.filter(({ answer }) => answer.is === 'unusable');
  const hits = graded.flatMap((one) => hitsOf(one, keys, at));
  await tx.contentHit.createMany({ data: hits.map((hit) => ({ corp, ...hit })), skipDuplicates: true });
  const refused = answered.filter(({ answer }) => answer.is === 'refused');
  await tx.toGrade.deleteMany({ where: { corp, id: { in: idsOf([...graded, ...refused]) } } });
  await tx.toGrade.updateMany({ where: { corp, id: { in: idsOf(wrong) } }, data: { tries: { increment: 1 } } });
  const isTroubled =
    patience === 'none' || answered.some(({ answer }) => answer.is === 'down' || answer.is === 'unusable');
  const begun = isTroubled ? await gapsBegin(tx, corp, at) : [];
  const over =
    patience === 'a day'
      ? { OR: [{ since: { lte: new Date(at.getTime() - DAY_MS) } }, { tries: { gte: TRIES } }] }
      : {};
  const lost = await tx.toGrade.findMany({ where: { corp, ...over } });
  await gapsStay(tx, corp, [...lost, ...rowsOf(refused)]);
  await tx.toGrade.deleteMany({ where: { corp, id: { in: lost.map(({ id }) => id) } } });
  const ended = await gapsEnd(tx, corp, rowsOf(graded), at);
  await countRecords(tx, corp, at, { graded: graded.length, 'not-graded': lost.length + refused.length });
  const found = hits.map(({ chatId, saidAt }) => ({ chatId, from: saidAt }));
  const turned = [...begun, ...ended].map((chatId) => ({ chatId, from: at }));
  await lookAtNews(tx, corp, [...found, ...turned], at);
  if ((await tx.toGrade.count({ where: { corp } })) === 0) return;
  const dueAt = new Date(at.getTime() + (isTroubled ? AGAIN_MS : 0));
  await armTimer(tx, corp, { kind: 'grade-messages', subject: '-', dueAt, at });
}

const rowsOf = (answered: readonly Answered[]): readonly Row[] => answered.map(({ row }) => row);

const idsOf = (answered: readonly Answered[]): string[] => answered.map(({ row }) => row.id);

function hitsOf({ row, text, answer }: Answered, keys: CorpKeys, at: Date) {
  if (answer.is !== 'graded') return [];
  const named = row.categories.filter((category) => (answer.grades[category] ?? 0) >= row.fromPercent / 100);
  return named.map((named, place) => {
    const id = newId();
    const { says, category, detail } = gradedAs(named);
    const quote = row.excerpts === 'kept' && says === 'graded' ? beginningOf(text) : null;
    return {
      id,
      messageId: row.messageId,
      chatId: row.chatId,
      byId: row.byId,
      saidAt: row.saidAt,
      instance: row.instance,
      rule: 'content/graded',
      clause: row.clause,
      policySlug: row.policySlug,
      policyVersion: row.policyVersion,
      says,
      detail,
      category,
      place,
      excerpt: quote === null ? null : keys.seal({ table: 'content_hit', column: 'excerpt', row: id }, quote),
      foundAt: at,
    };
  });
}

const beginningOf = (text: string): string => {
  const characters = [...text.replaceAll(/\s+/gu, ' ')];
  return characters.length > EXCERPT ? `${characters.slice(0, EXCERPT).join('')}…` : characters.join('');
};
