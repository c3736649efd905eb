import type { AuditEntry } from '../audit/entry.ts';
import type { Judged } from '../cases/judged.ts';
import type { Tx } from '../db/client.ts';
import type { Conversation } from '../events/conversation.ts';
import { LOOKBACK_MS } from '../hearing/overheard.ts';
import { type Change, whatChanged } from '../obligations/changes.ts';
import { awaitedIn } from '../policy/awaited.ts';
import { levelIn } from '../policy/rollout.ts';
import { resultWindow } from '../rules/response/outcomes.ts';
import { armTimer, cancelTimers } from '../timers/arm.ts';
import { changeEntry, openedEntry } from './entries.ts';
import { type Line, lineOf } from './lines.ts';
import { nextStepMs } from './next-step.ts';
import { type Kept, keptIn } from './rows.ts';
import { tellSteps } from './tell-steps.ts';
import { cancelRows, letRest, writeRows } from './write-rows.ts';

export interface Waited {
  readonly entries: readonly AuditEntry[];
  /** Windows of cases about a miss that was none: they are taken back. */
  readonly withdrawn: ReadonlySet<string>;
}

/**
 * Makes true who is waited for in a group, in the transaction of its review: rows written where something is otherwise, what the
 * trail must say of it, and the next moment at which it must be looked at. Any order in which messages came ends in the same rows.
 */
export async function recordObligations(tx: Tx, judged: Judged): Promise<Waited> {
  const { corp, policy, facts, judgement, at } = judged;
  const { talk = null } = facts.records ?? {};
  const { chatId } = facts.group;
  if (!talk) return { entries: [], withdrawn: new Set() };
  const awaited = awaitedIn(policy, facts, judgement.coverage);
  const lines = awaited.flatMap(({ use, waits, obligations }) =>
    obligations.map((one) => lineOf(one, { use, waits, level: levelIn(use, facts) }, talk)),
  );
  const kept = await keptIn(
    tx,
    corp,
    chatId,
    beginningOf(talk, at),
    lines.map(({ obligation }) => obligation.key),
  );
  const gone = goneFrom(kept, lines, talk, new Set(awaited.map(({ use }) => use.instance)));
  const before = new Map(kept.map((one) => [one.key, one]));
  const news = lines.filter(({ obligation, digest }) => before.get(obligation.key)?.digest !== digest);
  const written = await writeRows(tx, corp, chatId, policy, news, at);
  await cancelRows(
    tx,
    corp,
    gone.map(({ id }) => id),
    'gone',
    at,
  );
  await letRest(tx, corp, chatId, new Date(at.getTime() - LOOKBACK_MS), at);
  const ids = new Map([...kept.map(({ key, id }): [string, string] => [key, id]), ...written]);
  const changed = whatChanged(
    kept.filter((one) => gone.includes(one) || news.some(({ obligation }) => obligation.key === one.key)),
    news.map(({ obligation }) => obligation),
  );
  const told = await tellSteps(tx, judged, talk, lines, (key) => ids.get(key));
  await armStep(tx, judged, talk, lines);
  const entries = changed.flatMap((change): AuditEntry[] => {
    const id = ids.get(change.key);
    const line = lines.find(({ obligation }) => obligation.key === change.key);
    if (id === undefined) return [];
    return change.kind === 'opened' && line ? [openedEntry(judged, line, id)] : [changeEntry(judged, change, id)];
  });
  const withdrawn = changed.filter(({ kind }) => kind === 'withdrawn').flatMap(windowsOf);
  return { entries: [...entries, ...told], withdrawn: new Set(withdrawn) };
}

/** The windows of the cases of a miss. */
const windowsOf = ({ key, clock }: Change): string[] => [
  ...(clock === 'result' ? [] : [key]),
  ...(clock === 'acknowledge' ? [] : [resultWindow(key)]),
];

/** When the first message that is here was said; nothing is here: now. */
const beginningOf = ({ messages, published }: Conversation, at: Date): Date =>
  new Date(Math.min(at.getTime(), ...messages.map(({ sentAtMs }) => sentAtMs), ...published.map(({ atMs }) => atMs)));

/** What was waited for and is not any more, although its message is here and its use was judged. */
function goneFrom(
  kept: readonly Kept[],
  lines: readonly Line[],
  talk: Conversation,
  judged: ReadonlySet<string>,
): Kept[] {
  const still = new Set(lines.map(({ obligation }) => obligation.key));
  const here = new Set([...talk.messages, ...talk.published].map(({ id }) => id));
  return kept.filter(
    ({ key, cancelled, instance, first }) => !cancelled && !still.has(key) && judged.has(instance) && here.has(first),
  );
}

/** One look is armed a group, at the earliest moment at which something can become otherwise by time alone. */
async function armStep(tx: Tx, { corp, facts, at }: Judged, talk: Conversation, lines: readonly Line[]): Promise<void> {
  const { chatId } = facts.group;
  const nextMs = nextStepMs(lines, talk, at.getTime());
  await cancelTimers(tx, corp, 'obligation-step', [chatId], at);
  if (nextMs === null) return;
  await armTimer(tx, corp, { kind: 'obligation-step', subject: chatId, dueAt: new Date(nextMs), at });
}
