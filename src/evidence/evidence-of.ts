import { caseSaid } from '../cases/case-said.ts';
import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { loadPolicy } from '../policy/load.ts';
import type { Sentence } from '../rules/rule.ts';

export type Evidence = NonNullable<Awaited<ReturnType<typeof evidenceOf>>>;

/** Events of the group before the case was opened; WeCom names no cause, so these are neighbours in time, not proofs. */
const EVENTS = 3;

/** Everything the rows hold about one case, link by link; null when there is no such case. */
export async function evidenceOf(tx: Tx, corp: Corp, which: { readonly id: string } | { readonly number: bigint }) {
  const row = await tx.case.findFirst({ where: { corp, ...which } });
  if (!row) return null;
  const { number, ...rest } = row;
  const notices = await noticesOf(tx, corp, row.id);
  return {
    case: { ...rest, number: Number(number) },
    says: caseSaid(row.rule, 'says', row.says, row.detail),
    fix: caseSaid(row.rule, 'fix', row.says, row.detail),
    group: await nameOf(tx, corp, row.chatId),
    events: await eventsBefore(tx, corp, row.chatId, row.openedAt),
    facts: await factsOf(tx, corp, row.chatId, row.subject, row.openedAt),
    clause: await clauseOf(tx, corp, row),
    findings: await findingsOf(tx, corp, row.id),
    notices,
    decisions: await decisionsOf(tx, corp, row.id),
    audit: await auditOf(tx, corp, [row.id, ...notices.map(({ id }) => id)], row.openedAt),
  };
}

async function nameOf(tx: Tx, corp: Corp, chatId: string): Promise<string> {
  const state = await tx.groupState.findFirst({ where: { corp, chatId }, orderBy: { since: 'desc' } });
  return state?.name ?? '';
}

const eventsBefore = (tx: Tx, corp: Corp, chatId: string, openedAt: Date) =>
  tx.callback.findMany({
    where: { corp, chatId, receivedAt: { lte: openedAt } },
    orderBy: { receivedAt: 'desc' },
    take: EVENTS,
    select: { id: true, event: true, receivedAt: true, state: true },
  });

/** How the subject stood in the group when the case was opened, where it is a member. */
async function factsOf(tx: Tx, corp: Corp, chatId: string, subject: string, at: Date) {
  const memberId = /^member:(.+)$/.exec(subject)?.[1];
  if (memberId === undefined) return null;
  const then = { corp, chatId, memberId, OR: [{ until: null }, { until: { gt: at } }] };
  const stay = await tx.membership.findFirst({
    where: { ...then, since: { lte: at } },
    orderBy: { since: 'desc' },
    select: { memberKind: true, since: true, joinScene: true, inviter: true, learned: true },
  });
  const name = await tx.nicknameState.findFirst({
    where: { ...then, since: { lte: at } },
    orderBy: { since: 'desc' },
    select: { nickname: true, shownName: true },
  });
  return { memberId, ...stay, ...name };
}

interface Cited {
  readonly id: string;
  readonly title: Sentence;
  readonly text: Sentence;
}

/** The clause as that version of the policy put it; null when the version cannot be read any more. */
async function clauseOf(
  tx: Tx,
  corp: Corp,
  { policySlug, policyVersion, clause }: { policySlug: string; policyVersion: number; clause: string },
): Promise<Cited | null> {
  const published = await tx.policyVersion.findFirst({
    where: { corp, slug: policySlug, version: policyVersion },
    select: { source: true },
  });
  const loaded = published && loadPolicy(published.source, policySlug);
  if (!loaded || 'problems' in loaded) return null;
  const found = loaded.policy.clauses.find(({ id }) => id === clause);
  return found ? { id: found.id, title: found.title, text: found.text } : null;
}

const findingsOf = (tx: Tx, corp: Corp, caseId: string) =>
  tx.finding.findMany({
    where: { corp, caseId },
    orderBy: { at: 'asc' },
    select: { at: true, change: true, says: true, detail: true, policyVersion: true, inputHash: true },
  });

/** Notices without what they say. */
async function noticesOf(tx: Tx, corp: Corp, caseId: string) {
  const links = await tx.noticeCase.findMany({ where: { corp, caseId }, select: { noticeId: true } });
  const rows = await tx.notice.findMany({
    where: { corp, id: { in: links.map((link) => link.noticeId) } },
    orderBy: { number: 'asc' },
    select: {
      id: true,
      number: true,
      kind: true,
      toUserid: true,
      state: true,
      createdAt: true,
      sentAt: true,
      attempts: true,
    },
  });
  return rows.map(({ number, ...row }) => ({ ...row, number: Number(number) }));
}

/** Decisions without the reasons, which are sealed. */
const decisionsOf = (tx: Tx, corp: Corp, caseId: string) =>
  tx.decision.findMany({
    where: { corp, caseId },
    orderBy: { at: 'asc' },
    select: { at: true, actor: true, action: true, via: true },
  });

/** Records of the trail that name the case or one of its notices. Erased ones can no longer be told. */
async function auditOf(tx: Tx, corp: Corp, ids: readonly string[], since: Date) {
  const marks = ids.map((id) => `%"${id}"%`);
  const rows = await tx.$queryRaw<{ seq: bigint; at: Date; kind: string }[]>`
    select r.seq, r.at, r.kind from qungui.audit_record r
    join qungui.audit_body b on b.corp = r.corp and b.seq = r.seq
    where r.corp = ${corp} and r.at >= ${since} and b.body like any (${marks}::text[]) order by r.seq`;
  return rows.map(({ seq, ...row }) => ({ seq: Number(seq), ...row }));
}
