import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathTo } from '../../src/web/paths.ts';
import { openSmallHouse, type SmallHouse } from '../small-house.ts';
import { type Chromium, openChromium } from './chromium.ts';
import { shownOn } from './readable.ts';

// A browser outside WeCom: nobody is known there until somebody scans a code.

let small: SmallHouse;
let chromium: Chromium;
let desk: Page;

beforeAll(async () => {
  small = await openSmallHouse({ pages: 'open' });
  chromium = await openChromium();
  desk = await (await chromium.window('desk')).newPage();
  desk.setDefaultTimeout(10_000);
}, 90_000);
afterAll(async () => {
  await chromium?.close();
  await small?.house.close();
});

const addressOf = (path: string): string => small.house.origin + pathTo(small.house.corp, path);

describe('in a browser outside WeCom', () => {
  test('whoever opens a page is shown a code to scan, at WeCom’s and not at ours', async () => {
    await desk.goto(addressOf('/record?lang=en'));
    const { origin, pathname, searchParams } = new URL(desk.url());
    expect([origin, pathname]).toEqual([small.house.simulator.origin, '/wwlogin/sso/login']);
    expect(searchParams.get('login_type')).toBe('CorpApp');
  });

  test('and comes to the page he wanted once his phone has scanned it', async () => {
    await desk.getByRole('link', { name: '钱销售' }).click();
    expect(desk.url()).toBe(addressOf('/record?lang=en'));
    expect(await desk.getByRole('heading', { level: 1 }).textContent()).toBe('My record');
    const cookies = await desk.context().cookies(small.house.origin);
    expect(cookies.find(({ name }) => name === 'qungui-shifan')).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    expect(await desk.evaluate('document.cookie')).not.toContain('qungui-shifan');
  });

  test('signs out, and the way back does not open it again', async () => {
    await desk.goto(addressOf('?lang=zh'));
    await desk.getByRole('button', { name: '退出登录' }).click();
    expect(await shownOn(desk)).toContain('已退出登录');
    await desk.goto(addressOf('/record'));
    expect(new URL(desk.url()).pathname).toBe('/wwlogin/sso/login');
  });
});
