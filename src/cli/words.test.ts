import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

let house: SmallHouse['house'];
let run: SmallHouse['run'];
let json: SmallHouse['json'];
beforeAll(async () => {
  ({ house, run, json } = await openSmallHouse());
});
afterAll(() => house.close());

const importing = (text: string, ...more: string[]) =>
  ['words', 'import', house.file(text), '--list', '通用', '--by', 'li.renshi', ...more] as const;

describe('words import', () => {
  test('says with file and line what is wrong, and changes nothing', async () => {
    const { exit, out } = await run(...importing('[gambling]\n试赌样词\n???\n[gamling]\n甲\n'));
    expect(exit).toBe(1);
    expect(out).toMatch(/:3: nothing here but symbols/);
    expect(out).toMatch(/:4: there is no category/);
    expect(await json('words', 'list')).toMatchObject({ lists: [] });
  });

  test('tries without changing, then replaces the list whole, and the same file again changes nothing', async () => {
    const first = '[gambling]\n试赌样词\n允许: 赌一把\n[own:招生]\n分数样词\n';
    expect(await json(...importing(first, '--dry-run'))).toMatchObject({
      exit: 0,
      state: 'dry-run',
      words: 3,
      begun: 3,
    });
    expect(await json('words', 'list')).toMatchObject({ lists: [] });
    expect(await json(...importing(first))).toMatchObject({ exit: 0, state: 'kept', words: 3, begun: 3, ended: 0 });
    expect(await json(...importing(first))).toMatchObject({ begun: 0, ended: 0 });
    expect(await json(...importing('[gambling]\n试赌样词\n另赌样词\n'))).toMatchObject({
      words: 2,
      begun: 1,
      ended: 2,
    });
    expect(await json('words', 'list')).toMatchObject({ lists: [{ list: '通用', words: 2, by: 'li.renshi' }] });
    expect((await run('words', 'list', '通用')).out).toBe('[gambling]\n另赌样词\n试赌样词\n');
  });

  test('keeps the words that are gone as history, and the trail tells who did it', async () => {
    const slug = house.corp;
    const gone = await house.deps.db.withCorp(slug, (tx) =>
      tx.wordEntry.findMany({ where: { corp: slug, until: { not: null } }, select: { word: true, means: true } }),
    );
    expect(gone).toHaveLength(2);
    expect(
      await house.deps.db.withCorp(slug, (tx) =>
        tx.auditRecord.count({ where: { corp: slug, kind: 'word-list-set' } }),
      ),
    ).toBe(2);
  });

  test('a list that is not there is said', async () => {
    expect(await run('words', 'list', '没有')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('there is no list 没有'),
    });
  });
});

test('a find that is not there cannot be marked', async () => {
  expect(await run('words', 'mark', 'abc', 'wrong', '--by', 'li.renshi')).toMatchObject({
    exit: 3,
    err: expect.stringContaining('abc names no find'),
  });
  expect(await run('words', 'mark', 'abc', 'perhaps', '--by', 'li.renshi')).toMatchObject({ exit: 2 });
});

test('without finds there is nothing to look at and nothing to say of precision', async () => {
  expect(await run('words', 'hits')).toMatchObject({ exit: 0, out: '✓ nothing to look at\n' });
  expect(await run('words', 'precision')).toMatchObject({ exit: 0, out: '✓ nothing was found yet\n' });
});
