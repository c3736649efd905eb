import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../src/web/routes.ts';
import { HOSTILE_NAMES } from '../fixtures/hostile-names.ts';
import { openTalkingHouse, type TalkingHouse } from '../responses/talking-house.ts';
import { type Chromium, openChromium } from './chromium.ts';
import { tooWideBy } from './readable.ts';
import { type Seat, sitDown } from './sit-down.ts';

// A hundred people who are called something hostile, in a group that is, too; each test opens pages on which they are named.

const GROUP = '"><img src=x onerror=alert(1)>[群](http://evil.example)';
const [HR, ADMIN] = ['li.renshi', 'sun.jingli'] as const;
const accountOf = (nth: number): string => `shi.${nth}`;
/** What a page shows of a name: marks that turn or hide letters are not letters. */
const plain = (text: string): string => text.replace(/[\p{Cf}\s]/gu, '');

let open: TalkingHouse;
let chromium: Chromium;

beforeAll(async () => {
  open = await openTalkingHouse({ pages: 'open' });
  const { house, world } = open;
  const { tenant } = house;
  await tenant.withoutCallbacks(async () => {
    for (const [nth, name] of HOSTILE_NAMES.entries())
      await tenant.hire({ userid: accountOf(nth), name, department: 5, position: name.slice(0, 40), leaderIn: [] });
    await tenant.join(
      world.group,
      HOSTILE_NAMES.map((_, nth) => accountOf(nth)),
    );
    for (const [nth, name] of HOSTILE_NAMES.entries()) await tenant.setNickname(world.group, accountOf(nth), name);
    await tenant.rename(world.group, GROUP);
  });
  await house.sync();
  await house.until('2026-11-26T10:30:00+08:00');
  await house.inCorp((tx) => tx.case.updateMany({ where: { closedAt: null }, data: { state: 'escalated' } }));
  await waitForAll();
  chromium = await openChromium();
}, 180_000);
afterAll(async () => {
  await chromium?.close();
  await open?.house.close();
});

/** Something is waited for from each of them, so that boards name them. */
const waitForAll = (): Promise<unknown> =>
  open.house.inCorp(
    (tx) => tx.$executeRaw`
      insert into qungui.obligation (corp, id, key, chat_id, rule, instance, clause, level, opens, asker, spoken_by, awaited, messages, opened_at,
                                     certainty, said_when, proofs, policy_slug, policy_version, found_at, changed_at, digest, acknowledge_state)
      select ${open.house.corp}, gen_random_uuid(), 'h' || n, ${open.world.group}, 'response/task', 'half-an-hour', '示例回复', 'remind', 'task', ${ADMIN}, ${ADMIN},
             array['shi.' || n], array['h' || n], '2026-11-26T02:00:00Z', 'sure', 'in-hours', '[]', 'chongqing', 1, '2026-11-26', '2026-11-26', '-', 'running'
      from generate_series(0, ${HOSTILE_NAMES.length - 1}::int) as n`,
  );

/** Somebody who notes whatever of a name did something. */
async function watched(userid: string): Promise<Seat & { readonly struck: string[] }> {
  const seat = await sitDown(chromium, open.house, userid);
  const struck: string[] = [];
  seat.page.on('dialog', (dialog) => {
    struck.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  seat.page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (hostname !== '127.0.0.1' && protocol !== 'data:') struck.push(`asked ${request.url()}`);
  });
  return { ...seat, struck };
}

/** What the page that stands there holds besides our own elements. */
const strange = ({ page }: Seat): Promise<string[]> =>
  page.evaluate<string[]>(`[
    ...document.querySelectorAll('script, iframe, object, embed, base, svg, main img:not([src*="/h5/"])'),
    ...[...document.querySelectorAll('*')].filter((one) => [...one.attributes].some(({ name }) => name.startsWith('on'))),
    ...[...document.querySelectorAll('a[href]')].filter((one) => new URL(one.href).hostname !== location.hostname),
  ].map((one) => one.outerHTML.slice(0, 200))`);

async function harmOn(seat: Seat & { readonly struck: string[] }): Promise<string[]> {
  const wide = await tooWideBy(seat.page);
  return [...(await strange(seat)), ...seat.struck.splice(0), ...(wide > 0 ? [`${wide} points too wide`] : [])];
}

/** The pages of one thing, as a member or HR comes to them from a list. */
const OF_ONE = /\/(?:record|matters|register|kept|complaint)\/[^/?]+$/;

