import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathTo } from '../../src/web/paths.ts';
import { ROUTES } from '../../src/web/routes.ts';
import type { TalkingHouse } from '../responses/talking-house.ts';
import { type Chromium, openChromium, SCREENS, type Screen } from './chromium.ts';
import { openFullHouse, PLAYED_BY } from './full-house.ts';
import { barriersOf, tooWideBy } from './readable.ts';
import { type Seat, sitDown } from './sit-down.ts';

/** Pictures, not pages. */
const PICTURES = ['/charts/:name', '/week/:name'];
/** Not behind a link: reached from a message, or after an answer. */
const UNLINKED: Readonly<Record<string, () => Promise<string>>> = {
  '/published/:id': async () => (await open.house.inCorp((tx) => tx.publication.findFirstOrThrow())).id,
  '/my-groups/:line': async () => {
    const { lines } = await open.json('inventory', 'show');
    return lines.find(({ owner }: { owner: string }) => owner === PLAYED_BY['group-admin']).id;
  },
};
const PAGES = ROUTES.flatMap((route) =>
  route.method === 'GET' && route.who !== 'anybody' && !PICTURES.includes(route.path)
    ? [{ path: route.path, by: openerOf(route.path, route.who) }]
    : [],
);

/** Who has something to see there: owners of groups their groups, everybody else what concerns himself. */
function openerOf(path: string, who: readonly (keyof typeof PLAYED_BY)[]): string {
  if (path.startsWith('/my-groups') || path === '/board') return PLAYED_BY['group-admin'];
  return PLAYED_BY[who[0] ?? 'member'];
}

let open: TalkingHouse;
let chromium: Chromium;

beforeAll(async () => {
  open = await openFullHouse();
  chromium = await openChromium();
}, 120_000);
afterAll(async () => {
  await chromium?.close();
  await open?.house.close();
});

/** What is wrong with the page that stands there. */
async function troubleOf({ page }: Seat, errors: readonly string[]): Promise<string[]> {
  const wide = await tooWideBy(page);
  return [...(await barriersOf(page)), ...(wide > 0 ? [`${wide} points too wide`] : []), ...errors];
}

describe.each(Object.keys(SCREENS) as Screen[])('on a %s', (screen) => {
  const seen = new Map<string, string[]>();

  test('every page can be read by everybody, is no wider than the screen, and says nothing to the console', async () => {
    for (const userid of new Set(PAGES.map(({ by }) => by))) {
      const seat = await sitDown(chromium, open.house, userid, screen);
      const errors: string[] = [];
      seat.page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
      const own = PAGES.filter(({ by }) => by === userid);
      const links = new Set<string>();
      const look = async (path: string, address: string): Promise<void> => {
        await seat.open(address);
        seen.set(path, await troubleOf(seat, errors.splice(0)));
        for (const link of await seat.page.locator('main a').all()) links.add((await link.getAttribute('href')) ?? '');
      };
      for (const { path } of own.filter(({ path }) => !path.includes(':'))) await look(path, path);
      for (const { path } of own.filter(({ path }) => path.includes(':'))) {
        const address = await addressLike(path, links);
        if (address !== undefined) await look(path, address);
      }
      await seat.page.context().close();
    }
    const found = [...seen].flatMap(([path, trouble]) => trouble.map((one) => `${path}: ${one}`));
    expect(found).toEqual([]);
  }, 180_000);

  test('none was left out', () => {
    expect([...seen.keys()].sort()).toEqual(PAGES.map(({ path }) => path).sort());
  });
});

/** One address of this sort, among the links that were seen, or what a message leads to. */
async function addressLike(path: string, links: ReadonlySet<string>): Promise<string | undefined> {
  const { house } = open;
  const unlinked = UNLINKED[path];
  if (unlinked) return path.replace(/:\w+/, await unlinked());
  const root = pathTo(house.corp, '');
  const sort = new RegExp(`^${root}${path.replace(/:\w+/g, '[^/?]+')}(\\?|$)`);
  return [...links].find((link) => sort.test(link) && !known(link.slice(root.length)))?.slice(root.length);
}

/** `/register/one` is not a group called “one”. */
const known = (address: string): boolean => ROUTES.some(({ path }) => path === address.replace(/\?.*/, ''));

test('whoever has no mouse reaches the text with one key, and sees where he is', async () => {
  const { page, open: look } = await sitDown(chromium, open.house, 'li.renshi', 'desk');
  await look('');
  await page.keyboard.press('Tab');

  expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('#main');
  expect(await page.evaluate('getComputedStyle(document.activeElement).clipPath')).toBe('none');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.closest("main, footer") !== null')).toBe(true);
});
