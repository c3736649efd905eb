import type { Deps } from '../deps.ts';
import { loadList } from '../words/lists-now.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { table } from './table.ts';

/** The lists of a corp, or one of them as its file would be written. */
export async function listWords(deps: Deps, list: string | undefined, wanted: string | undefined): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, wanted);
  const lists = await deps.db.withCorp(corp, (tx) =>
    tx.wordList.findMany({ where: { corp, until: null }, orderBy: { list: 'asc' } }),
  );
  if (list !== undefined) {
    if (!lists.some((one) => one.list === list))
      throw wrongUse(`there is no list ${list}`, 'nobody has imported it', 'see: qungui words list');
    const words = await deps.db.withCorp(corp, (tx) => loadList(tx, corp, list));
    return { exit: 0, json: { corp, list, categories: words }, text: words.map(asFile).join('\n') };
  }
  const rows = lists.map(({ list: name, words, since, setBy }) => [name, String(words), since.toISOString(), setBy]);
  return {
    exit: 0,
    json: {
      corp,
      lists: lists.map(({ list: name, words, since, setBy }) => ({ list: name, words, since, by: setBy })),
    },
    text: rows.length > 0 ? table(['list', 'words', 'since', 'by'], rows) : 'no lists yet: qungui words import\n',
  };
}

const asFile = ({
  category,
  words,
  allowed,
}: {
  category: string;
  words: readonly string[];
  allowed: readonly string[];
}) => [`[${category}]`, ...words, ...allowed.map((phrase) => `allow: ${phrase}`)].map((line) => `${line}\n`).join('');
