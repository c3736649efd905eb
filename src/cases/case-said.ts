import { sayingOf } from '../managed/sentences.ts';
import { rulesById } from '../rules/index.ts';
import type { Detail, Sentence } from '../rules/rule.ts';
import { fill } from './sentences.ts';

/** The rule's sentence of a case, its places filled; the bare key where this version has no such rule. */
export function caseSaid(rule: string, what: 'says' | 'fix', key: string, detail: unknown): Sentence {
  const sentence = rulesById.get(rule)?.[what][key] ?? sayingOf(rule, key)?.[what];
  return sentence ? fill(sentence, detail as Detail) : { zh: key, en: key };
}
