import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { type ButtonAction, type NoticeKind, type NoticeLine, noticeContent } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import { policyOfVersion } from '../review/policies.ts';
import type { Detail, Sentence } from '../rules/rule.ts';
import { fill } from './sentences.ts';
import { caseTold } from './told-entry.ts';

/**
 * What HR is asked at once and not in the digest of the day: a miss of which nobody can show that messages reached the person. HR
 * has him asked, or lets it rest; an answer that came too late answers nothing of that.
 */
export const NOT_SHOWN = 'not-shown';

/** What is said between HR and the person. `asked`: he is asked; the others: HR hears what he said. */
type Asking = 'asked' | 'reached' | 'not-reached';

const sentence = (zh: string, en: string): Sentence => ({ zh, en });

interface Saying {
  readonly kind: NoticeKind;
  readonly happened: Sentence;
  readonly fix: Sentence;
  readonly buttons: readonly ButtonAction[];
}

const SAYINGS: Readonly<Record<Asking, Saying>> = {
  asked: {
    kind: 'question',
    happened: sentence(
      '{asker} {asked} 的消息，到 {due} 没有看到您的回应。当时您收得到消息吗？',
      'No answer of yours was seen by {due} to what {asker} wrote at {asked}. Did messages reach you then?',
    ),
    fix: sentence('请选一项，人力资源会看；这不是批评', 'Please choose one, HR will read it; this is no reproach'),
    buttons: ['not-reached', 'reached'],
  },
  reached: {
    kind: 'task',
    happened: sentence(
      '{who} 说当时收到了（应在 {due} 前回应）',
      '{who} says it had arrived (an answer was due by {due})',
    ),
    fix: sentence('请选「免除」或「属实」', 'Please choose to waive it, or that it is so'),
    buttons: ['waive', 'confirm'],
  },
  'not-reached': {
    kind: 'task',
    happened: sentence(
      '{who} 说当时没收到（应在 {due} 前回应）',
      '{who} says it had not arrived (an answer was due by {due})',
    ),
    fix: sentence('请选「免除」；确有依据的选「属实」', 'Please waive it, or say that it is so where that is shown'),
    buttons: ['waive', 'confirm'],
  },
};

export interface AskingOf {
  readonly caseId: string;
  /** Who pressed. */
  readonly actor: string;
  readonly says: Asking;
  readonly at: Date;
}

/** Asks the person on behalf of HR, or tells HR what he said; in the transaction of the press. The entries belong into the trail. */
export async function passOn(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { caseId, actor, says, at }: AskingOf,
): Promise<AuditEntry[]> {
  const row = await tx.case.findFirstOrThrow({ where: { corp, id: caseId } });
  const to = says === 'asked' ? accountIn(row.subject) : await askerOf(tx, corp, caseId);
  if (to === null || to === actor) return [];
  const saying = SAYINGS[says];
  const content = noticeContent(saying.kind, 'zh', [await lineOf(tx, corp, row, saying, says)]);
  const noticeId = await enqueueNotice(tx, corp, keys, { to, content, notBefore: at, at });
  const tell = says === 'asked' ? 'member' : 'hr';
  return [caseTold(keys, { caseId, chatId: row.chatId, noticeId, to, tell })];
}

const accountIn = (subject: string): string | null =>
  subject.startsWith(MEMBER) ? subject.slice(MEMBER.length).toLowerCase() : null;
const MEMBER = 'member:';

/** Who of HR wanted to know. */
async function askerOf(tx: Tx, corp: Corp, caseId: string): Promise<string | null> {
  const asked = await tx.decision.findFirst({
    where: { corp, caseId, action: 'asked' },
    orderBy: { at: 'desc' },
    select: { actor: true },
  });
  return asked?.actor ?? null;
}

type Row = Awaited<ReturnType<Tx['case']['findFirstOrThrow']>>;

async function lineOf(
  tx: Tx,
  corp: Corp,
  row: Row,
  { happened, fix, buttons }: Saying,
  says: Asking,
): Promise<NoticeLine> {
  const policy = await policyOfVersion(tx, corp, row.policySlug, row.policyVersion);
  const use = policy?.uses.find(({ instance }) => instance === row.instance);
  const group = await tx.groupState.findFirst({ where: { corp, chatId: row.chatId, until: null } });
  const detail = row.detail as Detail;
  const bare = { zh: row.clause, en: row.clause };
  return {
    caseId: row.id,
    number: String(row.number),
    topic: 'other',
    about: use?.rule.title ?? null,
    clauseId: row.clause,
    clauseText: use?.clause.text ?? bare,
    groupName: group?.name ?? '',
    who: says === 'asked' ? null : (detail.who ?? null),
    happened: fill(happened, detail),
    fix: fill(fix, detail),
    paste: null,
    due: null,
    groupText: null,
    buttons: [...buttons],
  };
}
