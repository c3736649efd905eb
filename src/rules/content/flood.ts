import { z } from 'zod';
import { type Burst, floods, repeats } from '../../content/flow.ts';
import type { Flowing } from '../hears.ts';
import { chinaDay } from '../register/days.ts';
import { defineRule, type Sentence } from '../rule.ts';
import { either } from '../selector-words.ts';
import { counted, isExempt, ofContent, ofSender, saidIn } from './from-hits.ts';

const Pace = z.strictObject({ most: z.int().min(1).max(500), withinMinutes: z.int().min(1).max(1440) });
type Pace = z.infer<typeof Pace>;

const Flood = z
  .strictObject({
    flood: Pace.optional().describe('more messages of one person than this'),
    repeats: Pace.optional().describe('the same words, picture or file more often than this'),
    longest: z.int().min(20).max(10_000).optional().describe('characters of one message'),
    tell: z.enum(['member', 'admin', 'hr']).default('member'),
    ...ofContent,
  })
  .refine(({ flood, repeats, longest }) => flood ?? repeats ?? longest, {
    error: 'limits nothing → name flood, repeats or longest',
  });
type Flood = z.infer<typeof Flood>;
type Says = 'flood' | 'repeat' | 'long';

/** Too many messages at once, the same one again and again, or one that is too long. Of a burst only its begin is told, once a day. */
export const flood = defineRule<Flood, Says>({
  id: 'content/flood',
  title: { zh: '刷屏', en: 'Flooding' },
  needs: ['messages'],
  asks: ['hits'],
  settings: Flood,
  says: {
    flood: {
      zh: '{who} {when} 起 {minutes} 分钟内连发超过 {most} 条',
      en: '{who} sent more than {most} messages within {minutes} minutes, {when}',
    },
    repeat: {
      zh: '{who} {when} 的同一内容 {minutes} 分钟内超过 {most} 次',
      en: '{who} sent the same more than {most} times within {minutes} minutes, {when}',
    },
    long: {
      zh: '{who} {when} 的消息有 {length} 字，约定不超过 {most} 字',
      en: '{who} wrote {length} characters at {when}; {most} were agreed',
    },
  },
  fix: {
    flood: { zh: '请把要说的合成一条再发', en: 'Please put what you have to say into one message' },
    repeat: { zh: '同一内容发一次就好，需要提醒请 @ 相关的人', en: 'Once is enough; use an @ to remind somebody' },
    long: { zh: '长内容请改发文件或文档，群里写要点', en: 'Please send long texts as a file, and the gist here' },
  },
  inWords(settings) {
    const parts: Sentence[] = [];
    const { flood: many, repeats, longest } = settings;
    if (many)
      parts.push({
        zh: `${many.withinMinutes} 分钟内最多 ${many.most} 条`,
        en: `at most ${many.most} messages in ${many.withinMinutes} minutes`,
      });
    if (repeats)
      parts.push({
        zh: `同一内容 ${repeats.withinMinutes} 分钟内最多 ${repeats.most} 次`,
        en: `the same at most ${repeats.most} times in ${repeats.withinMinutes} minutes`,
      });
    if (longest) parts.push({ zh: `一条最多 ${longest} 字`, en: `at most ${longest} characters` });
    return either(parts);
  },
  happenedIn: saidIn,
  looksBack: ({ flood: many, repeats }) => ({
    inGroupMs: Math.max(msOf(many), msOf(repeats)) * 2,
    elsewhereMs: 0,
  }),
  hears({ message, facts }, settings) {
    const { longest } = settings;
    const { length } = message;
    if (!longest || length <= longest || isExempt(message, facts, settings)) return [];
    return [{ says: 'long', category: 'long', detail: { length: String(length), most: String(longest) }, at: null }];
  },
  flows(own, facts, settings) {
    const [first] = own;
    if (!first || isExempt(first, facts, settings)) return [];
    const { flood: many, repeats: again } = settings;
    const floodsFound = many ? floods(own, paceOf(many)).map((burst) => begun(burst, many, 'flood', 0)) : [];
    const repeated = again ? repeats(own, paceOf(again)).map((burst) => begun(burst, again, 'repeat', 1)) : [];
    return [...floodsFound, ...repeated];
  },
  judge(facts, settings) {
    const windowOf = (hit: { says: string; messageId: string; saidAtMs: number }): string =>
      hit.says === 'long' ? hit.messageId : `${hit.says}:${chinaDay(hit.saidAtMs)}`;
    return counted(facts, settings, windowOf).map((hit) =>
      ofSender<Says>(hit, facts, { kind: 'breach', tell: settings.tell, window: windowOf(hit) }),
    );
  },
});

const msOf = (pace: Pace | undefined): number => (pace?.withinMinutes ?? 0) * 60_000;

const paceOf = ({ most, withinMinutes }: Pace) => ({ most, withinMs: withinMinutes * 60_000 });

/** A burst is told of where it became one: at the first message that was too many. */
const begun = (
  { messageIds }: Burst,
  { most, withinMinutes }: Pace,
  says: 'flood' | 'repeat',
  nth: number,
): Flowing<Says> => ({
  messageId: messageIds[most] ?? '',
  nth,
  found: { says, category: says, detail: { most: String(most), minutes: String(withinMinutes) }, at: null },
});
