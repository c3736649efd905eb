import { ordinaryLexicon } from '../obligations/lexicon.ts';
import { bare } from '../obligations/read-message.ts';
import type { PolicyFile } from './file.ts';
import { namesOwnDepartment } from './for-group.ts';
import { ASKING_NOTHING, PLAIN } from './messages.ts';
import { nearest } from './nearest.ts';
import type { Path, Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';

interface Word {
  readonly word: string;
  readonly list: string;
  readonly path: Path;
}

/** The company's words and spokesmen: words that are there already, that say two things, or that nothing can ever find. */
export const messageProblems = ({ messages }: PolicyFile, written: Written): Problem[] => {
  const own = wordsOf(messages.words);
  const say: Say = (path, message, remedy) => written.problem(path, 'error', message, remedy);
  return [
    ...own.flatMap((one, i) => wordProblems(one, own.slice(0, i), say)),
    ...withoutProblems(messages.words.without, say),
    ...messages.spokesmen.flatMap((spokesman, i) => spokesmanProblems(spokesman, ['messages', 'spokesmen', i], say)),
  ];
};

type Say = (path: Path, message: string, remedy: string) => Problem;
type Words = PolicyFile['messages']['words'];

function wordsOf(words: Words): Word[] {
  const at: Path = ['messages', 'words'];
  return [
    ...(['acknowledge', 'acknowledgeAlone'] as const).flatMap((list) =>
      Object.entries(words[list]).flatMap(([as, said]) =>
        said.map((word, i) => ({ word: word.toLowerCase(), list, path: [...at, list, as, i] })),
      ),
    ),
    ...PLAIN.flatMap((list) =>
      words[list].map((word, i) => ({ word: word.toLowerCase(), list, path: [...at, list, i] })),
    ),
  ];
}

const USUAL: ReadonlyMap<string, readonly string[]> = new Map([
  ['acknowledge', Object.values(ordinaryLexicon.acknowledge).flat()],
  ['acknowledgeAlone', Object.values(ordinaryLexicon.acknowledgeWhole).flat()],
  ...PLAIN.map((list) => [list, ordinaryLexicon[list]] as const),
]);
const ALL_USUAL = new Set([...[...USUAL.values()].flat(), ...ASKING_NOTHING.flatMap((list) => ordinaryLexicon[list])]);

/** Lists whose words are looked for where neither spaces nor punctuation are. */
const BARE = new Set(['acknowledge', 'acknowledgeAlone', 'receipt', 'done']);

/** Lists that contradict one another: a message cannot be both by one word. */
const CONTRARY: readonly (readonly [string, string])[] = [
  ['acknowledge', 'decline'],
  ['acknowledgeAlone', 'decline'],
  ['acknowledge', 'courtesy'],
  ['acknowledgeAlone', 'courtesy'],
  ['acknowledge', 'acknowledgeAlone'],
  ['done', 'decline'],
  ['ask', 'praise'],
  ['ask', 'courtesy'],
];

function wordProblems({ word, list, path }: Word, before: readonly Word[], say: Say): Problem[] {
  if (USUAL.get(list)?.includes(word)) return [say(path, `"${word}" counts already`, 'leave it out')];
  if (before.some((other) => other.word === word && other.list === list))
    return [say(path, `"${word}" stands here twice`, 'leave one out')];
  const contrary = CONTRARY.flatMap(([a, b]) => (a === list ? [b] : b === list ? [a] : [])).find(
    (other) => before.some((one) => one.word === word && one.list === other) || USUAL.get(other)?.includes(word),
  );
  if (contrary) return [say(path, `"${word}" cannot be of ${list} and of ${contrary}`, 'keep it in one of them')];
  if (bare(word) === '') return [say(path, 'is only punctuation', 'write a word')];
  if (BARE.has(list) && bare(word) !== word)
    return [
      say(path, `"${word}" is never found: these are read without spaces and punctuation`, `write "${bare(word)}"`),
    ];
  return [];
}

function withoutProblems(without: readonly string[], say: Say): Problem[] {
  return without.flatMap((word, i) => {
    if (ALL_USUAL.has(word.toLowerCase())) return [];
    const near = nearest(word, ALL_USUAL);
    const remedy = near === null ? 'docs/obligations.md has the usual words' : `did you mean "${near}"?`;
    return [say(['messages', 'words', 'without', i], `"${word}" is none of the usual words`, remedy)];
  });
}

function spokesmanProblems(one: PolicyFile['messages']['spokesmen'][number], at: Path, say: Say): Problem[] {
  const own = (['who', 'for'] as const).filter((key) => namesOwnDepartment(one[key]));
  return own.map((key) => say([...at, key], 'a spokesman belongs to no group', 'name people, a role or a department'));
}
