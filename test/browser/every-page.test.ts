import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { settleSmall } from '../../simulator/worlds/small.ts';
import { pathTo } from '../../src/web/paths.ts';
import { ROUTES } from '../../src/web/routes.ts';
import { type House, openHouse } from '../house.ts';
import { type Chromium, openChromium, type Screen } from './chromium.ts';
import { comeIn } from './come-in.ts';
import { barriersOf, tooWideBy } from './readable.ts';

/** Every page that has an address of its own, as who may see all of them. */
const PAGES = ROUTES.filter(
  ({ method, path, who }) => method === 'GET' && who !== 'anybody' && !path.includes(':'),
).map(({ path }) => path);

const EMPLOYER = 'hr-head: { name: { zh: 人事负责人, en: Head of HR }, who: { userid: li.renshi } }';

let house: House;
let chromium: Chromium;

beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-24T09:00:00+08:00', pages: 'open' });
  const world = await settleSmall(house.tenant);
  await moveIn(
    house.deps,
    house.corp,
    world,
    readFileSync('policies/chongqing-industrial.yaml', 'utf8').replace(/^offices:\n/m, `offices:\n  ${EMPLOYER}\n`),
    'li.renshi',
    house.idle,
  );
  chromium = await openChromium();
}, 90_000);
afterAll(async () => {
  await chromium?.close();
  await house?.close();
});

describe.each<Screen>(['phone', 'desk'])('on a %s', (screen) => {
  test.each(PAGES)('%s can be read by everybody and is no wider than the screen', async (path) => {
    const window = await chromium.window(screen);
    const page = await comeIn(window, house, 'li.renshi', '');
    const errors: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
    const answer = await page.goto(house.origin + pathTo(house.corp, path));

    expect(answer?.status()).toBe(200);
    expect(await barriersOf(page)).toEqual([]);
    expect(await tooWideBy(page)).toBe(0);
    expect(errors).toEqual([]);
    await window.close();
  });
});

test('whoever has no mouse reaches the text with one key, and sees where he is', async () => {
  const window = await chromium.window('desk');
  const page = await comeIn(window, house, 'li.renshi', '');
  await page.keyboard.press('Tab');

  expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('#main');
  expect(await page.evaluate('getComputedStyle(document.activeElement).clipPath')).toBe('none');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.closest("main, footer") !== null')).toBe(true);
  await window.close();
});
