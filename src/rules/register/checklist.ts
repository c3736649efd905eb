import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import { plainText } from '../plain-text.ts';
import { AttestedWord, lastAttested } from '../records.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { Selector } from '../selector.ts';
import { wordCounts } from '../whose-word.ts';
import { chinaDay, dayMs } from './days.ts';

const Item = z.strictObject({
  what: AttestedWord.describe('the word that is attested: invite-confirmation'),
  as: z.string().min(1).max(30).describe('what it is called in a sentence: 已打开「群聊邀请确认」'),
  how: z.string().min(1).max(60).optional().describe('where to click, as WeCom’s menus are called'),
  everyDays: z.int().min(1).max(1100).optional().describe('is confirmed anew after so many days; none: once is enough'),
});
type Item = z.infer<typeof Item>;

const Checklist = z.strictObject({
  items: z.array(Item).min(1).max(20),
  ask: z.enum(['admin', 'hr']).default('admin').describe('who confirms'),
  by: z.array(Selector).default([]).describe('whose word counts besides that of appointed admins; none: anybody’s'),
  graceDays: z.int().min(0).max(365).default(7).describe('days after the creation of the group'),
  strength: z.enum(['advised', 'required']).default('advised').describe('advised: asked for, never a breach'),
});
type Checklist = z.infer<typeof Checklist>;
type Says = 'not-confirmed' | 'confirm-again';

/** Switches of the client and other things no API shows are confirmed by a person, and again after a while. */
export const checklist = defineRule<Checklist, Says>({
  id: 'register/checklist',
  title: { zh: '群设置清单', en: 'Checklist of the group' },
  needs: [],
  asks: ['attestations'],
  settings: Checklist,
  says: {
    'not-confirmed': { zh: '还没有人确认本群「{item}」', en: 'Nobody has confirmed for this group: “{item}”' },
    'confirm-again': { zh: '本群「{item}」上次确认是 {day}', en: '“{item}” was last confirmed on {day}' },
  },
  fix: {
    'not-confirmed': { zh: '请看一眼并确认。{how}', en: 'Please look and confirm. {how}' },
    'confirm-again': { zh: '请再看一眼并确认。{how}', en: 'Please look again and confirm. {how}' },
  },
  inWords({ items }) {
    const named = items.map(({ what, as, everyDays }) => ({
      zh: everyDays === undefined ? as : `${as}（每 ${everyDays} 天确认）`,
      en: everyDays === undefined ? what : `${what} (again after ${everyDays} days)`,
    }));
    return {
      zh: `由人确认：${named.map(({ zh }) => zh).join('；')}`,
      en: `confirmed by people: ${named.map(({ en }) => en).join('; ')}`,
    };
  },
  judge(facts, settings) {
    const bornMs = facts.group.createdAtMs;
    if (bornMs !== null && facts.atMs < bornMs + settings.graceDays * dayMs) return [];
    return settings.items.flatMap((item) => judgeItem(item, facts, settings));
  },
});

function judgeItem(item: Item, facts: GroupFacts, settings: Checklist): Outcome<Says>[] {
  const word = lastAttested(facts, item.what);
  const { by } = settings;
  const counts = word && (by.length === 0 ? 'named' : wordCounts(word.by, by, facts));
  if (counts === 'relation-unknown') return [{ kind: 'unseen', subject: { kind: 'group' }, reason: counts }];
  if (!word || counts !== 'named') return [about('not-confirmed', item, '—', settings)];
  const isOld = item.everyDays !== undefined && facts.atMs >= word.atMs + item.everyDays * dayMs;
  return isOld ? [about('confirm-again', item, chinaDay(word.atMs), settings)] : [];
}

const about = (says: Says, { as, how, what }: Item, day: string, { ask, strength }: Checklist): Outcome<Says> => ({
  kind: strength === 'required' ? 'breach' : 'task',
  subject: { kind: 'group' },
  says,
  detail: { item: plainText(as, 30), how: plainText(how ?? '', 60), day, attests: what },
  tell: ask,
  window: what,
});
