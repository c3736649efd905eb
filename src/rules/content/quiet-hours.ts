import { z } from 'zod';
import { localMinute, placeIn, type WeekWindow } from '../../content/publishing-windows.ts';
import { MESSAGE_KINDS } from '../../events/message.ts';
import { chinaDay } from '../register/days.ts';
import { defineRule } from '../rule.ts';
import { counted, isExempt, ofContent, ofSender, saidIn } from './from-hits.ts';

const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, { error: 'is not a time of day → write 22:30' });
const Window = z.strictObject({
  days: z
    .array(z.int().min(1).max(7))
    .min(1)
    .default([1, 2, 3, 4, 5, 6, 7])
    .describe('1 Monday to 7 Sunday, the day on which it begins'),
  from: TimeOfDay,
  until: TimeOfDay.describe('over midnight it ends on the next day'),
});
type Window = z.infer<typeof Window>;

const QuietHours = z
  .strictObject({
    quiet: z.array(Window).default([]).describe('hours in which nobody writes'),
    only: z.array(Window).default([]).describe('hours outside of which nobody writes'),
    kinds: z.array(z.enum(MESSAGE_KINDS)).optional().describe('messages of these kinds alone; absent: all'),
    unless: z.array(z.string().min(1)).default(['紧急', '急', '事故', '救']).describe('words with which it is fine'),
    tell: z.enum(['member', 'admin', 'hr']).default('member'),
    ...ofContent,
  })
  .refine(({ quiet, only }) => quiet.length + only.length > 0, { error: 'names no hours → name quiet or only' });
type QuietHours = z.infer<typeof QuietHours>;
type Says = 'quiet' | 'outside-hours';

/** Messages in quiet hours, or outside the hours in which a group is for writing. Once a day and person, said the next morning. */
export const quietHours = defineRule<QuietHours, Says>({
  id: 'content/quiet-hours',
  title: { zh: '免打扰与发布时段', en: 'Quiet hours and publishing hours' },
  needs: ['messages'],
  asks: ['hits'],
  settings: QuietHours,
  says: {
    quiet: { zh: '{who} 在免打扰时段（{when}）发了消息', en: '{who} wrote in quiet hours ({when})' },
    'outside-hours': {
      zh: '{who} 在约定时段以外（{when}）发了消息',
      en: '{who} wrote outside the agreed hours ({when})',
    },
  },
  fix: {
    quiet: {
      zh: '不急的请次日再发；紧急的请写明“紧急”',
      en: 'Please wait until morning; if it is urgent, say so (紧急)',
    },
    'outside-hours': {
      zh: '请在约定时段内发；紧急的请写明“紧急”',
      en: 'Please write in the agreed hours; if it is urgent, say so (紧急)',
    },
  },
  inWords({ quiet, only }) {
    const shown = (windows: readonly Window[]): string =>
      windows.map(({ from, until }) => `${from}–${until}`).join('、');
    const zh = [
      ...(quiet.length ? [`${shown(quiet)} 免打扰`] : []),
      ...(only.length ? [`只在 ${shown(only)} 发`] : []),
    ];
    const en = [...(quiet.length ? [`quiet ${shown(quiet)}`] : []), ...(only.length ? [`only ${shown(only)}`] : [])];
    return { zh: zh.join('，'), en: en.join(', ') };
  },
  happenedIn: saidIn,
  hears({ message, facts }, settings) {
    const { kind, text, sentAtMs } = message;
    if (isExempt(message, facts, settings) || (settings.kinds && !settings.kinds.includes(kind))) return [];
    if (settings.unless.some((word) => text?.includes(word))) return [];
    const at = localMinute(sentAtMs, chinaMinutes);
    const about = { category: 'hours', detail: {}, at: null };
    if (placeIn(settings.quiet.map(windowOf), at) === 'inside') return [{ ...about, says: 'quiet' as const }];
    const isOutside = settings.only.length > 0 && placeIn(settings.only.map(windowOf), at) === 'outside';
    return isOutside ? [{ ...about, says: 'outside-hours' as const }] : [];
  },
  judge(facts, settings) {
    const windowOfHit = ({ saidAtMs }: { saidAtMs: number }): string => `night:${chinaDay(saidAtMs - halfDayMs)}`;
    return counted(facts, settings, windowOfHit).map((hit) =>
      ofSender<Says>(hit, facts, { kind: 'breach', tell: settings.tell, window: windowOfHit(hit) }),
    );
  },
});

const chinaMinutes = 480;
/** A night belongs to the day on which it began. */
const halfDayMs = 12 * 3_600_000;

const windowOf = ({ days, from, until }: Window): WeekWindow => ({
  days,
  fromMinute: minuteOf(from),
  untilMinute: minuteOf(until) || 1440,
});

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
