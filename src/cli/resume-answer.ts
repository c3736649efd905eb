import { type HeldCase, heldByBrake, releaseBrake } from '../cases/release-brake.ts';
import { resumeTelling } from '../cases/resume.ts';
import type { Stoppable } from '../cases/stopped.ts';
import type { Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { clockOf } from './moments.ts';
import type { SignedOptions } from './pause-answer.ts';
import { inWords, mustBeKnown } from './pause-target.ts';
import { table } from './table.ts';

export interface ResumeOptions extends SignedOptions {
  readonly dryRun?: true;
}

type ResumeDeps = Pick<Deps, 'config' | 'db' | 'keys' | 'bell'>;

/** Ends a stop; where there is none, lets go what the brake holds of a rule. A dry run only says what that would be. */
export async function resume(deps: ResumeDeps, what: Stoppable, options: ResumeOptions): Promise<Answer> {
  const { slug: corp, timeZone } = corpOf(deps.config, options.corp);
  const found = await deps.db.withCorp(corp, (tx) => lookUp(tx, corp, what));
  if (options.dryRun) return preview(what, found, corp, timeZone);
  const answer = found.stopped ? await endStop(deps, corp, what, options) : await letGo(deps, corp, what, options);
  await deps.bell.ring('timers', corp);
  await deps.bell.ring('notices', corp);
  return answer;
}

interface Found {
  readonly stopped: boolean;
  /** What would be let go: held by the stop, or else by the brake. */
  readonly cases: readonly HeldCase[];
  readonly notices: number;
}

async function lookUp(tx: Tx, corp: Corp, what: Stoppable): Promise<Found> {
  const stop = await tx.stop.findFirst({ where: { corp, ...what, until: null }, select: { id: true } });
  if (stop) return { stopped: true, cases: await heldByStop(tx, corp, what), notices: await waitingFor(tx, corp) };
  await mustBeKnown(tx, corp, what);
  const cases = what.target === 'rule' ? await heldByBrake(tx, corp, { instance: what.name }) : [];
  if (cases.length === 0)
    throw wrongUse(
      `nothing of ${inWords(what)} is paused or held`,
      'nobody paused it, and the brake holds none of its cases',
      'see what is: status',
    );
  return { stopped: false, cases, notices: 0 };
}

/** Every case held by a stop: which of them another stop goes on to hold is known when this one ends. */
const heldByStop = (tx: Tx, corp: Corp, { target, name }: Stoppable): Promise<HeldCase[]> =>
  tx.$queryRaw<HeldCase[]>`
    select c.id::text, c.number, c.rule, c.chat_id as "chatId", c.subject, c.opened_at as "openedAt" from qungui."case" c
    left join qungui.register_entry r on r.corp = c.corp and r.chat_id = c.chat_id and r.until is null
    where c.corp = ${corp} and c.closed_at is null and c.held = 'stopped'
      and (${target} = 'corp' or (${target} = 'rule' and c.instance = ${name}) or (${target} = 'kind' and r.kind = ${name}))
    order by c.number`;

const waitingFor = (tx: Tx, corp: Corp): Promise<number> => tx.notice.count({ where: { corp, state: 'held' } });

function preview(what: Stoppable, { stopped, cases, notices }: Found, corp: Corp, timeZone: string): Answer {
  const at = clockOf(timeZone);
  const lines = cases.map((row) => [`C-${row.number}`, row.rule, row.subject, row.chatId, at(row.openedAt)]);
  const held = stopped
    ? `stopped: ${cases.length} cases, ${notices} messages are held`
    : `${cases.length} cases are held by the brake`;
  return {
    exit: 0,
    json: {
      corp,
      ...what,
      dryRun: true,
      heldBy: stopped ? 'stop' : 'brake',
      cases: cases.map(({ number, ...row }) => ({ ...row, number: Number(number) })),
      notices,
    },
    text: `${inWords(what)}, ${held}; nothing was changed\n${table(['case', 'rule', 'about', 'group', 'opened'], lines, '  ')}`,
  };
}

async function endStop(deps: ResumeDeps, corp: Corp, what: Stoppable, { by, reason }: SignedOptions): Promise<Answer> {
  const resumed = await resumeTelling(deps, corp, { ...what, by, reason });
  const { cases, released, dropped } = resumed;
  return {
    exit: 0,
    json: { corp, ...what, ...resumed },
    text:
      `✓ ${inWords(what)} goes on: ${cases} cases are looked at again, and told as far as the brake lets them\n` +
      `  ${released} messages wait to be sent; ${dropped} were dropped, their matters are settled\n`,
  };
}

async function letGo(
  deps: ResumeDeps,
  corp: Corp,
  { name }: Stoppable,
  { by, reason }: SignedOptions,
): Promise<Answer> {
  const released = await releaseBrake(deps, corp, { of: { instance: name }, by, reason, via: 'cli' });
  return {
    exit: 0,
    json: { corp, target: 'rule', name, state: 'released', cases: released },
    text: `✓ ${released} cases of ${name} that the brake held are let go; their groups are looked at again\n`,
  };
}
