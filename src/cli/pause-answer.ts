import { type Stopped, stopTelling } from '../cases/stop.ts';
import type { Stoppable } from '../cases/stopped.ts';
import type { Deps } from '../deps.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { inWords, mustBeKnown } from './pause-target.ts';

export interface SignedOptions {
  readonly corp?: string;
  readonly by: string;
  readonly reason: string;
}

/** Stops telling people of something, at once. */
export async function pause(
  deps: Pick<Deps, 'config' | 'db' | 'keys'>,
  what: Stoppable,
  { corp: named, by, reason }: SignedOptions,
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, named);
  await deps.db.withCorp(corp, (tx) => mustBeKnown(tx, corp, what));
  const stopped = await stopTelling(deps, corp, { ...what, by, reason });
  return { exit: 0, json: { corp, ...what, ...stopped }, text: report(what, stopped) };
}

function report(what: Stoppable, { state, cases, notices }: Stopped): string {
  if (state === 'already') return `= ${inWords(what)} is paused already\n`;
  return (
    `✓ ${inWords(what)} is paused: judged and recorded as before, and nobody is told\n` +
    `  ${cases} cases that nobody was told of and ${notices} messages that waited are held\n` +
    `  take it up again with: resume ${inWords(what)}\n`
  );
}
