import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { moveIn } from '../../../simulator/worlds/move-in.ts';
import { settleSmall } from '../../../simulator/worlds/small.ts';
import { startRound } from '../../../test/builders/inventory.ts';
import { commandsIn, type Said } from '../../../test/command-line.ts';
import { type House, openHouse } from '../../../test/house.ts';
import type { CorpConfig } from '../../config.ts';
import { writeSheet } from '../sheet/sheet.ts';
import { answerOwnGroups, type Owner, ownGroups } from './own-groups.ts';

/** Whose groups are whose, when accounts change hands and names while a round is on. */
let house: House;
let corp: CorpConfig;
let run: (...args: string[]) => Promise<Said>;
const dir = mkdtempSync(join(tmpdir(), 'qungui-own-'));
const SHEET = [
  ['群名', '群形态', '群类型', '归属部门', '群主'],
  ['示范周末', '内部群', '', '', '孙示例'],
  ['示范午餐', '内部群', '', '', '钱销售'],
];
const MINUTE_MS = 60_000;

const minuteLater = async (): Promise<void> =>
  house.until(new Date((await house.deps.clock.now()).getTime() + MINUTE_MS).toISOString());
const holderOf = (userid: string): Promise<Owner> =>
  house.inCorp(async (tx) => {
    const { personId } = await tx.account.findFirstOrThrow({ where: { corp: house.corp, userid, until: null } });
    return { personId, userid };
  });
const namesOf = async (owner: Owner): Promise<string[] | undefined> =>
  (await house.inCorp((tx) => ownGroups(tx, corp, owner)))?.lines.map(({ name }) => name);

beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-24T08:40:00+08:00' });
  corp = house.deps.config.corps.get(house.corp) as CorpConfig;
  const world = await settleSmall(house.tenant);
  const policy = readFileSync('policies/chongqing-industrial.yaml', 'utf8');
  await moveIn(house.deps, house.corp, world, policy, 'li.renshi', house.idle);
  run = commandsIn(house);
  const file = join(dir, 'old.csv');
  writeFileSync(file, writeSheet(SHEET, { as: 'csv', encoding: 'utf8' }).bytes);
  await run('groups', 'import', file, '--by', 'li.renshi');
}, 60_000);
afterAll(async () => {
  await house.close();
  rmSync(dir, { recursive: true });
});

test('without a round nobody has any, and nothing is taken', async () => {
  const sun = await holderOf('sun.jingli');
  expect(await namesOf(sun)).toBeUndefined();
  expect(await answerOwnGroups(house.deps, corp, sun, [])).toBe('closed');
});

test('in a round each owner has his own', async () => {
  await run(...startRound, '--by', 'li.renshi');
  expect(await namesOf(await holderOf('sun.jingli'))).toEqual(['示范周末']);
  expect(await namesOf(await holderOf('qian.xiaoshou'))).toEqual(['示范午餐']);
  expect(await namesOf(await holderOf('zhao.shiyong'))).toEqual([]);
});

test('whoever gets another account keeps them, and answers under his new name', async () => {
  await minuteLater();
  await house.tenant.changeUserid('sun.jingli', 'sun.xinming');
  await house.idle();
  const sun = await holderOf('sun.xinming');
  expect(await namesOf(sun)).toEqual(['示范周末']);

  const [line] = (await house.inCorp((tx) => ownGroups(tx, corp, sun)))?.lines ?? [];
  const said = [{ question: line?.id ?? '', options: ['unused'] }];
  expect(await answerOwnGroups(house.deps, corp, sun, said)).toEqual({ kept: 1 });
  const answers = await house.inCorp((tx) => tx.inventoryAnswer.findMany({ where: { corp: house.corp } }));
  expect(answers.map(({ actor, via, answer }) => [actor, via, answer])).toEqual([['sun.xinming', 'page', 'unused']]);
});

test('whoever gets the account of a leaver gets none of his groups', async () => {
  const leaver = await holderOf('qian.xiaoshou');
  await house.tenant.dismissPerson('qian.xiaoshou');
  await minuteLater();
  await house.tenant.hire({ userid: 'qian.xiaoshou', name: '钱另一位', department: 5 });
  await minuteLater();
  const heir = await holderOf('qian.xiaoshou');

  expect(heir.personId).not.toBe(leaver.personId);
  expect(await namesOf(heir)).toEqual([]);
});

test('two windows that send at once are one answer each', async () => {
  const sun = await holderOf('sun.xinming');
  const [line] = (await house.inCorp((tx) => ownGroups(tx, corp, sun)))?.lines ?? [];
  const send = (option: string) =>
    answerOwnGroups(house.deps, corp, sun, [{ question: line?.id ?? '', options: [option] }]);
  expect(await Promise.all([send('not-mine'), send('not-mine'), send('not-mine')])).toEqual([
    { kept: 1 },
    { kept: 1 },
    { kept: 1 },
  ]);
  const answers = await house.inCorp((tx) => tx.inventoryAnswer.count({ where: { corp: house.corp } }));
  expect(answers).toBe(2);
  expect(await house.chain()).toMatchObject({ state: 'whole' });
});
