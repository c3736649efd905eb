import { createHash } from 'node:crypto';
import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { WordList } from '../content/word-list.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { type Corp, newId } from '../ids.ts';
import { armTimer } from '../timers/arm.ts';

export interface SetWords {
  readonly list: string;
  readonly lists: readonly WordList[];
  readonly by: string;
}

interface Entry {
  readonly category: string;
  readonly word: string;
  readonly means: 'word' | 'allowed';
}

export interface Changed {
  readonly words: number;
  readonly begun: number;
  readonly ended: number;
}

/**
 * Makes one of the company's lists what is given, whole or not at all: new words begin, missing ones end, history stays, the
 * trail says who did it, and WeCom's own 敏感词 follow at once. Messages that were heard before are not heard again. Without
 * changes nothing is written.
 */
export async function setWordList(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { list, lists, by }: SetWords,
  at: Date,
): Promise<Changed> {
  const wanted = new Map(lists.flatMap(entriesOf).map((entry) => [keyOf(entry), entry]));
  const { begun, ended } = await changesOf(tx, corp, list, wanted);
  const changed = { words: wanted.size, begun: begun.length, ended: ended.length };
  if (begun.length + ended.length === 0) return changed;
  await tx.$executeRaw`update qungui.word_entry set until = ${at} where corp = ${corp} and id = any(${ended}::uuid[])`;
  await begin(tx, corp, list, begun, by, at);
  await tx.wordList.updateMany({ where: { corp, list, until: null }, data: { until: at } });
  const digest = digestOf([...wanted.keys()]);
  await tx.wordList.create({ data: { corp, list, since: at, digest, words: wanted.size, setBy: by } });
  await armTimer(tx, corp, { kind: 'tend-words', subject: '-', dueAt: at, at });
  await appendAudit(tx, corp, keys, at, [{ v: 1, kind: 'word-list-set', list, ...changed, by: pseudonymOf(keys, by) }]);
  return changed;
}

/** What setting a list would change; nothing is written. */
export async function plannedChange(tx: Tx, corp: Corp, { list, lists }: Omit<SetWords, 'by'>): Promise<Changed> {
  const wanted = new Map(lists.flatMap(entriesOf).map((entry) => [keyOf(entry), entry]));
  const { begun, ended } = await changesOf(tx, corp, list, wanted);
  return { words: wanted.size, begun: begun.length, ended: ended.length };
}

async function changesOf(tx: Tx, corp: Corp, list: string, wanted: ReadonlyMap<string, Entry>) {
  const rows = await tx.wordEntry.findMany({
    where: { corp, list, until: null },
    select: { id: true, category: true, word: true, means: true },
  });
  const known = new Set(rows.map(keyOf));
  return {
    begun: [...wanted].flatMap(([key, entry]) => (known.has(key) ? [] : [entry])),
    ended: rows.filter((row) => !wanted.has(keyOf(row))).map(({ id }) => id),
  };
}

const keyOf = ({ category, word, means }: Readonly<Record<'category' | 'word' | 'means', string>>): string =>
  `${category}\n${means}\n${word}`;

const entriesOf = ({ category, words, allowed }: WordList): Entry[] => [
  ...words.map((word) => ({ category, word, means: 'word' as const })),
  ...allowed.map((word) => ({ category, word, means: 'allowed' as const })),
];

const digestOf = (keys: readonly string[]): string =>
  createHash('sha256').update(keys.toSorted().join('\n\n')).digest('hex');

async function begin(tx: Tx, corp: Corp, list: string, begun: readonly Entry[], by: string, at: Date): Promise<void> {
  if (begun.length === 0) return;
  await tx.$executeRaw`
    insert into qungui.word_entry (corp, id, list, category, word, means, since, set_by)
    select ${corp}, w.id, ${list}, w.category, w.word, w.means, ${at}, ${by}
    from unnest(${begun.map(() => newId())}::uuid[], ${begun.map(({ category }) => category)}::text[],
                ${begun.map(({ word }) => word)}::text[], ${begun.map(({ means }) => means)}::text[]) as w (id, category, word, means)`;
}
