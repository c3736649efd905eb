import type { PolicyFile } from './file.ts';
import type { Words } from './file-words.ts';
import type { Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';

/** Money that a text threatens with, by the name of the measure. */
export interface MoneyThreat {
  readonly measure: 'fine' | 'red-packet' | 'deduction' | 'bonus-cut';
  /** The words as they stand there. */
  readonly words: string;
}

const SUM = '(?:人民币)?\\s*[\\d０-９一二两三四五六七八九十百千]+\\s*(?:元|块)';

/** How Chinese texts name it; 乐捐 is what a fine is called where it may not be called one. */
const NAMES: readonly (readonly [MoneyThreat['measure'], string])[] = [
  ['bonus-cut', '(?:扣|减|停发|取消|核减)[^，。；、\\s]{0,6}(?:奖金|绩效|提成|年终奖|津贴|补贴)'],
  ['fine', `罚款|罚金|罚钱|经济处罚|乐捐|爱心捐款|罚${SUM}`],
  ['deduction', `扣(?:款|钱|工资|薪|发|除|减|罚)|扣${SUM}`],
  ['red-packet', '(?:发|补|包)?(?:个|一个)?(?:群|大|小)?红包'],
];

/** "No fines", "fines are forbidden": the words are there, the threat is not. */
const DENIED = /(?:不|不得|不再|不予|不作|不设|禁止|严禁|取消|免于|无|非)\s*(?:任何|实施|进行|予以|设立)?\s*$/u;

/** What money a text threatens with, in the order of the text. Pure. */
export function moneyThreatsIn(text: string): MoneyThreat[] {
  const found = NAMES.flatMap(([measure, pattern]) =>
    [...text.matchAll(new RegExp(pattern, 'gu'))]
      .filter(({ index }) => !DENIED.test(text.slice(Math.max(0, index - 6), index)))
      .map(({ index, 0: words }) => ({ measure, words, index })),
  );
  return found
    .filter((one) => !found.some((other) => other !== one && isInside(one, other)))
    .sort((a, b) => a.index - b.index)
    .map(({ measure, words }) => ({ measure, words }));
}

interface Place {
  readonly index: number;
  readonly words: string;
}

/** 扣除绩效 is a cut of the bonus, not a deduction besides. */
const isInside = (one: Place, other: Place): boolean =>
  other.index <= one.index &&
  one.index + one.words.length <= other.index + other.words.length &&
  one.words.length < other.words.length;

/** A clause that threatens money, and in which of its two texts it does so first. */
export interface ThreateningClause {
  readonly stands: 'sanction' | 'text';
  readonly threats: readonly MoneyThreat[];
}

/** What money a clause threatens with; null: none. A duty may speak of red packets without threatening with one. Pure. */
export function threatsOfClause(sanction: string | null, duty: string): ThreateningClause | null {
  const inSanction = moneyThreatsIn(sanction ?? '');
  const inDuty = moneyThreatsIn(duty).filter(({ measure }) => measure !== 'red-packet');
  const threats = [...inSanction, ...inDuty];
  return threats.length === 0 ? null : { stands: inSanction.length > 0 ? 'sanction' : 'text', threats };
}

/** Clauses that threaten money: open until they are amended, whatever the rest of the file says. */
export const sanctionQuestions = (file: PolicyFile, written: Written): Problem[] =>
  file.clauses.flatMap((clause, i) => {
    const found = threatsOfClause(clause.sanction ? zhOf(clause.sanction) : null, zhOf(clause.text));
    if (!found) return [];
    const words = found.threats.map((threat) => `「${threat.words}」`).join('');
    return [
      written.problem(
        ['clauses', i, found.stands],
        'open',
        `clause ${clause.id} threatens money (${words}): it is shown as not executed`,
        'let counsel amend it; docs/sanctions.md has the words',
      ),
    ];
  });

const zhOf = (words: Words): string => (typeof words === 'string' ? words : words.zh);
