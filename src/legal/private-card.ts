import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { type Corp, newId } from '../ids.ts';
import { noticeContent, type Plain } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';

interface Writing {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

/** A card whose one button says that it was read, unless it names others. */
type Card = Omit<Plain, 'buttons'> & Partial<Pick<Plain, 'buttons'>>;

/** Writes one card to each of these accounts, for them alone, leading to a page where one is named; answers the id of the first; null: there is nobody. */
export async function writePrivately(
  tx: Tx,
  { corp, keys, at }: Writing,
  to: readonly string[],
  card: Card,
  url: string | null = null,
): Promise<string | null> {
  const page = url === null ? null : { url, count: 1 };
  let first: string | null = null;
  for (const userid of new Set(to)) {
    const id = newId();
    const content = noticeContent('private', 'zh', [], { plain: { buttons: ['seen'], ...card }, page });
    await enqueueNotice(tx, corp, keys, { id, to: userid, content, notBefore: at, at });
    first ??= id;
  }
  return first;
}
