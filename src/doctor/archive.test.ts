import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ArchiveHouse, openArchiveHouse } from '../../test/archive/archive-house.ts';
import { commandsIn } from '../../test/command-line.ts';
import type { ArchiveConfig } from '../config.ts';
import { openWeCom } from '../wecom/open-wecom.ts';
import { lookOver } from './look-over.ts';

let open: ArchiveHouse;
beforeAll(async () => {
  open = await openArchiveHouse({ seats: ['qian.xiaoshou'] });
  await open.say('qian.xiaoshou', '示例');
}, 120_000);
afterAll(() => open.close());

async function look() {
  const { out } = await commandsIn(open.house)('doctor', '--only', 'archive', '--json');
  const [check] = JSON.parse(out).corps[0].checks;
  return { verdict: check.verdict, words: JSON.stringify(check) };
}

/** The same house, told otherwise of its archive. */
async function lookWith(over: Partial<ArchiveConfig>) {
  const { deps, corp } = open.house;
  const before = deps.config.corps.get(corp);
  if (!before?.archive) throw new TypeError('there is no archive');
  const told = { ...before, archive: { ...before.archive, ...over } };
  const config = { ...deps.config, corps: new Map([[corp, told]]) };
  const wecom = openWeCom({ ...deps, config });
  const { report } = await lookOver({ ...deps, config, wecom, store: null }, told, {
    only: ['archive'],
    through: null,
  });
  await wecom.close();
  const [check] = report.checks;
  return { verdict: check?.verdict, words: JSON.stringify(check) };
}

describe('the archive', () => {
  test('that opens, whose keys are there and in which somebody has a seat is fine', async () => {
    const said = await look();
    expect(said).toMatchObject({ verdict: 'ok' });
    expect(said.words).toContain('private keys of versions');
  });

  test('that does not trust this address says whose list it is', async () => {
    open.archive.fault({ at: 'pull', does: 'code', code: 10009, times: 1 });
    const said = await look();
    expect(said).toMatchObject({ verdict: 'fail' });
    expect(said.words).toContain('可信IP');
    expect(await look()).toMatchObject({ verdict: 'ok' });
  });

  test('whose next record is under a key that is not configured names its version', async () => {
    const said = await lookWith({ privateKeys: new Map() });
    expect(said).toMatchObject({ verdict: 'fail' });
    expect(said.words).toMatch(/没有版本 \d+ 的私钥/);
  });

  test('whose library is not there says so', async () => {
    expect(await lookWith({ library: '/nowhere/libWeWorkFinanceSdk_C.so' })).toMatchObject({
      verdict: 'fail',
      words: expect.stringContaining('/nowhere/'),
    });
  });

  test('keeps nothing of what it was asked', async () => {
    expect(await open.rows()).toEqual([]);
  });
});
