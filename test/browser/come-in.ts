import type { BrowserContext, Page } from 'playwright-core';
import { pathTo } from '../../src/web/paths.ts';
import type { House } from '../house.ts';

/** Somebody opens a page: WeCom says who it is, and the page is there. */
export async function comeIn(window: BrowserContext, house: House, userid: string, path: string): Promise<Page> {
  const asked = await window.request.get(house.origin + pathTo(house.corp, path), { maxRedirects: 0 });
  const location = asked.headers().location ?? '';
  const back =
    location.includes('/connect/') || location.startsWith('http')
      ? await house.tenant.signIn(userid, location)
      : location;
  const page = await window.newPage();
  await page.goto(back.startsWith('http') ? back : house.origin + back);
  return page;
}
