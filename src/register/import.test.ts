import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { type Small, settleSmall } from '../../simulator/worlds/small.ts';
import { commandsIn, type Said } from '../../test/command-line.ts';
import { type House, openHouse } from '../../test/house.ts';
import { type Format, readSheet, writeSheet } from './sheet/sheet.ts';

let house: House;
let world: Small;
let run: (...args: string[]) => Promise<Said>;
const dir = mkdtempSync(join(tmpdir(), 'qungui-sheets-'));
beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-24T08:30:00+08:00' });
  world = await settleSmall(house.tenant);
  const policy = readFileSync('policies/chongqing-industrial.yaml', 'utf8');
  await moveIn(house.deps, house.corp, world, policy, 'li.renshi', house.idle);
  run = commandsIn(house);
});
afterAll(async () => {
  await house.close();
  rmSync(dir, { recursive: true });
});

const HEAD = [
  '序号',
  '群名',
  '群形态',
  '群类型',
  '归属部门',
  '用途',
  '群主',
  '审批人',
  '审批编号',
  '审批日期',
  '扫描件',
];
const WECHAT = ['1', '示范旧微信群', '微信群', '营销微信平台', '营销策划部', '老客户', '孙示例', '', '', '', ''];
const BARE = ['2', '示范周末群', '内部群', '', '', '', '钱销售', '', '', '', ''];
const BAD = ['3', '示范坏行群', '内部群', '', '梦想部', '', '王无人', '', '', '', ''];

const sheet = (name: string, rows: readonly (readonly string[])[], format: Format): string => {
  const path = join(dir, name);
  writeFileSync(path, writeSheet([HEAD, ...rows], format).bytes);
  return path;
};
const gbk: Format = { as: 'csv', encoding: 'gbk' };
const imports = async (file: string, ...more: string[]) => {
  const { exit, out, err } = await run('groups', 'import', file, '--by', 'li.renshi', '--json', ...more);
  expect(err).toBe('');
  return { exit, ...JSON.parse(out) };
};
const entries = () =>
  house.inCorp((tx) =>
    tx.registerEntry.findMany({ where: { corp: house.corp, until: null }, orderBy: { since: 'asc' } }),
  );
const trail = (kind: string) => house.inCorp((tx) => tx.auditRecord.count({ where: { corp: house.corp, kind } }));

describe('groups import', () => {
  test('says what would change and writes nothing in a dry run', async () => {
    const before = await trail('groups-declared');
    const said = await imports(sheet('dry.csv', [WECHAT, BAD], gbk), '--dry-run');

    expect(said).toMatchObject({ exit: 1, written: false, taken: 1, returnedTo: null });
    expect(said.groups[0]).toMatchObject({ name: '示范旧微信群', chatId: null, state: 'new' });
    expect([(await entries()).length, await trail('groups-declared')]).toEqual([1, before]);
  });

  test('takes the good lines and returns the others in the same format with the reasons', async () => {
    const file = sheet('in.csv', [WECHAT, BARE, BAD], gbk);
    const said = await imports(file);

    expect(said).toMatchObject({ exit: 1, written: true, taken: 2, returned: [{ row: 4 }] });
    const back = readSheet(readFileSync(said.returnedTo));
    expect(back.format).toEqual(gbk);
    expect(back.rows).toEqual([
      [...HEAD, '原因'],
      [...BAD, '通讯录里找不到「王无人」；通讯录里没有部门「梦想部」'],
    ]);
  });

  test('says on the screen, too, what to do, and that the returned sheet of before is replaced', async () => {
    const { out } = await run('groups', 'import', sheet('in.csv', [BAD], gbk), '--by', 'li.renshi');
    expect(out).toContain('there is no department 梦想部: write it as the directory does, or run sync');
    expect(out).toContain('0 lines taken');
    expect(out).toMatch(/1 line returned, with the reasons, in .*in\.returned\.csv \(the one of before is replaced\)/);
  });

  test('what is put right in the returned sheet is taken', async () => {
    const fixed = [...BAD].with(4, '营销策划部').with(6, '赵试用');
    const said = await imports(sheet('fixed.csv', [fixed], gbk));

    expect(said).toMatchObject({ exit: 0, taken: 1, returned: [], returnedTo: null });
  });

  test('the same sheet a second time changes nothing', async () => {
    const [before, declared] = [await entries(), await house.inCorp((tx) => tx.declaration.count())];
    const said = await imports(sheet('again.csv', [WECHAT, BARE], gbk));

    expect(said.groups.map((one: { state: string }) => one.state)).toEqual(['unchanged', 'to-ask']);
    expect([await entries(), await house.inCorp((tx) => tx.declaration.count())]).toEqual([before, declared]);
  });

  test('a group that no API shows lives under an id of our own, is registered and never judged', async () => {
    await house.idle();
    const [entry] = (await entries()).filter(({ chatId }) => chatId.startsWith('reg-'));
    const coverage = await house.inCorp((tx) =>
      tx.coverage.findMany({ where: { corp: house.corp, chatId: entry?.chatId ?? '', until: null } }),
    );

    expect(entry).toMatchObject({ kind: 'marketing', ownerDepartment: '营销策划部', purpose: '老客户' });
    expect(coverage.filter(({ rule }) => rule === 'nickname').map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['not-checkable', 'outside-wecom'],
    ]);
  });

  test('a customer group is known by its name and gets the old paper', async () => {
    const line = [
      '9',
      '示范花园营销群',
      '',
      '营销微信平台',
      '营销策划部',
      '客户沟通',
      '孙示例',
      '营销副总',
      '〔2019〕3号',
      '2019/3/1',
      'A-17',
    ];
    const said = await imports(sheet('paper.xlsx', [line], { as: 'xlsx' }));

    expect(said.groups).toMatchObject([{ chatId: world.group, reach: 'customer', state: 'changed' }]);
    const [entry] = (await entries()).filter(({ chatId }) => chatId === world.group);
    expect(entry?.approval).toEqual({ by: '营销副总', number: '〔2019〕3号', date: '2019-03-01', scan: 'A-17' });
  });

  test('a file without the column 群名 is refused', async () => {
    const path = join(dir, 'none.csv');
    writeFileSync(path, 'a,b\n1,2\n');
    const { exit, err } = await run('groups', 'import', path, '--by', 'li.renshi');
    expect([exit, err]).toEqual([2, expect.stringContaining('has no column 群名')]);
  });
});

describe('groups export', () => {
  for (const name of ['out.xlsx', 'out.csv'])
    test(`${name}, read in again, changes nothing`, async () => {
      const path = join(dir, name);
      const { exit } = await run('groups', 'export', path, '--by', 'li.renshi');
      const before = await entries();
      const said = await imports(path);

      expect([exit, said.exit, said.returned]).toEqual([0, 0, []]);
      expect(said.groups.filter((one: { state: string }) => !['unchanged', 'to-ask'].includes(one.state))).toEqual([]);
      expect(await entries()).toEqual(before);
    });

  test('is on record', async () => expect(await trail('report-exported')).toBe(2));
});
