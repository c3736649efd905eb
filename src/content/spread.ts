import type { Message } from '../events/message.ts';
import { difference, type Fingerprint, mostDifferent } from './fingerprint.ts';
import type { Print } from './keyed-print.ts';

/** A text that was said in a group, as far as it is kept. */
export interface Said {
  readonly messageId: string;
  readonly chatId: string;
  readonly atMs: number;
  readonly fingerprint: Fingerprint;
}

/** Words of one group that came up in another. */
export interface Copy {
  readonly of: Said;
  /** `words`: typed or pasted; `record`: inside a forwarded chat record. */
  readonly how: 'words' | 'record';
  /** Slots of the fingerprint that differ: 0, the very same words. */
  readonly difference: number;
}

type Spoken = Pick<Message, 'chatId' | 'sentAtMs' | 'text' | 'things'>;

/** What of a message is long enough to be recognised: the whole, its paragraphs, and each message of a forwarded record. */
export function pieces(
  message: Pick<Spoken, 'text' | 'things'>,
  print: Print,
): readonly (Pick<Copy, 'how'> & { fingerprint: Fingerprint })[] {
  const records = message.things.flatMap((thing) => (thing.is === 'forwarded' && thing.text ? [thing.text] : []));
  const words = message.text ?? '';
  const paragraphs = words.includes('\n') ? words.split(/\n+/u) : [];
  const of = (how: Copy['how'], texts: readonly string[]) =>
    texts.flatMap((text) => {
      const made = print(text);
      return made ? [{ how, fingerprint: made }] : [];
    });
  return [...of('words', [words, ...paragraphs]), ...of('record', records)];
}

/**
 * Earlier texts of other groups that come up again in a message, each once, the most alike first. What several groups were told is a
 * circular and no copy: the caller says from how many groups on.
 */
export function copiesIn(message: Spoken, said: readonly Said[], circularFrom: number, print: Print): readonly Copy[] {
  const earlier = said.filter((one) => one.chatId !== message.chatId && one.atMs <= message.sentAtMs);
  const found = new Map<string, Copy>();
  for (const { how, fingerprint: own } of pieces(message, print)) {
    const alike = earlier
      .map((of): Copy => ({ of, how, difference: difference(of.fingerprint, own) }))
      .filter((copy) => copy.difference <= mostDifferent);
    if (new Set(alike.map(({ of }) => of.chatId)).size >= circularFrom) continue;
    for (const copy of alike) {
      const known = found.get(copy.of.messageId);
      if (!known || copy.difference < known.difference) found.set(copy.of.messageId, copy);
    }
  }
  return [...found.values()].sort((a, b) => a.difference - b.difference || a.of.atMs - b.of.atMs);
}
