import { z } from 'zod';
import { MESSAGE_KINDS, type MessageKind } from '../../events/message.ts';
import { defineRule, type Sentence } from '../rule.ts';
import { Selector } from '../selector.ts';
import { either, whoInWords } from '../selector-words.ts';
import { counted, isExempt, ofContent, ofSender, saidIn } from './from-hits.ts';

const Line = z
  .strictObject({
    kinds: z.array(z.enum(MESSAGE_KINDS)).default([]).describe('messages of these kinds'),
    words: z.array(z.string().min(1)).default([]).describe('messages that hold one of these, 【通知】 for instance'),
    who: z.array(Selector).default([]).describe('who may publish them; none: nobody'),
    as: z.string().min(1).max(20).describe('what people call such messages'),
  })
  .refine(({ kinds, words }) => kinds.length + words.length > 0, { error: 'says of nothing → name kinds or words' });
type Line = z.infer<typeof Line>;

const KindsOfMessages = z.strictObject({
  publish: z.array(Line).min(1),
  tell: z.enum(['member', 'admin', 'hr']).default('member'),
  ...ofContent,
});
type KindsOfMessages = z.infer<typeof KindsOfMessages>;

/** Who may publish what: each line names messages, by kind or by words, and those whose they are. */
export const kindsOfMessages = defineRule<KindsOfMessages, 'not-theirs'>({
  id: 'content/kinds-of-messages',
  title: { zh: '谁可以发什么', en: 'Who may publish what' },
  needs: ['messages'],
  asks: ['hits'],
  settings: KindsOfMessages,
  says: {
    'not-theirs': {
      zh: '{who} {when} 发了「{what}」，本群由指定的人发',
      en: '{who} published “{what}” at {when}; here others do that',
    },
  },
  fix: {
    'not-theirs': {
      zh: '需要发布的，请交给指定的人发，或先与群管理员说明',
      en: 'Please hand it to those who publish it, or tell the group’s admin first',
    },
  },
  inWords({ publish }) {
    const lines = publish.map(({ as, who }): Sentence => {
      const whose = either(who.map(whoInWords));
      return who.length === 0
        ? { zh: `「${as}」不在本群发`, en: `nobody publishes “${as}”` }
        : { zh: `「${as}」由${whose.zh}发`, en: `“${as}” is published by ${whose.en}` };
    });
    return either(lines);
  },
  happenedIn: saidIn,
  hears({ message, facts }, settings) {
    if (isExempt(message, facts, settings)) return [];
    const line = settings.publish.find(
      (one) => isMeant(one, message) && (one.who.length === 0 || !isExempt(message, facts, { exempt: one.who })),
    );
    return line ? [{ says: 'not-theirs' as const, category: 'publishing', detail: { what: line.as }, at: null }] : [];
  },
  judge(facts, settings) {
    return counted(facts, settings, ({ messageId }) => messageId).map((hit) =>
      ofSender<'not-theirs'>(hit, facts, { kind: 'breach', tell: settings.tell, window: hit.messageId }),
    );
  },
});

const isMeant = ({ kinds, words }: Line, { kind, text }: { kind: MessageKind; text: string | null }): boolean =>
  kinds.includes(kind) || words.some((word) => text?.includes(word));
