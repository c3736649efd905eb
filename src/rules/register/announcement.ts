import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import { remembered } from '../../remembered.ts';
import { plainText } from '../plain-text.ts';
import { AttestedWord, lastAttested, recordsOf } from '../records.ts';
import type { Detail, Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { dayMs } from './days.ts';

const Announcement = z.strictObject({
  direction: z.enum(['required', 'forbidden']).default('required').describe('forbidden: the group has no announcement'),
  points: z.array(z.string().min(1).max(30)).default([]).describe('what it has to say; a person reads it and confirms'),
  texts: z
    .array(z.string().min(1).max(2000))
    .default([])
    .describe('exact texts; one of them needs nobody’s confirmation'),
  what: AttestedWord.default('announcement').describe('the word that is attested by who read it'),
  graceDays: z.int().min(0).max(365).default(7).describe('days after the creation of the group'),
  strength: z.enum(['required', 'advised']).default('required').describe('advised: asked for, never a breach'),
});
type Announcement = z.infer<typeof Announcement>;

const sayings = {
  'no-announcement': { zh: '本群还没有群公告', en: 'The group has no announcement yet' },
  'not-read': {
    zh: '还没有人确认群公告写明了：{points}',
    en: 'Nobody has confirmed that the announcement says: {points}',
  },
  changed: { zh: '群公告在确认之后改过', en: 'The announcement was changed after it was confirmed' },
  'another-text': { zh: '群公告不是统一的内容', en: 'The announcement is not the common text' },
  'not-wanted': { zh: '本群不发群公告，现在有一条', en: 'This group has an announcement and should have none' },
};
type Says = keyof typeof sayings;

/** The announcement tells the rules of the group. Only its hash is kept: what it says is read by people. */
export const announcement = defineRule<Announcement, Says>({
  id: 'register/announcement',
  title: { zh: '群公告写明群规', en: 'The announcement tells the rules' },
  needs: ['owner'],
  asks: ['names', 'attestations'],
  settings: Announcement,
  says: sayings,
  fix: {
    'no-announcement': {
      zh: '请群主发布群公告，写明：{points}',
      en: 'Please have the owner post one that says: {points}',
    },
    'not-read': { zh: '请看一眼群公告，缺的补上，再确认', en: 'Please read it, add what is missing, then confirm' },
    changed: { zh: '请再看一眼群公告，并重新确认', en: 'Please read it again and confirm' },
    'another-text': { zh: '请把群公告换成统一的内容', en: 'Please replace it with the common text' },
    'not-wanted': { zh: '请群主清除群公告', en: 'Please have the owner remove it' },
  },
  inWords({ direction, points, texts }) {
    if (direction === 'forbidden') return { zh: '不发群公告', en: 'no announcement' };
    const said =
      points.length > 0
        ? { zh: `，写明：${points.join('、')}`, en: ` that says: ${points.join(', ')}` }
        : { zh: '', en: '' };
    const exact = texts.length > 0 ? { zh: '（统一内容）', en: ' (the common text)' } : { zh: '', en: '' };
    return { zh: `有群公告${exact.zh}${said.zh}`, en: `an announcement${exact.en}${said.en}` };
  },
  judge(facts, settings) {
    // Only customer groups show it [92122].
    if (facts.group.reach !== 'customer')
      return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'other-reach' }];
    const hash = recordsOf(facts).noticeHash;
    if (settings.direction === 'forbidden') return hash === null ? [] : [about('not-wanted', settings)];
    const bornMs = facts.group.createdAtMs;
    if (bornMs !== null && facts.atMs < bornMs + settings.graceDays * dayMs) return [];
    if (hash === null) return [about('no-announcement', settings)];
    if (hashes(settings).includes(hash)) return [];
    if (settings.points.length > 0) return judgeRead(hash, facts, settings);
    return settings.texts.length > 0 ? [about('another-text', settings)] : [];
  },
});

/** Confirmed as it stands now, not as it stood then. */
function judgeRead(hash: string, facts: GroupFacts, settings: Announcement): Outcome<Says>[] {
  const word = lastAttested(facts, settings.what);
  if (word?.about === hash) return [];
  const asked = about(word ? 'changed' : 'not-read', settings);
  // A window of its own: a case keeps the nature it began with.
  return [
    { ...asked, kind: 'task', window: 'read', detail: { ...asked.detail, attests: settings.what, attestsAbout: hash } },
  ];
}

const hashes = remembered((settings: Announcement): readonly string[] =>
  settings.texts.map((text) => createHash('sha256').update(text).digest('hex')),
);

const about = (says: Says, { points, strength }: Announcement) => ({
  kind: strength === 'advised' ? ('task' as const) : ('breach' as const),
  subject: { kind: 'group' as const },
  says,
  detail: { points: plainText(points.join('、'), 30) || '群规' } satisfies Detail,
  tell: 'admin' as const,
  window: '-',
});
