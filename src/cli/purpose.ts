import { InvalidArgumentError } from 'commander';

/** What something is taken out for: a word, not prose, since the trail keeps it for good. */
export function purpose(text: string): string {
  if (/^\w[\w.:/@-]{0,99}$/.test(text)) return text;
  throw new InvalidArgumentError('Write it in one word, such as arbitration: the trail keeps words, not prose.');
}
