import { z } from 'zod';
import { categoryOf } from '../../content/categories.ts';
import type { Found } from '../hears.ts';
import { recordsOf } from '../records.ts';
import { defineRule } from '../rule.ts';
import { either } from '../selector-words.ts';
import { categoryInWords, isSensitive } from './category-words.ts';
import { counted, isExempt, ofContent, ofSender, saidIn } from './from-hits.ts';

const Category = z.string().refine((name) => categoryOf(name) !== undefined, {
  error: 'is no category → use gambling, ads, abuse … or own: and a name',
});

const ContentGraded = z.strictObject({
  categories: z.array(Category).min(1).max(12).describe('what the classifier is asked'),
  assessment: z
    .strictObject({ on: z.iso.date(), by: z.string().min(1) })
    .optional()
    .describe('without it politics, religion and health are not asked for'),
  fromPercent: z.int().min(50).max(100).default(80).describe('from which grade on a person is asked to look'),
  tell: z.enum(['admin', 'hr']).default('admin').describe('who is asked to look; never who wrote it'),
  ...ofContent,
});
type ContentGraded = z.infer<typeof ContentGraded>;
type Says = 'graded' | 'sensitive';

/** What a machine thinks of messages in which no list finds anything. It only ever asks a person to look, and accuses nobody. */
export const graded = defineRule<ContentGraded, Says>({
  id: 'content/graded',
  title: { zh: '机器评分提示', en: 'Graded by a machine' },
  needs: ['messages'],
  asks: ['hits', 'ungraded'],
  settings: ContentGraded,
  says: {
    graded: {
      zh: '{who} {when} 的一条消息被机器评为可能属于「{what}」，机器常常出错',
      en: 'A machine graded a message of {who}, {when}, as possibly “{what}”; machines are often wrong',
    },
    sensitive: {
      zh: '{who} {when} 的一条消息被机器评为需要看一看，机器常常出错',
      en: 'A machine graded a message of {who}, {when}: please look; machines are often wrong',
    },
  },
  fix: {
    graded: {
      zh: '请由人看上下文再判断；评错了请标为「不对」',
      en: 'A person reads the context and decides; mark what is wrong',
    },
    sensitive: {
      zh: '请由人对照条款判断；评错了请标为「不对」',
      en: 'A person holds it against the clause; mark what is wrong',
    },
  },
  inWords(settings) {
    const asked = either(askedOf(settings).map(categoryInWords));
    return {
      zh: `词表查不到的消息由机器评分（${asked.zh}），${settings.fromPercent} 分起请人看一看`,
      en: `messages without listed words, graded by a machine (${asked.en}); from ${settings.fromPercent} % on a person looks`,
    };
  },
  happenedIn: saidIn,
  hears: () => [],
  grades({ message, facts }, settings) {
    if (message.text === null || isExempt(message, facts, settings)) return null;
    const categories = askedOf(settings);
    return categories.length === 0 ? null : { categories, fromPercent: settings.fromPercent };
  },
  judge(facts, settings) {
    const found = counted(facts, settings, ({ messageId }) => messageId).map((hit) =>
      ofSender<Says>(hit, facts, { kind: 'task', tell: settings.tell, window: hit.messageId }),
    );
    const waits = Object.keys(recordsOf(facts).ungraded ?? {}).length > 0;
    return waits ? [...found, { kind: 'unseen', subject: { kind: 'group' }, reason: 'data-gap' }] : found;
  },
});

const askedOf = ({ categories, assessment }: ContentGraded): readonly string[] =>
  categories.filter((category) => assessment !== undefined || !isSensitive(category));

/** What is kept of a category that a machine named: of sensitive ones not even which. */
export function gradedAs(category: string): Found<Says> {
  if (isSensitive(category)) return { says: 'sensitive', category: 'sensitive', detail: {}, at: null };
  return { says: 'graded', category, detail: { what: categoryInWords(category).zh }, at: null };
}
