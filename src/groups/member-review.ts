import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { attest, takeBack } from './attest.ts';
import { holdGroup } from './hold-group.ts';

/** What is said of a member; each is a word that is attested of him. */
export const REVIEW_ANSWERS = ['belongs', 'does-not-belong', 'not-known'] as const;
export type ReviewAnswer = (typeof REVIEW_ANSWERS)[number];

const PREFIX = 'review-';
const WORDS = REVIEW_ANSWERS.map((answer) => `${PREFIX}${answer}`);

/** A member as the group shows him, and what was said of him since the last signature. */
export interface ReviewedMember {
  readonly memberId: string;
  readonly memberKind: string;
  /** As the group has it: his nickname there, else what is shown instead; empty: unknown. */
  readonly shown: string;
  readonly personId: string | null;
  readonly since: Date;
  readonly inviter: string | null;
  readonly answer: ReviewAnswer | null;
}

export interface ReviewSheet {
  readonly members: readonly ReviewedMember[];
  /** The last signature; null: there is none. */
  readonly signed: { readonly at: Date; readonly by: string; readonly evidence: string } | null;
}

/** Everybody who is in a group now, with what was said of him since the last signature under this word. */
export async function reviewSheet(tx: Tx, corp: Corp, chatId: string, what: string): Promise<ReviewSheet> {
  const last = await tx.attestation.findFirst({
    where: { corp, chatId, what, memberId: null, until: null },
    orderBy: { since: 'desc' },
  });
  const members = await tx.$queryRaw<(Omit<ReviewedMember, 'answer'> & { readonly word: string | null })[]>`
    select m.member_id as "memberId", m.member_kind as "memberKind", m.person_id::text as "personId", m.since, m.inviter,
           coalesce(nullif(n.nickname, ''), n.shown_name, '') as shown, w.what as word
    from qungui.membership m
    left join lateral (select k.nickname, k.shown_name from qungui.nickname_state k
                       where k.corp = m.corp and k.chat_id = m.chat_id and k.member_id = m.member_id and k.until is null limit 1) n on true
    left join lateral (select a.what from qungui.attestation a
                       where a.corp = m.corp and a.chat_id = m.chat_id and lower(a.member_id) = lower(m.member_id) and a.until is null
                         and a.what = any(${WORDS}::text[]) and a.since >= m.since and a.since > ${last?.since ?? new Date(0)}
                       order by a.since desc limit 1) w on true
    where m.corp = ${corp} and m.chat_id = ${chatId} and m.until is null
    order by w.what is not null, m.member_kind desc, m.since, m.member_id`;
  return {
    members: members.map(({ word, ...member }) => ({ ...member, answer: answerOf(word) })),
    signed: last && { at: last.since, by: last.saidBy, evidence: last.evidence },
  };
}

const answerOf = (word: string | null): ReviewAnswer | null =>
  REVIEW_ANSWERS.find((answer) => `${PREFIX}${answer}` === word) ?? null;

export interface Reviewing {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
  readonly chatId: string;
  /** The word of the policy that the signature attests. */
  readonly what: string;
  readonly by: string;
}

/** Keeps what is said of members; who is not inside, or of whom the same was said, is passed over. Answers how many were news. */
export async function answerMembers(
  tx: Tx,
  reviewing: Reviewing,
  answers: ReadonlyMap<string, ReviewAnswer>,
): Promise<number> {
  const { corp, keys, at, chatId, what, by } = reviewing;
  await holdGroup(tx, corp, chatId);
  const { members } = await reviewSheet(tx, corp, chatId, what);
  let kept = 0;
  for (const { memberId, answer: before } of members) {
    const answer = answers.get(memberId);
    if (answer === undefined || answer === before) continue;
    const word = { chatId, memberId, evidence: '', name: null, by };
    for (const earlier of WORDS) await takeBack(tx, corp, keys, { ...word, what: earlier }, at);
    await attest(tx, corp, keys, { ...word, what: `${PREFIX}${answer}` }, at);
    kept += 1;
  }
  return kept;
}

/** Signs that everybody was looked at; `incomplete` while of somebody nothing was said. */
export async function signReview(tx: Tx, reviewing: Reviewing): Promise<'done' | 'incomplete'> {
  const { corp, keys, at, chatId, what, by } = reviewing;
  await holdGroup(tx, corp, chatId);
  const { members } = await reviewSheet(tx, corp, chatId, what);
  if (members.some(({ answer }) => answer === null)) return 'incomplete';
  const of = (answer: ReviewAnswer): number => members.filter((member) => member.answer === answer).length;
  const evidence = REVIEW_ANSWERS.map((answer) => `${answer} ${of(answer)}`).join(', ');
  await attest(tx, corp, keys, { chatId, what, memberId: null, evidence, name: null, by }, at);
  return 'done';
}
