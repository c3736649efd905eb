import type { AuditEntry } from '../audit/entry.ts';
import type { Judged } from '../cases/judged.ts';
import type { Tx } from '../db/client.ts';
import type { Conversation } from '../events/conversation.ts';
import { LOOKBACK_MS } from '../hearing/overheard.ts';
import { type Change, whatChanged } from '../obligations/changes.ts';
import { isOfTalk } from '../obligations/part-of.ts';
import { awaitedIn } from '../policy/awaited.ts';
import { levelIn } from '../policy/rollout.ts';
import { resultWindow } from '../rules/response/outcomes.ts';
import { armStep } from './arm-step.ts';
import { endUnawaited, stillWaiting } from './end-unawaited.ts';
import { changeEntry, openedEntry } from './entries.ts';
import { type Line, lineOf } from './lines.ts';
import { type Kept, keptIn } from './rows.ts';
import { tellSteps } from './tell-steps.ts';
import { cancelRows, letRest, writeRows } from './write-rows.ts';

export interface Waited {
  readonly entries: readonly AuditEntry[];
  /** Windows of cases about a miss that was none: they are taken back. */
  readonly withdrawn: ReadonlySet<string>;
}

/**
 * Makes true who is waited for in a group, in the transaction of its review: rows written where something is otherwise, who is told,
 * what the trail must say of it, and the next moment at which it must be looked at. Any order in which messages came ends in the
 * same rows.
 */
export async function recordObligations(tx: Tx, judged: Judged): Promise<Waited> {
  const { corp, policy, facts, judgement, at } = judged;
  const ended = await endUnawaited(tx, corp, [facts.group.chatId], stillWaiting(judged), at);
  const talk = facts.records?.talk;
  if (!talk) return { entries: ended, withdrawn: new Set() };
  const awaited = awaitedIn(policy, facts, judgement.coverage);
  const lines = awaited.flatMap(({ use, waits, obligations }) =>
    obligations.map((one) => lineOf(one, { use, waits, level: levelIn(use, facts) }, talk)),
  );
  const uses = new Set(awaited.map(({ use }) => use.instance));
  const { changed, idOf } = await writeChanged(tx, judged, talk, lines, uses);
  const told = await tellSteps(tx, judged, talk, lines, idOf);
  await armStep(tx, judged, talk, lines, uses);
  const withdrawn = changed.filter(({ kind }) => kind === 'withdrawn').flatMap(windowsOf);
  const entries = [...ended, ...entriesOf(judged, changed, lines, idOf), ...told];
  return { entries, withdrawn: new Set(withdrawn) };
}

type IdOf = (key: string) => string | undefined;

/** Writes what is otherwise than its row says, ends what is none any more, and lets rest what is too old to be judged. */
async function writeChanged(
  tx: Tx,
  { corp, policy, facts, at }: Judged,
  talk: Conversation,
  lines: readonly Line[],
  uses: ReadonlySet<string>,
): Promise<{ readonly changed: readonly Change[]; readonly idOf: IdOf }> {
  const { chatId } = facts.group;
  const keys = lines.map(({ obligation }) => obligation.key);
  const kept = await keptIn(tx, corp, chatId, beginningOf(talk, at), [...keys, ...(talk.part?.keys ?? [])]);
  const before = new Map(kept.map((one) => [one.key, one]));
  const news = lines.filter(({ obligation, digest }) => before.get(obligation.key)?.digest !== digest);
  const gone = goneFrom(kept, new Set(keys), talk, uses);
  const written = await writeRows(tx, corp, chatId, policy, news, at);
  const ended = gone.map(({ id }) => id);
  await cancelRows(tx, corp, ended, 'gone', at);
  await letRest(tx, corp, chatId, new Date(at.getTime() - LOOKBACK_MS), at);
  const now = news.map(({ obligation }) => obligation);
  const otherwise = now.flatMap(({ key }) => before.get(key) ?? []);
  return {
    changed: whatChanged([...otherwise, ...gone], now),
    idOf: (key) => written.get(key) ?? before.get(key)?.id,
  };
}

function entriesOf(judged: Judged, changed: readonly Change[], lines: readonly Line[], idOf: IdOf): AuditEntry[] {
  const byKey = new Map(lines.map((line) => [line.obligation.key, line]));
  return changed.flatMap((change): AuditEntry[] => {
    const id = idOf(change.key);
    const line = byKey.get(change.key);
    if (id === undefined) return [];
    return change.kind === 'opened' && line ? [openedEntry(judged, line, id)] : [changeEntry(judged, change, id)];
  });
}

/** The windows of the cases of a miss. */
const windowsOf = ({ key, clock }: Change): string[] => [
  ...(clock === 'result' ? [] : [key]),
  ...(clock === 'acknowledge' ? [] : [resultWindow(key)]),
];

/** When the first message that is judged was said; none is: now. */
function beginningOf({ messages, published, part }: Conversation, at: Date): Date {
  if (part) return new Date(Math.min(part.fromMs, at.getTime()));
  const said = [...messages.map(({ sentAtMs }) => sentAtMs), ...published.map(({ atMs }) => atMs)];
  return new Date(said.reduce((first, ms) => Math.min(first, ms), at.getTime()));
}

/** What was waited for and is not any more, although it is judged by what is here. */
const goneFrom = (
  kept: readonly Kept[],
  still: ReadonlySet<string>,
  talk: Conversation,
  uses: ReadonlySet<string>,
): Kept[] =>
  kept.filter(
    ({ key, cancelled, instance, first }) =>
      !cancelled && !still.has(key) && uses.has(instance) && isOfTalk(key, first, talk),
  );
