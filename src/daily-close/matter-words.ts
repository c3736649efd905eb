import type { Words } from '../notices/content.ts';
import { sayBoth } from '../notices/wording/say.ts';
import { localAt } from '../work-time/local-time.ts';
import type { OpenMatter } from './open-matters.ts';

/** A moment as people write it: `11-26 09:05`. */
export function shortMoment(at: Date, timeZone: string): string {
  const { date, minute } = localAt(at.getTime(), timeZone);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.slice(5)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** When it is due: the earlier of the clocks that still run. */
export const dueOf = ({ acknowledgeState, acknowledgeDueAt, resultState, resultDueAt }: OpenMatter): Date | null => {
  const running = [
    acknowledgeState === 'running' || acknowledgeState === 'paused' ? acknowledgeDueAt : null,
    resultState === 'running' || resultState === 'paused' ? resultDueAt : null,
  ].filter((due) => due !== null);
  return running.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
};

/** Who asked, when, where, and until when: what a card says of a matter, without a word of the message. */
export function matterWords(matter: OpenMatter, asker: string, timeZone: string): Words {
  const due = dueOf(matter);
  const places = { asker, asked: shortMoment(matter.openedAt, timeZone), group: matter.groupName };
  return due === null
    ? sayBoth('matter', places)
    : sayBoth('matterDue', { ...places, due: shortMoment(due, timeZone) });
}
