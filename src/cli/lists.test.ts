import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

let house: SmallHouse['house'];
let world: SmallHouse['world'];
let run: SmallHouse['run'];
let json: SmallHouse['json'];
beforeAll(async () => {
  ({ house, world, run, json } = await openSmallHouse());
});
afterAll(() => house.close());

describe('lists and identities', () => {
  const list = 'entries:\n  - { key: "001", companies: [示例商贸], title: 会长, name: 张示例 }\n';

  test('a list is what its file says, and the same file again changes nothing', async () => {
    expect(await json('lists', 'set', 'members', house.file(list), '--by', 'li.renshi')).toMatchObject({
      exit: 0,
      entries: 1,
      changed: 1,
    });
    expect(await json('lists', 'set', 'members', house.file(list), '--by', 'li.renshi')).toMatchObject({ changed: 0 });
  });

  test.each([
    ['entries:\n  - { key: "1", name: 张示例 }\n  - { key: "1", name: 李样本 }\n', ':3:'],
    ['entries:\n  - { key: "1", nmae: 张示例 }\n', 'did you mean "name"?'],
    ['entries:\n  - { key: 1, name: 张示例 }\n', 'entries[0].key'],
  ])('a list with a mistake changes nothing: %j', async (text, words) => {
    expect(await run('lists', 'set', 'members', house.file(text), '--by', 'li.renshi')).toMatchObject({
      exit: 1,
      out: expect.stringContaining(words),
    });
  });

  test('short names are what their file says, and a wrong department is said at its line', async () => {
    const set = (text: string) => run('short-names', 'set', house.file(text), '--by', 'li.renshi');
    const { corps } = await json('short-names', 'list');
    const [{ name, id }] = corps[0].departments;
    expect(await set(`departments:\n  - { department: ${name}, shortNames: [示范] }\n`)).toMatchObject({
      exit: 0,
      out: expect.stringContaining('1 change;'),
    });
    expect((await set(`departments:\n  - { department: ${id}, shortNames: [示范] }\n`)).out).toContain('0 changes');
    expect((await run('short-names', 'list')).out).toContain('示范');
    const wrong = await set(
      `departments:\n  - { department: ${id}, shortNames: [甲] }\n  - { department: 没有部, shortNames: [乙] }\n`,
    );
    expect(wrong).toMatchObject({ exit: 1, out: expect.stringContaining(':3:') });
    expect((await set(`departments:\n  - { department: ${id}, shortname: [甲] }\n`)).out).toContain(
      'did you mean "shortNames"?',
    );
  });

  test('an outsider becomes a line of a list; the trail says who said so', async () => {
    const { members } = await json('groups', 'show', world.group);
    const outsider = members.find((one: { kind: string }) => one.kind === 'external').id;
    const decide = (...more: string[]) => run('identity', 'decide', outsider, 'member', '--by', 'li.renshi', ...more);

    expect((await decide('--list', 'members')).err).toContain('give --list and --entry, or neither');
    expect((await decide('--list', 'membres', '--entry', '001')).err).toContain('did you mean "members"?');
    expect((await decide('--list', 'members', '--entry', '002')).exit).toBe(2);
    expect((await decide('--list', 'members', '--entry', '001')).exit).toBe(0);
    expect((await json('people', 'show', outsider)).identity).toEqual({
      relation: 'member',
      list: 'members',
      entry: '001',
      decidedBy: 'li.renshi',
    });
    expect((await run('identity', 'decide', 'wmNobody', 'customer', '--by', 'li.renshi')).exit).toBe(2);
  });
});
