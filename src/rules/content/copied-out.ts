import { z } from 'zod';
import { copiesIn } from '../../content/spread.ts';
import { plainText } from '../plain-text.ts';
import { dayMs } from '../register/days.ts';
import { defineRule } from '../rule.ts';
import { counted, isExempt, ofContent, ofSender, saidIn } from './from-hits.ts';

const CopiedOut = z.strictObject({
  days: z
    .int()
    .min(1)
    .max(35)
    .default(30)
    .describe('how long a text of an internal group is remembered, as a fingerprint'),
  circularFrom: z.int().min(2).max(50).default(3).describe('what so many groups were told is a circular'),
  ...ofContent,
});
type CopiedOut = z.infer<typeof CopiedOut>;
type Says = 'same-words' | 'forwarded';

/**
 * Words of a group without outsiders that come up in a group with outsiders. HR looks first, always: whether they were
 * sensitive, and whose business they are, no fingerprint says. The sender hears nothing from the machine.
 */
export const copiedOut = defineRule<CopiedOut, Says>({
  id: 'content/copied-out',
  title: { zh: '内部内容外传', en: 'Internal words outside' },
  needs: ['messages'],
  asks: ['hits'],
  settings: CopiedOut,
  says: {
    'same-words': {
      zh: '{who} {when} 的消息与内部群「{group}」几乎相同',
      en: 'What {who} wrote at {when} is nearly the same as in “{group}”',
    },
    forwarded: {
      zh: '{who} {when} 转发的记录含内部群「{group}」的内容',
      en: 'A record that {who} forwarded at {when} holds words of “{group}”',
    },
  },
  fix: {
    'same-words': {
      zh: '请由人核对是否敏感、是否获准；误判请标为「不对」',
      en: 'A person checks whether it was sensitive or allowed; mark a false alarm',
    },
    forwarded: {
      zh: '请由人核对是否敏感、是否获准；误判请标为「不对」',
      en: 'A person checks whether it was sensitive or allowed; mark a false alarm',
    },
  },
  inWords: ({ days }) => ({
    zh: `内部群 ${days} 天内的内容出现在有外部人员的群（只告诉人，不提醒本人）`,
    en: `words of internal groups of the last ${days} days in groups with outsiders, told to a person only`,
  }),
  happenedIn: saidIn,
  looksBack: ({ days }) => ({ inGroupMs: 0, elsewhereMs: days * dayMs }),
  hears({ message, facts, elsewhere, print }, settings) {
    const isOpen = facts.members.some(({ kind }) => kind === 'external');
    if (!isOpen || message.from.kind === 'external' || isExempt(message, facts, settings)) return [];
    const sinceMs = message.sentAtMs - settings.days * dayMs;
    const [copy] = copiesIn(
      message,
      elsewhere.filter(({ atMs }) => atMs >= sinceMs),
      settings.circularFrom,
      print,
    );
    if (!copy) return [];
    const groupName = elsewhere.find(({ messageId }) => messageId === copy.of.messageId)?.groupName ?? '';
    const says = copy.how === 'record' ? ('forwarded' as const) : ('same-words' as const);
    return [{ says, category: 'copy', detail: { group: plainText(groupName, 16) }, at: null }];
  },
  judge(facts, settings) {
    return counted(facts, settings, ({ messageId }) => messageId).map((hit) =>
      ofSender<Says>(hit, facts, { kind: 'breach', tell: 'hr', window: hit.messageId }),
    );
  },
});