/** The harm on a page, and on the first that it leads to of each kind. */
async function harmFrom(seat: Seat & { readonly struck: string[] }, path: string): Promise<[string, string[]][]> {
  await seat.open(path);
  const found: [string, string[]][] = [[path, await harmOn(seat)]];
  const links = await seat.page.evaluate<string[]>(
    `[...document.querySelectorAll('main a[href]')].map((one) => one.pathname)`,
  );
  const one = links.find((link) => OF_ONE.test(link));
  if (one === undefined) return found;
  await seat.page.goto(open.house.origin + one);
  return [...found, [`${path}/:id`, await harmOn(seat)]];
}

test('成员复核 shows each of the hundred as text, to the last one', async () => {
  const admin = await watched(ADMIN);
  await admin.open(`/kept/${encodeURIComponent(open.world.group)}/members`);
  const shown: string[] = [];
  for (let pages = 0; pages < 4; pages += 1) {
    expect(await harmOn(admin)).toEqual([]);
    shown.push(...(await admin.page.locator('fieldset legend').allTextContents()));
    const left = admin.page.locator('fieldset:not(:has(:checked))');
    for (let count = await left.count(); count > 0; count -= 1)
      await left.first().getByLabel('该在', { exact: true }).check();
    await admin.press('保存');
  }
  const known = shown.map(plain);
  expect(
    HOSTILE_NAMES.filter((name) => !known.some((one) => one !== '' && plain(name).startsWith(one.replace(/…$/, '')))),
  ).toEqual([]);
});

describe.each([
  [
    HR,
    ROUTES.filter(
      ({ method, path, who }) =>
        method === 'GET' &&
        !path.includes(':') &&
        ['hr', 'member'].some((role) => (who as readonly string[]).includes(role)),
    ).map(({ path }) => path),
    ['/register/:id'],
  ],
  [ADMIN, ['', '/kept', '/board', '/matters', '/complaint', '/my-groups', '/record'], ['/kept/:id', '/complaint/:id']],
])('to %s', (userid, paths, ofOne) => {
  test('no page does what a name says', async () => {
    const seat = await watched(userid);
    const seen = new Map<string, string[]>();
    for (const path of paths) for (const [page, harm] of await harmFrom(seat, path)) seen.set(page, harm);
    expect([...seen].filter(([, harm]) => harm.length > 0)).toEqual([]);
    expect([...seen.keys()]).toEqual(expect.arrayContaining(ofOne));
  });
});

test('看板 names the hundred as text', async () => {
  const admin = await watched(ADMIN);
  await admin.open('/board');
  expect(await harmOn(admin)).toEqual([]);
  const board = plain(await admin.read());
  expect(HOSTILE_NAMES.filter((name) => !board.includes(plain(name)))).toEqual([]);
});

test('a case file shows its hundred names as text when they are asked for, and nothing before', async () => {
  const hr = await watched(HR);
  const cases = await open.house.inCorp((tx) =>
    tx.case.findMany({ where: { subject: { startsWith: 'member:shi.' }, closedAt: null }, orderBy: { number: 'asc' } }),
  );
  expect(cases.length).toBeGreaterThan(50);
  const found: string[] = [];
  for (const { id, subject } of cases.filter((_, nth) => nth % 5 === 0)) {
    const name = HOSTILE_NAMES[Number(subject.replace('member:shi.', ''))] ?? '';
    await hr.open(`/cases/${id}`);
    const before = await hr.page.getByRole('heading', { level: 1 }).textContent();
    if (!/^员工 A-[0-9a-f]{4}$/.test(before ?? '')) found.push(`${subject}: ${before}`);
    await hr.page.locator('summary', { hasText: '显示姓名' }).click();
    await hr.page.locator('form[action$="/name"]').getByRole('textbox').fill('核对');
    await hr.page.locator('form[action$="/name"]').getByRole('button').click();
    await hr.page.waitForURL(/said=/);
    if (!plain(await hr.read()).includes(plain(name).slice(0, 12))) found.push(`${subject}: ${name} is not shown`);
    found.push(...(await harmOn(hr)).map((one) => `${subject}: ${one}`));
  }
  expect(found).toEqual([]);
}, 120_000);

test('and whoever is called so reads his own pages in peace', async () => {
  const pages = new Set<string>();
  const found: string[] = [];
  for (let nth = 0; nth < HOSTILE_NAMES.length; nth += 10) {
    const seat = await watched(accountOf(nth));
    for (const path of ['', '/matters', '/record', '/complaint'])
      for (const [page, harm] of await harmFrom(seat, path)) {
        pages.add(page);
        found.push(...harm.map((one) => `${nth} ${page}: ${one}`));
      }
    await seat.page.context().close();
  }
  expect(found).toEqual([]);
  expect([...pages]).toEqual(expect.arrayContaining(['/record/:id', '/matters/:id', '/complaint/:id']));
}, 120_000);
