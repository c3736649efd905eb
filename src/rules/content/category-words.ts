import { SENSITIVE } from '../../content/categories.ts';
import { plainText } from '../plain-text.ts';
import type { Sentence } from '../rule.ts';

const WORDS: Readonly<Record<string, Sentence>> = {
  politics: { zh: '政治', en: 'politics' },
  religion: { zh: '宗教', en: 'religion' },
  health: { zh: '健康', en: 'health' },
  porn: { zh: '色情低俗', en: 'indecency' },
  violence: { zh: '暴力', en: 'violence' },
  gambling: { zh: '赌博', en: 'gambling' },
  drugs: { zh: '毒品', en: 'drugs' },
  ads: { zh: '广告', en: 'advertising' },
  abuse: { zh: '辱骂攻击', en: 'abuse' },
  rumours: { zh: '传言', en: 'rumours' },
};

/** What people call a category; a company's own topics go by the company's name for them. */
export const categoryInWords = (category: string): Sentence => {
  const own = plainText(category.replace(/^own:/u, ''), 12);
  return WORDS[category] ?? { zh: own, en: own };
};

/** What must not be looked for before somebody assessed what that does to people. */
export const isSensitive = (category: string): boolean => SENSITIVE.includes(category);
