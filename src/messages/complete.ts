import type { CorpKeys } from '../db/keys.ts';
import type { Message } from '../events/message.ts';
import { type HideName, unmetQuoted, withUnmet } from './may-mean.ts';
import type { NameBook } from './mentions.ts';
import { mentionsIn, named } from './mentions.ts';
import { splitQuote } from './quote.ts';
import type { Said } from './said.ts';

/** The message that was said: quote and answer told apart, names looked up, words hashed. Who held the account is the row's. */
export function complete(said: Said, names: NameBook, keys: Pick<CorpKeys, 'sign'>): Message {
  const { to: _, ...rest } = said;
  const reply = said.text === null ? null : splitQuote(said.text);
  const own = reply ? reply.own : (said.text ?? '');
  return {
    ...rest,
    from: { ...said.from, personId: null },
    text: own === '' ? null : own,
    length: [...own].length,
    mentions: withUnmet(mentionsIn(own, names), own, nameHider(keys)),
    quote: reply && {
      of: unmetQuoted(named(names, reply.name), reply.name, nameHider(keys)),
      messageId: null,
      hash: hashOf(reply.quoted, keys),
    },
    hash: own === '' ? hashOfThings(said, keys) : hashOf(own, keys),
    revokedAtMs: null,
  };
}

/** What is kept of a name that nobody has: nobody without the key can try names out. */
export const nameHider =
  (keys: Pick<CorpKeys, 'sign'>): HideName =>
  (folded) =>
    keys.sign('name', folded).slice(0, 22);

/** Words that differ only in the white space around them are the same words. */
export const hashOf = (words: string, keys: Pick<CorpKeys, 'sign'>): string =>
  words.trim() === '' ? '' : keys.sign('message', `words\n${words.trim()}`);

/** Pictures and files without words are known by their sums. */
function hashOfThings({ things }: Said, keys: Pick<CorpKeys, 'sign'>): string {
  const sums = things.flatMap((thing) => ('md5' in thing && thing.md5 !== '' ? [thing.md5] : []));
  return sums.length === 0 ? '' : keys.sign('message', `sums\n${sums.sort().join('\n')}`);
}
