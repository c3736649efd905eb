import type { Conversation } from '../events/conversation.ts';
import type { Message } from '../events/message.ts';
import type { Demand } from './demands.ts';
import { type Said, saidIn, saidSince } from './read-conversation.ts';
import type { ObligationRule } from './rule.ts';

/** Kinds of proof, the strongest first. */
export const PROOFS = ['quote-reply', 'at-reply', 'button', 'speaks-next', 'role-speaks'] as const;
export type ProofKind = (typeof PROOFS)[number];

/** That somebody answered. The earliest stops the clock; the strongest is what is shown. */
export interface Proof {
  readonly how: ProofKind;
  readonly by: string;
  readonly atMs: number;
  /** Of the message, or of the press. */
  readonly id: string;
  /** The policy's word and the one that was written, where a list of words decided. */
  readonly counted: { readonly as: string; readonly word: string } | null;
}

/** A stronger proof than the first is looked for as long as this: what is quoted next month proves nothing more. */
const STRONGER_WITHIN_MS = 86_400_000;

/** The proofs that one of the awaited answered a thread of demands, earliest first, and within a day of the first. */
export function proofsOf(thread: readonly Demand[], rule: ObligationRule, talk: Conversation): readonly Proof[] {
  const [first] = thread;
  if (!first) return [];
  const spoken = first.awaited.flatMap((id) => spokenBy(id, first.atMs, thread, rule, talk));
  const all = [...spoken, ...pressed(thread, talk)].sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
  const untilMs = (all[0]?.atMs ?? 0) + STRONGER_WITHIN_MS;
  return all.filter(({ atMs }) => atMs <= untilMs);
}

function spokenBy(
  id: string,
  sinceMs: number,
  thread: readonly Demand[],
  rule: ObligationRule,
  talk: Conversation,
): readonly Proof[] {
  const proofs: Proof[] = [];
  for (const said of saidSince(sinceMs, id, talk)) {
    const [earliest] = proofs;
    if (earliest && said.message.sentAtMs > earliest.atMs + STRONGER_WITHIN_MS) break;
    proofs.push(...proofBy(said, thread, rule, talk));
  }
  return proofs;
}

/** The strongest of several proofs, the earliest among equals. */
export const strongest = (proofs: readonly Proof[]): Proof | null =>
  [...proofs].sort((a, b) => PROOFS.indexOf(a.how) - PROOFS.indexOf(b.how) || a.atMs - b.atMs)[0] ?? null;

function proofBy(said: Said, thread: readonly Demand[], rule: ObligationRule, talk: Conversation): Proof[] {
  const { message, reading } = said;
  const asked = thread.filter((demand) => isAfter(message, demand));
  const how = asked.length === 0 ? null : pointsAt(said, asked, talk);
  if (!how || reading.substance === 'none') return [];
  const isLoose = how === 'speaks-next' || how === 'role-speaks';
  if (isLoose && rule.accepts === 'lexicon' && !answersByList(said)) return [];
  return [{ how, by: message.from.id, atMs: message.sentAtMs, id: message.id, counted: reading.acknowledges }];
}

const isAfter = (message: Message, demand: Demand): boolean =>
  message.sentAtMs > demand.atMs || (message.sentAtMs === demand.atMs && message.id > demand.messageId);

/** How a message points at what was asked; null: at something else. Two of one name must point, or nobody knows who was meant. */
export function pointsAt(
  { message, reading, names }: Said,
  asked: readonly Demand[],
  talk: Conversation,
): ProofKind | null {
  if (quotes(message, asked, talk)) return 'quote-reply';
  if (asked.some(({ asker, spokenBy }) => names.includes(asker) || names.includes(spokenBy))) return 'at-reply';
  if (message.quote) return null;
  if (
    names.length > 0 &&
    !reading.marks.includes('hand-over') &&
    (reading.begins === 'with-name' || !reading.acknowledges)
  )
    return null;
  if (asked.every(({ certainty }) => certainty === 'ambiguous')) return null;
  return asked.some(({ awaited }) => awaited.length > 1) ? 'role-speaks' : 'speaks-next';
}

/** Quotes one of them: by its id, or by its author and words where several fit. */
export function quotes({ quote }: Message, asked: readonly Demand[], talk: Conversation): boolean {
  if (!quote) return false;
  if (quote.messageId !== null) return asked.some(({ messageId }) => messageId === quote.messageId);
  const { of } = quote;
  if (of.is !== 'one') return false;
  const ids = new Set(asked.filter(({ spokenBy }) => spokenBy === of.id).map(({ messageId }) => messageId));
  return saidIn(talk).some(({ id, hash }) => ids.has(id) && hash !== '' && hash === quote.hash);
}

const answersByList = ({ reading: { acknowledges, marks } }: Said): boolean =>
  acknowledges !== null || marks.includes('done') || (marks.includes('move') && marks.includes('reason'));

/** Whatever he presses of his matter answers; taking over another's is no answer to one's own. Each press once, however often it was told. */
function pressed(thread: readonly Demand[], { presses }: Conversation): Proof[] {
  return [...new Map(presses.map((press) => [press.id, press])).values()]
    .filter(({ says }) => says !== 'accepts' && says !== 'declines')
    .filter((press) => thread.some((demand) => demand.messageId === press.on && demand.awaited.includes(press.by)))
    .map(({ by, atMs, id }) => ({ how: 'button', by, atMs, id, counted: null }));
}

/** How often each word stood for which word of the policy. */
export function wordsCounted(proofs: readonly Proof[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const { counted } of proofs) {
    if (!counted) continue;
    const words = counts.get(counted.as) ?? new Map<string, number>();
    counts.set(counted.as, words.set(counted.word, (words.get(counted.word) ?? 0) + 1));
  }
  return counts;
}
