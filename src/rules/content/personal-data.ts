import { z } from 'zod';
import { type PersonalKind, personalData as personalDataIn } from '../../content/personal-data.ts';
import { defineRule, type Sentence } from '../rule.ts';
import { either } from '../selector-words.ts';
import { counted, isExempt, ofContent, ofSender, saidIn } from './from-hits.ts';
import { wordsOf } from './words-of.ts';

const KINDS = ['id-card', 'phone', 'bank-card', 'e-mail'] as const;

const PersonalData = z.strictObject({
  kinds: z.array(z.enum(KINDS)).min(1).default(['id-card', 'bank-card']),
  proof: z
    .enum(['checksum', 'any'])
    .default('checksum')
    .describe('any: also what only looks like one; phones never prove themselves and count'),
  from: z.int().min(1).max(100).default(1).describe('from so many in one message on'),
  tell: z.enum(['member', 'admin', 'hr']).default('member').describe('the sender can take it back himself'),
  ...ofContent,
});
type PersonalData = z.infer<typeof PersonalData>;

/** Numbers that belong to one person, said where others read them: the sender is asked to take them back. */
export const personalData = defineRule<PersonalData, 'shown'>({
  id: 'content/personal-data',
  title: { zh: '个人信息', en: 'Personal data' },
  needs: ['messages'],
  asks: ['hits'],
  settings: PersonalData,
  says: {
    shown: { zh: '{who} {when} 的消息里有{what}', en: 'The message of {who} at {when} holds personal data: {what}' },
  },
  fix: {
    shown: {
      zh: '请尽快撤回；撤不回的请告诉群管理员，改用私下方式发送',
      en: 'Please take it back, or tell the group’s admin; send it in private',
    },
  },
  inWords({ kinds }) {
    const all = either(kinds.map((kind) => KIND_WORDS[kind]));
    return { zh: `消息里的${all.zh}`, en: `${all.en} in messages` };
  },
  happenedIn: saidIn,
  hears({ message, facts }, settings) {
    if (isExempt(message, facts, settings)) return [];
    const found = wordsOf(message).flatMap(({ text, at }) =>
      personalDataIn(text)
        .filter((one) => isWanted(one.kind, one.proof, settings))
        .map(({ kind, begin, end }) => ({ kind, at: at === 'own-words' ? { begin, end } : null })),
    );
    if (found.length < settings.from) return [];
    return settings.kinds.flatMap((kind) => {
      const first = found.find((one) => one.kind === kind);
      return first
        ? [{ says: 'shown' as const, category: kind, detail: { what: KIND_WORDS[kind].zh }, at: first.at }]
        : [];
    });
  },
  judge(facts, settings) {
    return counted(facts, settings, ({ messageId }) => messageId).map((hit) =>
      ofSender<'shown'>(hit, facts, { kind: 'breach', tell: settings.tell, window: hit.messageId }),
    );
  },
});

const isWanted = (kind: PersonalKind, proof: 'checksum' | 'form', { kinds, proof: wanted }: PersonalData): boolean =>
  kinds.includes(kind) && (wanted === 'any' || proof === 'checksum' || kind === 'phone' || kind === 'e-mail');

const KIND_WORDS: Readonly<Record<PersonalKind, Sentence>> = {
  'id-card': { zh: '身份证号', en: 'identity card' },
  phone: { zh: '手机号', en: 'phone number' },
  'bank-card': { zh: '银行卡号', en: 'bank card' },
  'e-mail': { zh: '邮箱地址', en: 'e-mail address' },
};
