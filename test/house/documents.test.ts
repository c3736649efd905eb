import { dirname, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { paths, read, type SourceText } from './tree.ts';

const { scripts } = JSON.parse(read('package.json').text) as { scripts: Record<string, string> };
const pages = paths.filter((path) => path.endsWith('.md')).map(read);
const there = new Set(paths.flatMap((path) => [path, ...foldersAbove(path)]));

function foldersAbove(path: string): string[] {
  const above = dirname(path);
  return above === '.' ? [] : [above, ...foldersAbove(above)];
}

/** `npm run x` and its short forms; `npm ci`, `npm install` and the like are npm's own. */
function unknownScripts({ path, text }: SourceText): string[] {
  const named = [...text.matchAll(/\bnpm (?:run (?:--?[\w-]+ )*([\w:-]+)|(test|start)\b)/g)].map(
    (m) => m[1] ?? m[2] ?? '',
  );
  return named.filter((name) => !(name in scripts)).map((name) => `${path}: npm run ${name}`);
}

/** Links to files of the house, from where the page lies. */
function deadLinks({ path, text }: SourceText): string[] {
  const targets = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map(([, target]) => target ?? '');
  return targets
    .filter((target) => !there.has(posix.join(dirname(path), target).replace(/\/$/, '')))
    .map((target) => `${path}: ${target}`);
}

describe('documents', () => {
  test('name only commands there are', () => {
    expect(pages.flatMap(unknownScripts)).toEqual([]);
    expect(unknownScripts({ path: 'a.md', text: 'then `npm run nothing-such -- --json`' })).toHaveLength(1);
  });

  test('link only to files there are', () => {
    expect(pages.flatMap(deadLinks)).toEqual([]);
    expect(deadLinks({ path: 'src/a.md', text: 'see [it](../nowhere.md) and [this](../README.md)' })).toHaveLength(1);
  });

  test('say the same commands in both languages', () => {
    const commandsOf = (page: string): string[] =>
      [...read(page).text.matchAll(/\bnpm (?:ci|test|run [\w:-]+)(?: -- [^`\n#]+)?/g)].map(([command]) =>
        command.replace(/ --lang en/, '').trim(),
      );
    expect(new Set(commandsOf('README.zh-CN.md'))).toEqual(new Set(commandsOf('README.md')));
  });
});
