import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveIn } from '../../../simulator/worlds/move-in.ts';
import { settleSmall } from '../../../simulator/worlds/small.ts';
import { type Browser, choicesOf, fieldsOf, openBrowser, type Seen } from '../../../test/builders/browser.ts';
import { startRound } from '../../../test/builders/inventory.ts';
import { commandsIn, type Said } from '../../../test/command-line.ts';
import { type House, openHouse } from '../../../test/house.ts';
import { ownGroupsUrl } from '../../register/inventory/page-link.ts';
import { writeSheet } from '../../register/sheet/sheet.ts';

/** One round of a small company whose owner has more groups than a card holds; every test looks at the next step. */
let house: House;
let run: (...args: string[]) => Promise<Said>;
const dir = mkdtempSync(join(tmpdir(), 'qungui-pages-'));
const HOSTILE = '"><img src=x onerror=alert(1)>';
const NAMES = ['周末', '老友', '午餐', '甲', '乙', '丙', '丁', '登山', '读书', '篮球', '羽毛球'];
const OF_SUN = [...NAMES.map((name) => `示范${name}`), HOSTILE];
const HEAD = ['群名', '群形态', '群类型', '归属部门', '群主', '用途'];
const SHEET = [
  HEAD,
  ...OF_SUN.map((name) => [name, '内部群', '', '', '孙示例']),
  ['示范微信旧群', '微信群', '', '', '孙示例'],
  ['示范钱甲', '内部群', '', '', '钱销售', '午餐'],
  ['示范钱乙', '内部群', '', '', '钱销售', '登山'],
];
const MY_GROUPS = '/h5/shifan/my-groups';
const by = ['--by', 'li.renshi'] as const;

const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out);
const linesOf = async (
  owner: string,
): Promise<{ id: string; name: string; state: string; answered: object | null }[]> =>
  (await json('inventory', 'show')).lines.filter((line: { owner: string }) => line.owner === owner);
const cardsOf = (userid: string) => house.tenant.inbox(userid).filter(({ kind }) => kind.endsWith('_interaction'));

async function phoneOf(userid: string, path = MY_GROUPS): Promise<{ browser: Browser; seen: Seen }> {
  const browser = openBrowser(house.origin);
  const { location } = await browser.open(path);
  const back = await house.tenant.signIn(userid, location);
  return { browser, seen: await browser.open(back.slice(house.origin.length)) };
}

beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-24T08:40:00+08:00', pages: 'open' });
  const world = await settleSmall(house.tenant);
  const policy = readFileSync('policies/chongqing-industrial.yaml', 'utf8');
  await moveIn(house.deps, house.corp, world, policy, 'li.renshi', house.idle);
  run = commandsIn(house);
  const file = join(dir, 'old.csv');
  writeFileSync(file, writeSheet(SHEET, { as: 'csv', encoding: 'utf8' }).bytes);
  await run('groups', 'import', file, ...by);
  await run(...startRound, ...by);
  await house.until('2026-11-24T09:12:00+08:00');
}, 60_000);
afterAll(async () => {
  await house.close();
  rmSync(dir, { recursive: true });
});

describe('the card of an owner', () => {
  test('with more groups than it holds leads to the page, by an address without a secret', () => {
    const [card, ...others] = cardsOf('sun.jingli');
    const body = card?.body as { template_card: { button_list: object[]; card_action: object } };
    const corp = house.deps.config.corps.get(house.corp);

    expect(others).toEqual([]);
    expect(card?.text).toContain('13 个群，在页面上选一下');
    expect(card?.text).toContain('其余：10 个群请在页面上登记');
    expect(body.template_card.card_action).toEqual({ type: 1, url: `${house.origin}${MY_GROUPS}` });
    expect(body.template_card.button_list).toMatchObject([
      { type: 1, text: '去登记', url: corp && ownGroupsUrl(corp) },
    ]);
  });

  test('with few, of which the sheet says what they are for, asks by itself', () => {
    expect(cardsOf('qian.xiaoshou').map(({ kind }) => kind)).toEqual(['multiple_interaction']);
  });
});

