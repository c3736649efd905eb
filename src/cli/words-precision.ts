import type { Deps } from '../deps.ts';
import { FEW, GOOD_PERCENT, type Precision, precisionOf } from '../words/hits.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { table } from './table.ts';

/** How often each rule was right. Exit 1 when one is right too seldom to speak to people. */
export async function showPrecision(deps: Deps, wanted: string | undefined): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, wanted);
  const rules = await deps.db.withCorp(corp, (tx) => precisionOf(tx, corp));
  return {
    exit: rules.some(({ verdict }) => verdict === 'unreliable') ? 1 : 0,
    json: { corp, rules },
    text:
      rules.length > 0
        ? table(['rule', 'finds', 'right', 'wrong', 'precision', ''], rules.map(rowOf))
        : '✓ nothing was found yet\n',
  };
}

const rowOf = ({ instance, hits, right, wrong, percent, verdict }: Precision): string[] => [
  instance,
  String(hits),
  String(right),
  String(wrong),
  percent === null ? '—' : `${Math.floor(percent)} %`,
  WORDS[verdict],
];

const WORDS: Readonly<Record<Precision['verdict'], string>> = {
  unreliable: `✗ below ${GOOD_PERCENT} %: review the list, or set the rule to observe`,
  reliable: '✓',
  'too-few': `fewer than ${FEW} marked: nothing can be said yet`,
};
