import { awaitedKey, type Conversation, isAskedIn, isJudgedIn, type Ruling } from '../events/conversation.ts';
import { remembered } from '../remembered.ts';
import type { LocalDate } from '../work-time/local-time.ts';
import { localAt } from '../work-time/local-time.ts';
import { withoutCalledOff } from './called-off.ts';
import { type Clock, nextWork, planOf, runClock, type Wait } from './clock.ts';
import { type Demand, demandsOf } from './demands.ts';
import { type Proof, proofsOf, strongest } from './proofs.ts';
import { type Reachable, reachableIn } from './reachable.ts';
import { saidIn } from './read-conversation.ts';
import { type Result, resultOf } from './results.ts';
import type { ObligationRule } from './rule.ts';

/** Somebody is waited for. */
export interface Obligation {
  /** The same for every order of arrival: rule, first message, who is waited for. */
  readonly key: string;
  readonly rule: string;
  readonly clause: string;
  readonly asker: string;
  readonly spokenBy: string;
  readonly awaited: readonly string[];
  readonly messages: readonly string[];
  readonly openedAtMs: number;
  /** Nobody is waited for while it is `unsure` or `ambiguous`: the asker is shown it, once. */
  readonly certainty: 'sure' | 'unsure' | 'ambiguous';
  readonly cancelled: 'revoked' | 'not-a-task' | null;
  readonly acknowledge: Clock | null;
  readonly result: Result | null;
  /** All that were found, earliest first. */
  readonly proofs: readonly Proof[];
  readonly bestProof: Proof | null;
  readonly saidWhen: SaidWhen;
  /** Whether he could have answered; null: the rule does not ask, or he did in time. */
  readonly reachable: Reachable | null;
  /** The obligation that was handed over to him. */
  readonly from: string | null;
}

/** By the clock of who is waited for; `near-closing`: the time it gives reaches into another day. */
export type SaidWhen = 'in-hours' | 'near-closing' | 'after-hours';

interface Thread {
  readonly demands: readonly Demand[];
  readonly startMs: number;
  readonly cancelled: Obligation['cancelled'];
  readonly cancelledAtMs: number | null;
  readonly from: string | null;
}

/**
 * All obligations of one group under one rule as they stand now, or as far as everything that was said is here: the same for every
 * order in which messages came.
 */
export function judgeObligations(rule: ObligationRule, talk: Conversation, atMs: number): readonly Obligation[] {
  const nowMs = Math.min(atMs, talk.seenUntilMs ?? atMs);
  const judged = judgedAt(rule)(talk);
  const known = judged.get(nowMs);
  if (known) return known;
  const obligations = obligationsAt(rule, talk, nowMs);
  judged.set(nowMs, obligations);
  return obligations;
}

/** Findings and rows ask the same of the same talk. */
const judgedAt = remembered((_rule: ObligationRule) =>
  remembered((_talk: Conversation) => new Map<number, readonly Obligation[]>()),
);

function obligationsAt(rule: ObligationRule, talk: Conversation, nowMs: number): readonly Obligation[] {
  const demanded = saidIn(talk)
    .filter(({ id, sentAtMs }) => isAskedIn(sentAtMs, talk) && isJudgedIn(id, sentAtMs, talk))
    .flatMap((message) => demandsOf(message, rule, talk));
  const asked = [...withoutCalledOff(demanded, talk), ...published(rule, talk)];
  const ruled = asked.flatMap((demand) => underRuling(demand, talk).filter((thread) => isOfPart(demand, thread, talk)));
  const stands = ({ demands: [one], cancelled }: Thread) => !cancelled && one?.revokedAtMs === null;
  const revoked = ruled.filter((thread) => !stands(thread));
  const threads = [...joined(ruled.filter(stands), rule, talk), ...revoked];
  return threads
    .flatMap((thread) => withSuccessors(thread, rule, talk, nowMs))
    .sort((a, b) => a.openedAtMs - b.openedAtMs || (a.key < b.key ? -1 : 1));
}

/** Of a message of before the part only those who are waited for in a matter that is judged: the others are settled. */
function isOfPart({ messageId, atMs }: Demand, { demands: [ruled] }: Thread, { part }: Conversation): boolean {
  if (!part || atMs >= part.fromMs) return true;
  return part.matters.get(messageId)?.has(awaitedKey(ruled?.awaited ?? [])) ?? false;
}

const published = (rule: ObligationRule, talk: Conversation): Demand[] =>
  talk.published
    .filter(({ ruleId, id, atMs }) => ruleId === rule.id && isAskedIn(atMs, talk) && isJudgedIn(id, atMs, talk))
    .flatMap(({ id, by, to, atMs, recalledAtMs }) =>
      to.map(
        (person): Demand => ({
          messageId: id,
          atMs,
          asker: by,
          spokenBy: by,
          awaited: [person],
          certainty: 'sure',
          statedDay: null,
          revokedAtMs: recalledAtMs,
        }),
      ),
    );

/** The last word of the asker decides; a task that he registers runs from then on, for before nobody could know of it. */
function underRuling(demand: Demand, { rulings }: Conversation): Thread[] {
  const alone = { demands: [demand], startMs: demand.atMs, cancelled: null, cancelledAtMs: null, from: null };
  const last = rulings
    .filter(({ on, by }) => on === demand.messageId && (by === demand.asker || by === demand.spokenBy))
    .sort((a, b) => a.atMs - b.atMs || (a.verdict < b.verdict ? -1 : 1))
    .at(-1);
  if (!last) return demand.certainty === 'if-ticked' ? [] : [alone];
  if (last.verdict === 'not-task') return [{ ...alone, cancelled: 'not-a-task', cancelledAtMs: last.atMs }];
  return demand.certainty === 'sure' ? [alone] : registered(alone, demand, last);
}