describe('the page', () => {
  let sun: Browser;
  let page: Seen;

  test('asks about ten groups at once, each as the card would', async () => {
    ({ browser: sun, seen: page } = await phoneOf('sun.jingli'));

    expect(page.text).toContain('还有 13 个群等您选');
    expect(page.text.match(/<fieldset/g)).toHaveLength(10);
    const [first] = await linesOf('sun.jingli');
    expect(choicesOf(page.text).get(first?.id ?? '')).toEqual(
      expect.arrayContaining(['later', 'kind.executive', 'kind.headquarters', 'unused', 'not-mine']),
    );
    expect(Object.values(fieldsOf(page.text))).toContain('later');
  });

  test('shows a hostile name and lets it do nothing', () => {
    expect(page.text).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;');
    expect(page.text).not.toContain('<img');
  });

  test('that nobody touched answers nothing where nothing is proposed', async () => {
    const after = await sun.send(page);
    expect([after.status, after.text]).toEqual([200, expect.stringContaining('没有新的选择')]);
    expect((await linesOf('sun.jingli')).every(({ state }) => state === 'proposed')).toBe(true);
  });

  test.each([
    ['without a token', { token: null }, {}],
    ['with another token', { token: 'A'.repeat(43) }, {}],
    ['sent by another site', {}, { 'sec-fetch-site': 'cross-site' }],
    ['from another origin', {}, { origin: 'https://evil.example.com' }],
  ])('refuses a form %s', async (_, fields, headers) => {
    const chosen = chooseAll(page, 'unused');
    const after = await sun.send(page, { ...chosen, ...fields }, headers);
    expect([after.status, after.text]).toEqual([403, expect.stringContaining('什么也没有改')]);
    expect((await linesOf('sun.jingli')).every(({ state }) => state === 'proposed')).toBe(true);
  });

  test('refuses the form of somebody else’s session', async () => {
    const { browser: qian } = await phoneOf('qian.xiaoshou');
    expect((await qian.send(page, chooseAll(page, 'unused'))).status).toBe(403);
  });

  test('takes nothing about groups of others, nor a kind that there is not', async () => {
    const { browser: qian, seen } = await phoneOf('qian.xiaoshou');
    const [own] = await linesOf('qian.xiaoshou');
    const [foreign] = await linesOf('sun.jingli');
    const after = await qian.send(seen, { [foreign?.id ?? '']: 'unused', [own?.id ?? '']: 'kind.nothing' });

    expect(after.text).toContain('没有新的选择');
    expect((await linesOf('sun.jingli'))[0]?.state).toBe('proposed');
    expect((await qian.open(`${MY_GROUPS}/${foreign?.id}`)).status).toBe(404);
  });

  test('takes the answers, thanks, and asks about the rest; a second press of the same form changes nothing', async () => {
    const chosen = chooseAll(page, 'kind.headquarters');
    const after = await sun.send(page, chosen);
    expect(after.text).toContain('已登记 10 个群，谢谢');
    expect(after.text).toContain('还有 3 个群等您选');
    await sun.send(page, chosen);

    const answers = await house.inCorp((tx) => tx.inventoryAnswer.findMany({ where: { corp: house.corp } }));
    expect(answers.map(({ via, actor, kind }) => [via, actor, kind])).toEqual(
      Array.from({ length: 10 }, () => ['page', 'sun.jingli', 'headquarters']),
    );
  });

  test('has the owner change his mind until HR confirms', async () => {
    const [line] = (await linesOf('sun.jingli')).filter(({ state }) => state === 'answered');
    const one = await sun.open(`${MY_GROUPS}/${line?.id}`);
    expect(fieldsOf(one.text)[line?.id ?? '']).toBe('kind.headquarters');
    const after = await sun.send(one, { [line?.id ?? '']: 'unused' });

    expect(after.text).toContain('已登记 1 个群');
    const now = (await linesOf('sun.jingli')).find(({ id }) => id === line?.id);
    expect(now?.answered).toMatchObject({ answer: 'unused', via: 'page' });
  });

  test('asks of a group of WeChat by when it moves', async () => {
    const seen = await sun.open(MY_GROUPS);
    const old = (await linesOf('sun.jingli')).find(({ name }) => name === '示范微信旧群');
    expect(choicesOf(seen.text).get(old?.id ?? '')).toEqual(
      expect.arrayContaining(['migrate.2026-12-24', 'unused', 'not-mine']),
    );
    await sun.send(seen, { ...chooseAll(seen, 'not-mine'), [old?.id ?? '']: 'migrate.2026-12-24' });
  });

  test('closes the card when nothing is left, and no second one comes', async () => {
    await house.until('2026-11-24T15:10:00+08:00');
    expect(cardsOf('sun.jingli').map(({ greyed }) => greyed)).toEqual(['已登记，谢谢']);
    expect((await sun.open(MY_GROUPS)).status).toBe(303); // he has been away since
    expect((await phoneOf('sun.jingli')).seen.text).toContain('都选好了，谢谢');
  });
});

