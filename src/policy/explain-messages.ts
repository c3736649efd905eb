import type { Lexicon } from '../events/reading.ts';
import { ordinaryLexicon } from '../obligations/lexicon.ts';
import type { Sentence } from '../rules/rule.ts';
import { whoInWords } from '../rules/selector-words.ts';
import type { Spokesman } from './messages.ts';
import type { Policy } from './policy.ts';

const sentence = (zh: string, en: string): Sentence => ({ zh, en });

/** How messages are read: the company's own words, usual ones that do not count, and who speaks for whom. */
export function readingInWords({ lexicon, spokesmen }: Policy): Sentence[] {
  const lines = [...wordLines(lexicon), ...spokesmen.map(spokesmanLine)];
  return lines.length === 0 ? [] : [sentence('', ''), sentence('消息怎么读', 'How messages are read'), ...lines];
}

function wordLines(lexicon: Lexicon): Sentence[] {
  const usual = wordsIn(ordinaryLexicon);
  const here = wordsIn(lexicon);
  const own = [...here].filter((word) => !usual.has(word));
  const without = [...usual].filter((word) => !here.has(word));
  return [
    ...(own.length > 0
      ? [sentence(`  本公司自己的说法：${own.join('、')}`, `  Words of our own: ${own.join(', ')}`)]
      : []),
    ...(without.length > 0
      ? [sentence(`  不算数的说法：${without.join('、')}`, `  Words that do not count: ${without.join(', ')}`)]
      : []),
  ];
}

const wordsIn = (lexicon: Lexicon): Set<string> =>
  new Set(
    Object.values(lexicon).flatMap((list: readonly string[] | Readonly<Record<string, readonly string[]>>) =>
      Object.values(list).flat(),
    ),
  );

function spokesmanLine({ who, for: whom, called }: Spokesman): Sentence {
  const [by, of] = [whoInWords(who), whoInWords(whom)];
  const also =
    called.length > 0
      ? { zh: `（也叫${called.join('、')}）`, en: ` (also called ${called.join(', ')})` }
      : { zh: '', en: '' };
  return sentence(
    `  ${by.zh}提到${of.zh}${also.zh}时，说的话算后者的`,
    `  When ${by.en} names ${of.en}${also.en}, the words count as the latter’s`,
  );
}
