import { type ListProblem, readWordLists } from '../content/word-list.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { type Changed, plannedChange, setWordList } from '../words/set-list.ts';
import { corpOf } from './corps.ts';
import { counted } from './counted.ts';
import type { Answer } from './desk.ts';
import { readSource } from './read-source.ts';

interface Options {
  readonly corp?: string;
  readonly by: string;
  readonly list: string;
  readonly dryRun?: true;
}

/** Makes a list what its file says, whole or not at all; what is wrong is said with file and line. */
export async function importWords(
  deps: Deps,
  file: string,
  { corp: wanted, by, list, dryRun }: Options,
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, wanted);
  const { lists, problems } = readWordLists(readSource(file), file);
  const errors = problems.filter(({ gravity }) => gravity === 'error');
  if (errors.length > 0)
    return {
      exit: 1,
      json: { corp, list, state: 'refused', problems },
      text: `${problems.map(lineOf).join('')}✗ nothing was changed: ${counted(errors.length, 'mistake')}\n`,
    };
  const changed = await deps.db.withCorp(corp, async (tx) =>
    dryRun
      ? plannedChange(tx, corp, { list, lists })
      : setWordList(tx, corp, await deps.keys.of(corp), { list, lists, by }, await nowIn(tx)),
  );
  if (!dryRun) await deps.bell.ring('timers', corp);
  const state = dryRun ? 'dry-run' : 'kept';
  const categories = lists.map(({ category, words, allowed }) => ({
    category,
    words: words.length,
    allowed: allowed.length,
  }));
  return {
    exit: 0,
    json: { corp, list, state, ...changed, categories, problems },
    text: `${problems.map(lineOf).join('')}${said(list, changed, state)}\n`,
  };
}

const lineOf = ({ gravity, file, line, message, remedy }: ListProblem): string =>
  `${file}:${line}: ${gravity === 'warning' ? 'note: ' : ''}${message} → ${remedy}\n`;

function said(list: string, { words, begun, ended }: Changed, state: 'dry-run' | 'kept'): string {
  const changes = `${counted(words, 'word')}, ${begun} new, ${ended} gone`;
  return state === 'kept' ? `✓ ${list}: ${changes}` : `${list}: ${changes}; nothing was changed (--dry-run)`;
}
