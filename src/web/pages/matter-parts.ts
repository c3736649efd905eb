import { z } from 'zod';
import { dueOf, shortMoment } from '../../daily-close/matter-words.ts';
import type { OpenMatter } from '../../daily-close/open-matters.ts';
import type { SaidOf } from '../../daily-close/said-of.ts';
import { type Html, html } from '../html.ts';
import type { Say, WordingKey } from '../words/say.ts';

/** What of a kept clock a page shows; whatever else stands there is none of its business. */
const Clock = z.object({
  startMs: z.number(),
  counted: z.array(z.object({ fromMs: z.number(), untilMs: z.number(), leftMs: z.number() })),
});
const Counted = z
  .union([Clock, z.object({ clock: Clock }).transform(({ clock }) => clock)])
  .nullable()
  .catch(null);

const STATES: Readonly<Record<string, WordingKey>> = {
  running: 'matterRunning',
  paused: 'matterPaused',
  missed: 'matterOverdue',
  'remind-only': 'matterNoShift',
  unknown: 'matterUnknown',
  unset: 'matterNoLimit',
};

export interface Shown {
  readonly say: Say;
  readonly timeZone: string;
  nameOf(userid: string): string;
}

/** What a matter is waiting for: an answer first, then that it is done. */
export function stateWords({ acknowledgeState, resultState }: OpenMatter, say: Say): string {
  const isAnswered = acknowledgeState === null || acknowledgeState === 'met' || acknowledgeState === 'late';
  const state = isAnswered ? resultState : acknowledgeState;
  const waits = say(isAnswered ? 'matterWaitsResult' : 'matterWaitsAnswer');
  return [waits, say(STATES[state ?? ''] ?? 'matterRunning')].join(' · ');
}

/** Who asked, when and where, and until when. */
export function matterLines(matter: OpenMatter, { say, timeZone, nameOf }: Shown): Html {
  const due = dueOf(matter);
  const asked = shortMoment(matter.openedAt, timeZone);
  const what = say(matter.opens === 'published' ? 'matterNotice' : 'matterAsked', {
    asker: nameOf(matter.asker),
    asked,
  });
  return html`<h2>${what}</h2><p class="qg-hint">${matter.groupName} · ${stateWords(matter, say)}</p>${
    due === null
      ? null
      : html`<p class="qg-hint"><strong>${say('matterDue', { due: shortMoment(due, timeZone) })}</strong></p>`
  }`;
}

/** What somebody who is waited for said of a matter without ending it. */
export function saidWords(said: SaidOf, { say, nameOf }: Pick<Shown, 'say' | 'nameOf'>): string {
  if (said.says === 'moved') return say('boardMoved', { day: said.day });
  return said.says === 'not-mine' ? say('boardNotMine') : say('boardHanded', { to: nameOf(said.to) });
}

/** Why this deadline: each stretch of working time that was counted, and what was then left. */
export function whyThisDeadline(matter: OpenMatter, shown: Shown): Html | null {
  const isAnswered = matter.acknowledgeState !== 'running' && matter.acknowledgeState !== 'paused';
  return clockStepByStep((isAnswered ? matter.result : matter.acknowledge) ?? null, shown);
}

/** A kept clock, step by step; null where none was kept, or nothing was counted. */
export function clockStepByStep(kept: unknown, { say, timeZone }: Pick<Shown, 'say' | 'timeZone'>): Html | null {
  const clock = Counted.parse(kept);
  if (!clock || clock.counted.length === 0) return null;
  const at = (ms: number): string => shortMoment(new Date(ms), timeZone);
  const lines = clock.counted.map(
    ({ fromMs, untilMs, leftMs }) =>
      html`<li>${say('whyLine', { from: at(fromMs), until: at(untilMs), minutes: minutesOf(untilMs - fromMs), left: minutesOf(leftMs) })}</li>`,
  );
  return html`<details class="qg-why"><summary>${say('whyTitle')}</summary><p>${say('whyStart', { at: at(clock.startMs) })}</p><ol>${lines}</ol><p>${say('whyRule')}</p></details>`;
}

const minutesOf = (ms: number): number => Math.round(ms / 60_000);
