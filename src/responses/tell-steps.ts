import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Judged } from '../cases/judged.ts';
import { fill } from '../cases/sentences.ts';
import { standingOf, stopsNow } from '../cases/stopped.ts';
import type { Tx } from '../db/client.ts';
import type { Conversation } from '../events/conversation.ts';
import { type NoticeLine, noticeContent } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import { sparedOfPast, sparesSubject } from '../policy/exceptions.ts';
import { withRelations } from '../policy/relations.ts';
import { momentInWords } from '../rules/response/outcomes.ts';
import { type DueStep, dueSteps } from './due-steps.ts';
import type { Line } from './lines.ts';
import { WAITING } from './sentences.ts';

/**
 * Writes to who is waited for before it is due, and to whom a miss concerns after it; each moment once. What is not true any more
 * when it could be sent is not sent (`notices/freeze`). While the rule is stopped nobody is told, and nothing is made up for later.
 */
export async function tellSteps(
  tx: Tx,
  judged: Judged,
  talk: Conversation,
  lines: readonly Line[],
  idOf: (key: string) => string | undefined,
): Promise<AuditEntry[]> {
  const due = dueSteps(lines, talk, judged.at.getTime());
  if (due.length === 0) return [];
  const stops = await stopsNow(tx, judged.corp);
  const entries: AuditEntry[] = [];
  for (const step of due) {
    const { obligation, use } = step.line;
    const id = idOf(obligation.key);
    if (id === undefined || standingOf(stops, judged, use) === 'stopped' || !isAtWork(step.to, judged)) continue;
    if (isSpared(step, judged)) continue;
    entries.push(...(await tellOnce(tx, judged, talk, step, id)));
  }
  return entries;
}

const isAtWork = (userid: string, { facts }: Judged): boolean =>
  facts.directory.byAccount.get(userid)?.status === 'active';

/** Nobody is reminded of what he is spared now, and nobody told of a miss of people who all are, or were when it happened. */
function isSpared({ line, running, kind, to }: DueStep, { facts: known, policy }: Judged): boolean {
  const { obligation, use } = line;
  const exemptions = known.exemptions?.filter(({ policySlug }) => policySlug === policy.slug) ?? [];
  const facts = { ...known, exemptions, directory: withRelations(policy, known.directory) };
  const [now, past] = [sparesSubject(use, facts), sparedOfPast(use, facts)];
  const { deadline } = running;
  const missedAtMs = kind !== 'warn' && deadline?.kind === 'known' ? deadline.atMs : undefined;
  const isOne = (id: string): boolean =>
    now({ kind: 'member', id }) === 'named' || past({ kind: 'member', id }, missedAtMs) === 'named';
  const whom = kind === 'warn' ? [to] : obligation.awaited;
  return whom.length > 0 && whom.every(isOne);
}

async function tellOnce(
  tx: Tx,
  judged: Judged,
  talk: Conversation,
  step: DueStep,
  obligationId: string,
): Promise<AuditEntry[]> {
  const { corp, keys, facts, at } = judged;
  const { clock, kind, to, nth } = step;
  const first = await tx.$executeRaw`
    insert into qungui.obligation_told (corp, obligation_id, clock, kind, to_userid, nth, at)
    values (${corp}, ${obligationId}::uuid, ${clock}, ${kind}, ${to}, ${nth}, ${at}) on conflict do nothing`;
  if (first === 0) return [];
  const noticeId = await enqueueNotice(tx, corp, keys, {
    to,
    content: noticeContent(kind === 'warn' ? 'waiting' : 'overdue', 'zh', [
      noticeLine(judged, talk, step, obligationId),
    ]),
    notBefore: new Date(step.tellMs),
    at,
  });
  await tx.obligationTold.updateMany({
    where: { corp, obligationId, clock, kind, toUserid: to, nth },
    data: { noticeId },
  });
  const told = { obligationId, chatId: facts.group.chatId, clock, as: kind, to: pseudonymOf(keys, to), noticeId };
  return [{ v: 1, kind: 'obligation-told', ...told }];
}

/** The line names the obligation where others name a case. */
function noticeLine({ facts }: Judged, talk: Conversation, step: DueStep, obligationId: string): NoticeLine {
  const { obligation, use } = step.line;
  const words = WAITING[wordsOf(step)];
  const detail = detailOf(step, talk, (id) => nameOf(id, facts));
  return {
    caseId: obligationId,
    number: '',
    topic: 'other',
    about: use.rule.title,
    clauseId: use.clause.id,
    clauseText: use.clause.text,
    groupName: facts.group.name,
    who: step.kind === 'warn' ? null : detail.who,
    happened: fill(words.happened, detail),
    fix: fill(words.fix, detail),
    paste: null,
    due: detail.due === '' ? null : detail.due,
    groupText: null,
    buttons:
      step.kind === 'warn' && step.clock === 'acknowledge' && obligation.awaited.length === 1 ? ['acknowledge'] : [],
  };
}

const wordsOf = ({ kind, clock }: DueStep): keyof typeof WAITING => {
  if (kind === 'warn') return clock === 'acknowledge' ? 'warnAnswer' : 'warnResult';
  return clock === 'acknowledge' ? 'overAnswer' : 'overResult';
};

const MOST_NAMES = 3;

function detailOf({ line: { obligation }, running }: DueStep, talk: Conversation, nameOf: (id: string) => string) {
  const { deadline, counted } = running;
  const at = (ms: number) => momentInWords(ms, talk);
  const workedMs = counted.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0);
  const names = obligation.awaited.slice(0, MOST_NAMES).map(nameOf).join('、');
  return {
    asker: nameOf(obligation.asker),
    asked: at(obligation.openedAtMs),
    who: obligation.awaited.length > MOST_NAMES ? `${names} …` : names,
    due: deadline?.kind === 'known' ? at(deadline.atMs) : '',
    min: String(Math.round(workedMs / 60_000)),
    counted: counted.map(({ fromMs, untilMs }) => `${at(fromMs)}–${at(untilMs).slice(-5)}`).join(', '),
  };
}

/** People outside as the group shows them. */
function nameOf(id: string, { members, directory }: Judged['facts']): string {
  const member = members.find((one) => one.id === id);
  return directory.byAccount.get(id)?.name || member?.nickname || member?.shownName || id;
}
