import { explainPolicy } from '../policy/explain.ts';
import { loadPolicy } from '../policy/load.ts';
import { promisedBy } from '../policy/promise.ts';
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
  const text = explainPolicy(result.policy, language);
  return { exit: 0, text, json: { policy: result.policy.slug, language, promised: promisedBy(result.policy), text } };
}
