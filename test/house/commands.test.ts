import { expect, test } from 'vitest';
import { paths, read } from './tree.ts';

// Every command of `qungui` that a page names is one, with flags it has: held against the help that its own test keeps.

const help = read('src/cli/__snapshots__/help.test.ts.snap').text;

/** The flags of each command, by its words: `policy check`. */
const known: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...help.matchAll(/^exports\[`help > ([^`]*?) ?1`\] = `\n([\s\S]*?)^`;$/gm)].map(([, command = '', text = '']) => [
    command,
    new Set([
      '--json',
      '--help',
      ...(text.match(/^ {2}(?:-\w, )?--[\w-]+/gm) ?? []).map((one) => one.replace(/.* /, '')),
    ]),
  ]),
);
const first = new Set([...known.keys()].map((command) => command.split(' ')[0]));

interface Named {
  readonly words: readonly string[];
  readonly flags: readonly string[];
}

/** What a page gives to type: behind `qungui --`, in a block or between backticks, and spans that begin with a command of several words. */
function commandsIn(text: string): Named[] {
  const lines = text.replaceAll(/ *\\\n */g, ' ');
  const typed = [...lines.matchAll(/\bqungui -- ([^`\n#|;&]+)/g)].map(([, words = '']) => words);
  const spans = [...lines.matchAll(/`(?:qungui )?([a-z][a-z-]* [a-z-][^`\n]*)`/g)].map(([, words = '']) => words);
  const meant = spans.filter(
    (span) => first.has(span.split(' ')[0]) && !span.includes('…') && !/^\w+ [\w-]+\//.test(span),
  );
  return [...typed, ...meant].flatMap(eachOf).map((line) => {
    const parts = line.trim().split(/\s+/);
    const end = parts.findIndex((part) => !/^[a-z][a-z-]*$/.test(part));
    return { words: end < 0 ? parts : parts.slice(0, end), flags: line.match(/(?<=\s)--[a-z][\w-]*/g) ?? [] };
  });
}

/** `case ask|decide` names two. */
function eachOf(line: string): string[] {
  const [several] = /[a-z-]+(?:\|[a-z-]+)+/.exec(line) ?? [];
  return several === undefined ? [line] : several.split('|').map((one) => line.replace(several, one));
}

function faultOf({ words, flags }: Named): string | undefined {
  const lengths = words.map((_, at) => words.length - at);
  const command = lengths.map((length) => words.slice(0, length).join(' ')).find((path) => known.has(path));
  if (command === undefined) return words.length === 0 ? undefined : `no command ${words.join(' ')}`;
  const strange = flags.filter((flag) => !known.get(command)?.has(flag));
  return strange.length > 0 ? `${command} has no ${strange.join(', ')}` : undefined;
}

test('pages name only commands and flags that there are', () => {
  const pages = paths.filter((path) => path.endsWith('.md')).map(read);
  const faults = pages.flatMap(({ path, text }) =>
    commandsIn(text).flatMap((named) => {
      const fault = faultOf(named);
      return fault ? [`${path}: ${fault} (${named.words.join(' ')} ${named.flags.join(' ')})`] : [];
    }),
  );
  expect(faults).toEqual([]);
});

test.each([
  ['npm run qungui -- polic check x.yaml', 'no command polic check'],
  ['`policy check --nothing`', 'policy check has no --nothing'],
])('%s is found', (text, fault) => {
  expect(commandsIn(text).map(faultOf)).toEqual([fault]);
});
