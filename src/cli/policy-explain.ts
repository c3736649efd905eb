import { jurisdictionOf } from '../legal/jurisdictions.ts';
import { explainPolicy } from '../policy/explain.ts';
import { loadPolicy } from '../policy/load.ts';
import { promisedBy } from '../policy/promise.ts';
import { type StandingFinding, standingFindings } from '../sanctions/standing-findings.ts';
import type { Answer } from './desk.ts';
import { wrongUse } from './desk.ts';
import { readSource } from './read-source.ts';

/** One policy in plain words. A file with mistakes is not explained: it might say something else than it does. */
export function explainFile(file: string, language: 'zh' | 'en'): Answer {
  const result = loadPolicy(readSource(file), file);
  if ('problems' in result)
    throw wrongUse(
      `${file} has ${result.problems.length} mistakes`,
      'what a wrong file means cannot be said',
      `run: npm run qungui -- policy check ${file}`,
    );
  const standing = standingFindings(result.policy, jurisdictionOf({}));
  const text = explainPolicy(result.policy, language) + standingInWords(standing, language);
  return {
    exit: 0,
    text,
    json: { policy: result.policy.slug, language, promised: promisedBy(result.policy), standing, text },
  };
}

/** Clauses that threaten money, each with words that may stand there instead. */
function standingInWords(found: readonly StandingFinding[], language: 'zh' | 'en'): string {
  if (found.length === 0) return '';
  const title = { zh: '写有财物处罚、不执行的条款', en: 'Clauses that threaten money, and are not executed' };
  const instead = { zh: '可改为', en: 'May say instead' };
  const lines = found.flatMap(({ says, why, amendment }) => [
    `  ${says[language]}`,
    `    ${why[language]}`,
    `    ${instead[language]}: ${amendment[language]}`,
  ]);
  return ['', title[language], ...lines, ''].join('\n');
}
