import { z } from 'zod';
import { voiceCrossings } from '../../content/flow.ts';
import { periodAt } from '../periods.ts';
import { dayMs } from '../register/days.ts';
import { defineRule } from '../rule.ts';
import { counted, isExempt, ofContent, ofSender, saidIn } from './from-hits.ts';

const VoiceShare = z.strictObject({
  from: z.int().min(2).max(500).default(10).describe('a person who said less in the time is not looked at'),
  percent: z.int().min(0).max(99).default(50).describe('more of his messages than this are voice'),
  every: z.enum(['day', 'week', 'month']).default('week').describe('said at most once in it'),
  ...ofContent,
});
type VoiceShare = z.infer<typeof VoiceShare>;

/** Voice messages are hard to look up: who sends little else is a hint to the admin, and nobody's fault. */
export const voiceShare = defineRule<VoiceShare, 'mostly-voice'>({
  id: 'content/voice-share',
  title: { zh: '少发语音', en: 'Voice messages' },
  needs: ['messages'],
  asks: ['hits'],
  settings: VoiceShare,
  says: {
    'mostly-voice': {
      zh: '{who} 近来 {all} 条消息中语音 {voice} 条',
      en: '{voice} of the last {all} messages of {who} were voice',
    },
  },
  fix: {
    'mostly-voice': {
      zh: '仅供参考：方便时可以建议改发文字，便于查找',
      en: 'Only a hint: suggest text when it suits, it is easier to look up',
    },
  },
  inWords: ({ from, percent }) => ({
    zh: `满 ${from} 条后语音超过 ${percent}% 的，提示管理员`,
    en: `from ${from} messages on, more than ${percent} % voice is a hint to the admin`,
  }),
  happenedIn: saidIn,
  looksBack: ({ every }) => ({ inGroupMs: (every === 'day' ? 1 : every === 'week' ? 7 : 31) * dayMs, elsewhereMs: 0 }),
  flows(own, facts, settings) {
    const [first] = own;
    if (!first || isExempt(first, facts, settings)) return [];
    const { every, from, percent } = settings;
    return voiceCrossings(own, from, percent / 100, (atMs) => periodAt(every, atMs).name).map(
      ({ messageId, voice, all }) => ({
        messageId,
        nth: 0,
        found: {
          says: 'mostly-voice',
          category: 'voice',
          detail: { voice: String(voice), all: String(all) },
          at: null,
        },
      }),
    );
  },
  judge(facts, settings) {
    const windowOf = ({ saidAtMs }: { saidAtMs: number }): string => periodAt(settings.every, saidAtMs).name;
    return counted(facts, settings, windowOf).map((hit) =>
      ofSender<'mostly-voice'>(hit, facts, { kind: 'task', tell: 'admin', window: windowOf(hit) }),
    );
  },
});