describe('page and card', () => {
  test('speak with one voice: what was said on the page stands when the older card is pressed', async () => {
    const [first, second] = await linesOf('qian.xiaoshou');
    const { browser, seen } = await phoneOf('qian.xiaoshou');
    await browser.send(seen, { [first?.id ?? '']: 'unused', [second?.id ?? '']: 'later' });
    await house.tenant.press('qian.xiaoshou', () => true, '提交', {
      [first?.id ?? '']: ['kind.headquarters'],
      [second?.id ?? '']: ['kind.headquarters'],
    });
    await house.idle();

    const answered = (await linesOf('qian.xiaoshou')).map(({ answered: said }) => said);
    expect(answered).toMatchObject([
      { answer: 'unused', via: 'page' },
      { answer: 'kind', kind: 'headquarters', via: 'card' },
    ]);
  });
});

describe('HR', () => {
  test('sees how far it is', async () => {
    const { seen } = await phoneOf('li.renshi', '/h5/shifan/progress');
    expect(seen.text).toContain('共 15 个群：0 个等群主选，15 个已选待确认，0 个很明确、不用选，0 个已确认');
    expect(seen.text).toContain('<td>孙示例</td><td>13</td><td>0</td>');
  });

  test('confirms what was said on the page as what was said on a card', async () => {
    const { groups } = await json('inventory', 'confirm', '--all-answered', ...by);
    const states = groups.map(({ state }: { state: string }) => state).sort();
    expect([...new Set(states)]).toEqual(['not-mine', 'registered', 'to-close', 'to-migrate']);
    expect(states).toHaveLength(15);

    const { browser, seen } = await phoneOf('sun.jingli');
    expect(seen.text).toContain('已确认');
    const [line] = await linesOf('sun.jingli');
    expect((await browser.open(`${MY_GROUPS}/${line?.id}`)).status).toBe(404);
  });

  test('ends the round, and a page that was still open says so', async () => {
    const { browser, seen } = await phoneOf('sun.jingli', '/h5/shifan');
    expect(seen.text).toContain('没有等您选的群');
    await run('inventory', 'end', ...by);
    const after = await browser.open(MY_GROUPS);
    expect(after.text).toContain('现在没有要登记的群');
    expect(await house.chain()).toMatchObject({ state: 'whole' });
  });
});

/** Every question about a group answered alike. */
const chooseAll = (seen: Seen, option: string): Record<string, string> =>
  Object.fromEntries(
    [...choicesOf(seen.text).keys()].filter((key) => !key.endsWith('.purpose')).map((key) => [key, option]),
  );
