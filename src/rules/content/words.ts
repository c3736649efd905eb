import { z } from 'zod';
import { categoryOf } from '../../content/categories.ts';
import { type Manner, scan, type Hit as WordHit } from '../../content/matcher.ts';
import type { Found } from '../hears.ts';
import { recordsOf } from '../records.ts';
import { defineRule, type Sentence } from '../rule.ts';
import { either } from '../selector-words.ts';
import { categoryInWords, isSensitive } from './category-words.ts';
import { counted, isExempt, ofContent, ofSender, saidIn } from './from-hits.ts';
import { wordsOf } from './words-of.ts';

const Category = z.string().refine((name) => categoryOf(name) !== undefined, {
  error: 'is no category → use gambling, ads, abuse … or own: and a name',
});
const Assessment = z.strictObject({ on: z.iso.date(), by: z.string().min(1) });

const ContentWords = z.strictObject({
  lists: z.array(z.string().min(1)).min(1).describe("the company's lists, by their names"),
  categories: z.array(Category).min(1).describe('what is looked for in them'),
  assessment: Assessment.optional().describe('without it politics, religion and health are not looked for'),
  gaps: z
    .enum(['none', 'symbols', 'all'])
    .default('symbols')
    .describe('what may stand between the characters of a word'),
  lookAlikes: z.enum(['on', 'off']).default('off'),
  spelling: z.enum(['plain', 'pinyin', 'pinyin-and-parts']).default('plain'),
  allow: z.array(z.string().min(1)).default([]).describe('phrases in which the words mean no harm here'),
  as: z.enum(['breach', 'suggestion']).default('breach').describe('suggestion: the admin may have a word, or not'),
  tell: z.enum(['member', 'admin', 'hr']).default('admin').describe('who hears of it first; a suggestion: the admin'),
  inClient: z
    .enum(['off', 'warn', 'block'])
    .default('off')
    .describe("WeCom's own 敏感词, kept in step: the client warns, or blocks, before such words go to a customer"),
  ...ofContent,
});
export type ContentWords = z.infer<typeof ContentWords>;
type Says = 'found' | 'sensitive' | 'suggested';

/** Words of the company's lists in what is said. A person looks before anybody is told, unless the policy says otherwise. */
export const words = defineRule<ContentWords, Says>({
  id: 'content/words',
  title: { zh: '敏感用语', en: 'Words of the lists' },
  needs: ['messages'],
  asks: ['hits'],
  settings: ContentWords,
  says: {
    found: { zh: '{who} {when} 的消息里有「{what}」类用语', en: '{who} wrote words about “{what}” at {when}' },
    sensitive: {
      zh: '{who} {when} 的一条消息，请对照条款看一看',
      en: 'Please hold a message of {who}, {when}, against the clause',
    },
    suggested: {
      zh: '{who} {when} 的消息可能与本群用途无关（{what}）',
      en: 'What {who} wrote at {when} may not belong here ({what})',
    },
  },
  fix: {
    found: {
      zh: '请先看上下文；误判请标为「不对」，确有不妥请撤回或说明',
      en: 'Read the context first; mark a false alarm, or take it back or explain',
    },
    sensitive: {
      zh: '请由人看上下文再判断；误判请标为「不对」',
      en: 'A person reads the context and decides; mark a false alarm',
    },
    suggested: { zh: '请您看情况提醒一句，或不作处理', en: 'Say a kind word if you think it fit, or do nothing' },
  },
  inWords(settings) {
    const looked = either(lookedFor(settings).map(categoryInWords));
    const left = settings.categories.length - lookedFor(settings).length;
    const off: Sentence =
      left === 0
        ? { zh: '', en: '' }
        : { zh: '；敏感类别未做评估，不查', en: '; sensitive categories are off: no assessment' };
    const lists = settings.lists.join('、');
    return {
      zh: `名单「${lists}」中的用语：${looked.zh}${off.zh}`,
      en: `words of the lists ${lists}: ${looked.en}${off.en}`,
    };
  },
  happenedIn: saidIn,
  hears(heard, settings) {
    if (isExempt(heard.message, heard.facts, settings)) return [];
    const wanted = lookedFor(settings);
    const matcher = heard.words(settings.lists, mannerOf(settings));
    const hits = wordsOf(heard.message).flatMap(({ text, at }) =>
      outsidePhrases(scan(matcher, text), text, settings.allow)
        .filter(({ category }) => wanted.includes(category))
        .map((hit) => ({ hit, at: at === 'own-words' ? { begin: hit.begin, end: hit.end } : null })),
    );
    return wanted.flatMap((category) => {
      const first = hits.find(({ hit }) => hit.category === category);
      return first ? [foundAs(category, first.at, settings)] : [];
    });
  },
  judge(facts, settings) {
    const { wordLists } = recordsOf(facts);
    if (!settings.lists.some((list) => wordLists.includes(list)))
      return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'no-word-list' }];
    const as = settings.as === 'breach' ? ('breach' as const) : ('task' as const);
    const tell = settings.as === 'breach' ? settings.tell : 'admin';
    return counted(facts, settings, ({ messageId }) => messageId).map((hit) =>
      ofSender<Says>(hit, facts, { kind: as, tell, window: hit.messageId }),
    );
  },
});

/** The categories that are looked for: of the sensitive ones none without an assessment. */
export const lookedFor = ({ categories, assessment }: ContentWords): readonly string[] =>
  categories.filter((category) => assessment !== undefined || !isSensitive(category));

const mannerOf = ({ gaps, lookAlikes, spelling }: ContentWords): Manner => ({ gaps, lookAlikes, spelling });

/** Of what believing or suffering is about nothing is kept but that it was there. */
function foundAs(category: string, at: Found['at'], { as }: ContentWords): Found<Says> {
  if (isSensitive(category)) return { says: 'sensitive', category: 'sensitive', detail: {}, at: null };
  const what = categoryInWords(category).zh;
  return { says: as === 'breach' ? 'found' : 'suggested', category, detail: { what }, at };
}

function outsidePhrases(hits: readonly WordHit[], text: string, phrases: readonly string[]): readonly WordHit[] {
  if (hits.length === 0 || phrases.length === 0) return hits;
  const spans = phrases.flatMap((phrase) => spansOf(phrase, text));
  return hits.filter((hit) => !spans.some(({ begin, end }) => begin <= hit.begin && hit.end <= end));
}

function spansOf(phrase: string, text: string): { begin: number; end: number }[] {
  const spans: { begin: number; end: number }[] = [];
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1))
    spans.push({ begin: at, end: at + phrase.length });
  return spans;
}