function registered(alone: Thread, demand: Demand, { to, atMs }: Ruling): Thread[] {
  const isNarrowed = to !== null && demand.awaited.includes(to);
  if (demand.certainty === 'ambiguous' && !isNarrowed) return [alone];
  const sure: Demand = { ...demand, atMs, certainty: 'sure', awaited: isNarrowed ? [to] : demand.awaited };
  return [{ ...alone, demands: [sure], startMs: atMs }];
}

/** What the same person adds while he waits joins the oldest that is open. */
function joined(threads: readonly Thread[], rule: ObligationRule, talk: Conversation): Thread[] {
  if (rule.joins === 'none') return [...threads];
  const done: Thread[] = [];
  const open = new Map<string, Thread>();
  for (const thread of [...threads].sort((a, b) => a.startMs - b.startMs)) {
    const [demand] = thread.demands;
    if (demand?.certainty !== 'sure') {
      done.push(thread);
      continue;
    }
    const key = JSON.stringify([demand.asker, demand.awaited]);
    const before = open.get(key);
    const answeredAtMs = before ? proofsOf(before.demands, rule, talk)[0]?.atMs : undefined;
    const isOpen = before && (answeredAtMs === undefined || answeredAtMs > thread.startMs);
    if (before && !isOpen) done.push(before);
    open.set(key, isOpen ? { ...before, demands: [...before.demands, demand] } : thread);
  }
  return [...done, ...open.values()];
}

/** A matter that somebody takes over is his from then on, and so forth along the chain. */
function withSuccessors(thread: Thread, rule: ObligationRule, talk: Conversation, nowMs: number): Obligation[] {
  const obligation = judgeThread(thread, rule, talk, nowMs);
  const taken = obligation.result?.takenOver;
  const [first] = thread.demands;
  if (!taken || !first || obligation.cancelled) return [obligation];
  const next: Demand = {
    ...first,
    messageId: taken.messageId,
    atMs: taken.acceptedAtMs,
    spokenBy: obligation.awaited[0] ?? first.spokenBy,
    awaited: [taken.by],
  };
  const successor = { ...thread, demands: [next], startMs: taken.acceptedAtMs, from: obligation.key };
  return [obligation, ...withSuccessors(successor, { ...rule, acknowledge: null }, talk, nowMs)];
}

function judgeThread(thread: Thread, rule: ObligationRule, talk: Conversation, nowMs: number): Obligation {
  const [first] = thread.demands as readonly [Demand, ...Demand[]];
  const cancelledAtMs = thread.cancelledAtMs ?? first.revokedAtMs;
  const answers = proofsOf(thread.demands, rule, talk);
  const [answer] = answers;
  const isCancelled = cancelledAtMs !== null && (answer === undefined || cancelledAtMs < answer.atMs);
  const proofs = isCancelled ? [] : answers; // what is none any more is answered by nothing
  const endedAtMs = proofs[0]?.atMs ?? null;
  const wait: Wait = {
    startMs: thread.startMs,
    awaited: first.awaited,
    endedAtMs,
    cancelledAtMs,
    leftAtMs: leftAt(first, talk),
  };
  const isSure = first.certainty === 'sure';
  const acknowledge = isSure && rule.acknowledge ? runClock(wait, rule.acknowledge, rule, talk, nowMs) : null;
  const result = isSure && rule.result ? resultOf(thread.demands, wait, rule.result, rule, talk, nowMs) : null;
  return {
    key: JSON.stringify([rule.id, first.messageId, ...first.awaited]),
    rule: rule.id,
    clause: rule.clause,
    asker: first.asker,
    spokenBy: first.spokenBy,
    awaited: first.awaited,
    messages: thread.demands.map(({ messageId }) => messageId),
    openedAtMs: thread.startMs,
    certainty: first.certainty === 'if-ticked' ? 'unsure' : first.certainty,
    cancelled: isCancelled ? (thread.cancelled ?? 'revoked') : null,
    acknowledge,
    result,
    proofs,
    bestProof: strongest(proofs),
    saidWhen: saidWhen(first, acknowledge, rule, talk),
    reachable: rule.reachable === 'must-be-shown' && acknowledge ? reachableIn(acknowledge, first.awaited, talk) : null,
    from: thread.from,
  };
}

/** When all who were waited for had left the group. */
function leftAt({ awaited }: Demand, { members }: Conversation): number | null {
  const ends = members.filter(({ id }) => awaited.includes(id)).map(({ untilMs }) => untilMs);
  const known = ends.filter((ms) => ms !== null);
  return ends.length > 0 && known.length === ends.length ? Math.max(...known) : null;
}

function saidWhen(demand: Demand, clock: Clock | null, rule: ObligationRule, talk: Conversation): SaidWhen {
  const plan = planOf(demand.awaited, rule, talk);
  const next = nextWork(demand.atMs, plan, talk);
  if (next.kind === 'known' && next.atMs > demand.atMs) return 'after-hours';
  const dateOf = (ms: number): LocalDate => localAt(ms, plan.hours.timeZone).date;
  const isLater = clock?.deadline?.kind === 'known' && dateOf(clock.deadline.atMs) > dateOf(demand.atMs);
  return isLater ? 'near-closing' : 'in-hours';
}
