import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainCase } from '../../test/builders/plain-case.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

let small: SmallHouse;
beforeAll(async () => {
  small = await openSmallHouse();
});
afterAll(() => small.house.close());

const hold = (verb: string, what: string, which: string, reason = '劳动仲裁 示例') =>
  small.run('hold', verb, what, which, '--reason', reason, '--by', 'li.renshi');

test('a person, a group and a case are held until somebody ends it; the reason is sealed; the trail has both, without it', async () => {
  const { inCorp, corp } = small.house;
  const group = await inCorp((tx) => tx.chatGroup.findFirst({ where: { corp } }));
  const openedAt = new Date('2026-11-20T02:00:00Z');
  const row = plainCase(corp, { chatId: 'wr-1', subject: 'group', openedAt });
  const matter = await inCorp((tx) => tx.case.create({ data: row }));
  expect(await hold('set', 'person', 'zhao.shiyong')).toMatchObject({
    exit: 0,
    out: expect.stringContaining('is held'),
  });
  expect((await hold('set', 'person', 'zhao.shiyong')).out).toContain('was held before');
  expect(await hold('set', 'group', group?.chatId ?? '')).toMatchObject({ exit: 0 });
  expect(await hold('set', 'case', `C-${matter.number}`)).toMatchObject({ exit: 0 });

  const { holds } = await small.json('hold', 'list');
  expect(holds.map(({ scope, reason }: { scope: string; reason: string }) => [scope, reason]).sort()).toEqual([
    ['case', '劳动仲裁 示例'],
    ['group', '劳动仲裁 示例'],
    ['person', '劳动仲裁 示例'],
  ]);
  const rows = await inCorp((tx) => tx.legalHold.findMany({ where: { corp } }));
  expect(rows.map(({ reason }) => reason.slice(0, 3))).toEqual(['v1.', 'v1.', 'v1.']);
  expect(await small.house.trail('hold-set')).toHaveLength(3);
  expect(JSON.stringify(await small.house.trail('hold-set'))).not.toMatch(/zhao|仲裁/);

  expect((await hold('end', 'person', 'zhao.shiyong')).out).toContain('no longer held');
  expect((await hold('end', 'person', 'zhao.shiyong')).out).toContain('was not held');
  expect(await small.house.trail('hold-ended')).toHaveLength(1);
});

test.each([
  ['person', 'nobody.here', '示例', 'nobody is called'],
  ['group', '没有的群', '示例', 'no group is called'],
  ['case', 'C-999', '示例', 'there is no case'],
  ['person', 'qian.xiaoshou', ' ', 'the reason is empty'],
])('%s %s with %j is refused', async (what, which, reason, words) => {
  expect(await hold('set', what, which, reason)).toMatchObject({ exit: 2, err: expect.stringContaining(words) });
});
