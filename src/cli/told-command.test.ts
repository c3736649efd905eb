import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantByName, hireCast } from '../../test/builders/cast.ts';
import { automatic } from '../../test/builders/kept-group.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

let { house, run } = {} as SmallHouse;
const folder = mkdtempSync(join(tmpdir(), 'qungui-told-'));
beforeAll(async () => {
  ({ house, run } = await openSmallHouse());
  await house.tenant.withoutCallbacks(() => hireCast(house.tenant));
  await house.sync();
  await grantByName(house);
}, 120_000);
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

const heard = (userid: string): string[] =>
  house.tenant.inbox(userid).flatMap(({ text }) => (text.includes('命令行') ? [text] : []));

test.each([
  ['new keys', '更换了密钥', () => ['keys', 'rotate']],
  [
    'a person’s copy',
    '本人副本',
    () => ['subject', 'export', 'sun.jingli', '--purpose', 'asked', '--to', join(folder, 'a.zip')],
  ],
  [
    'a policy that removes people by itself',
    '会自动移出群成员',
    () => ['policy', 'publish', house.file(automatic(), 'automatic.yaml'), '--anyway', '测试'],
  ],
] as const)('%s: auditor and privacy officer hear of it at once, and nobody of IT', async (_, words, command) => {
  const before = heard('feng.shenji').length;
  expect(await run(...command(), '--by', 'li.renshi')).toMatchObject({ exit: 0 });
  await house.idle();
  expect(heard('feng.shenji').slice(before).join()).toContain(words);
  expect(heard('chu.baohu').join()).toContain(words);
  expect(heard('zheng.xinxi')).toEqual([]);
});

test('a policy that removes nobody by itself is told to nobody', async () => {
  const before = heard('feng.shenji').length;
  const plain = house.file(
    automatic().replaceAll('removal: automatic, approvedBy: 总裁, approvedOn: 2026-09-01', 'removal: asked'),
    'asked.yaml',
  );
  expect(await run('policy', 'publish', plain, '--by', 'li.renshi', '--anyway', '测试')).toMatchObject({ exit: 0 });
  await house.idle();
  expect(heard('feng.shenji')).toHaveLength(before);
});
