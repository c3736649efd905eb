import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TalkingHouse } from '../responses/talking-house.ts';
import { type Chromium, openChromium, type Screen } from './chromium.ts';
import { openShownHouse } from './shown-house.ts';
import { type Seat, sitDown } from './sit-down.ts';

// npm run screenshots: the pictures of docs/images, made anew from a house in which something happened.

const FOLDER = join(import.meta.dirname, '../../docs/images');
const MOST_BYTES = 150_000;
const [HR, MEMBER, ADMIN] = ['li.renshi', 'qian.xiaoshou', 'sun.jingli'] as const;

let open: TalkingHouse;
let chromium: Chromium;
let theCase = '';

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  open = await openShownHouse();
  const of = { rule: 'naming/nickname', closedAt: null };
  theCase = await open.house.inCorp(async (tx) => {
    await tx.case.updateMany({ where: of, data: { state: 'escalated' } });
    return (await tx.case.findFirstOrThrow({ where: { ...of, subject: `member:${MEMBER}` } })).id;
  });
  await open.json('people', 'relation', MEMBER, 'regular', '--by', HR);
  chromium = await openChromium();
}, 120_000);
afterAll(async () => {
  await chromium?.close();
  await open?.house.close();
});

/** What one window shows, from the top or from where these words are. */
async function take({ page }: Seat, name: string, from?: string): Promise<void> {
  if (from !== undefined) {
    const place = page.getByText(from, { exact: true }).first();
    await place.evaluate((one: { scrollIntoView(): void }) => one.scrollIntoView());
    await page.evaluate('scrollBy(0, -24)');
  }
  await page.mouse.move(0, 0);
  await page.evaluate('document.fonts.ready');
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  expect(statSync(path).size, `${name} is a small file`).toBeLessThan(MOST_BYTES);
}

async function at(userid: string, screen: Screen, path: string): Promise<Seat> {
  const seat = await sitDown(chromium, open.house, userid, screen);
  await seat.open(path);
  return seat;
}

test('what waits for a member, and why it is due then', async () => {
  const seat = await at(MEMBER, 'phone', '/matters');
  await seat.page.getByText('为什么是这个时间？').first().click();
  await take(seat, 'matters');
});

test('HR proposes, and the member is heard first', async () => {
  const hr = await at(HR, 'desk', `/cases/${theCase}`);
  await hr.page.getByLabel('谈话').first().check();
  await hr.write('说明', '先谈一次');
  await hr.press('提出');
  const member = await at(MEMBER, 'phone', `/record/${theCase}`);
  await take(member, 'own-case');
  await member.write('您想说明的情况', '昵称昨天已报备，系统里还没更新。');
  await take(member, 'statement', '依据');
  await member.press('提交说明');
  await hr.open(`/cases/${theCase}`);
  await take(hr, 'case-file');
});

test.each([
  ['queue', HR, '/queue'],
  ['equal-treatment', HR, '/equal'],
  ['week', HR, '/week?week=2026-11-26'],
] as const)('%s', async (name, userid, path) => {
  await take(await at(userid, 'desk', path), name);
});

test('what is seen and what is not', async () => {
  await take(await at(HR, 'desk', '/coverage'), 'coverage', '第七条昵称 群昵称');
});

test('an admin goes through the members', async () => {
  const seat = await at(ADMIN, 'desk', `/kept/${encodeURIComponent(open.world.group)}/members`);
  for (const member of (await seat.page.locator('fieldset').all()).slice(0, 3))
    await member.getByLabel('该在', { exact: true }).check();
  await take(seat, 'member-review');
});
