import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, openBrowser, type Seen } from '../../../test/builders/browser.ts';
import { openSmallHouse, type SmallHouse } from '../../../test/small-house.ts';
import { writeSheet } from '../../register/sheet/sheet.ts';
import { pathTo } from '../paths.ts';

// HR keeps its data on pages: every change as the command line would make it, with the same trail.

let small: SmallHouse;
const HR = 'li.renshi';
beforeAll(async () => {
  small = await openSmallHouse({ pages: 'open' });
}, 60_000);
afterAll(() => small.house.close());

async function atDesk(path: string, userid = HR): Promise<{ browser: Browser; seen: Seen }> {
  const { house } = small;
  const browser = openBrowser(house.origin);
  const { location } = await browser.open(pathTo(house.corp, path));
  const back = await house.tenant.signIn(userid, location);
  return { browser, seen: await browser.open(back.slice(house.origin.length)) };
}
/** What a browser would show in a field. */
const asTyped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
/** The form of a page that leads there, filled as it stands and with these fields changed. */
async function post(at: string, to: string, fields: Record<string, string>): Promise<Seen> {
  const { browser, seen } = await atDesk(at);
  const url = pathTo(small.house.corp, to);
  const [form = ''] = [...seen.text.matchAll(/<form method="post"[\s\S]*?<\/form>/g)]
    .map(([one]) => one)
    .filter((one) => one.includes(`action="${url}"`));
  const inputs = [...form.matchAll(/<input class="weui-input[^"]*"[^>]*?name="([^"]+)" value="([^"]*)"/g)];
  const areas = [...form.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</g)];
  const stand = Object.fromEntries([...inputs, ...areas].map(([, name = '', value = '']) => [name, asTyped(value)]));
  const after = await browser.send({ ...seen, url, text: form }, { ...stand, ...fields });
  await small.house.idle();
  return after;
}

describe('群登记册', () => {
  const one = () => `/register/${encodeURIComponent(small.world.group)}`;
  const entry = () => small.house.inCorp((tx) => tx.registerEntry.findFirstOrThrow({ where: { until: null } }));

  test('lists groups with kind and department, and finds by name', async () => {
    expect((await atDesk('/register')).seen.text).toContain('示范花园营销群');
    expect((await atDesk('/register?q=没有这个')).seen.text).toContain('没有找到这样的群');
  });

  test('sent again as it stands changes nothing', async () => {
    expect((await post(one(), '/register/one', {})).text).toContain('没有改动');
    expect(await small.house.inCorp((tx) => tx.registerEntry.count())).toBe(1);
  });

  test('purpose, admins and papers are changed as the sheet would change them', async () => {
    const said = await post(one(), '/register/one', {
      purpose: '业主沟通',
      admins: '钱销售[营销副总|2026-11-01|]',
      endsOn: '2027-03-31',
    });
    expect(said.text).toContain('已保存');
    expect(await entry()).toMatchObject({ purpose: '业主沟通', setBy: HR });
    const now = await small.house.inCorp((tx) => tx.appointment.findMany({ where: { until: null } }));
    expect(now.map(({ userid }) => userid)).toEqual(['qian.xiaoshou']);
    expect(await small.house.trail('groups-declared')).toMatchObject([{ source: 'page' }, { source: 'page' }]);
    expect((await small.house.trail('group-registered')).length).toBe(2);
  });

  test.each([
    [{ admins: '查无此人' }, '查无此人'],
    [{ approvalDate: '2026-13-40' }, '2026-13-40'],
    [{ purpose: '' }, '都要填'],
  ])('%j is refused with the reason, and nothing changes', async (fields, words) => {
    const seen = await post(one(), '/register/one', fields);
    expect(seen.text).toContain(words);
    expect(seen.text).toContain('什么也没有改');
    expect(await entry()).toMatchObject({ purpose: '业主沟通' });
  });

  test('lines that are pasted are taken one by one, and the others come back with the reason', async () => {
    const lines = [
      '群名\t群形态\t群类型\t归属部门\t用途',
      '新项目群\t内部群\t营销群\t营销策划部\t联络',
      '坏行\t内部群\t没有这种\t营销策划部\t联络',
    ].join('\n');
    const kinds = await small.json('groups', 'list');
    expect(kinds.exit).toBe(0);
    const { text } = await post('/register', '/register', { lines });
    expect(text).toContain('没有这种');
    expect(text).toContain('坏行');
    expect((await post('/register', '/register', { lines: '只有一行' })).text).toContain('没有找到标题行');
  });
});

describe('名单', () => {
  const rows = () =>
    small.house.inCorp((tx) => tx.listEntry.findMany({ where: { until: null }, orderBy: { entry: 'asc' } }));

  test('is what its lines say; a hostile name is text', async () => {
    const said = await post('/lists', '/lists', {
      list: 'members',
      lines: '001，张示例，示例商贸、示例，综合部，会长\n002，<img src=x>，，，',
    });
    expect(said.text).toContain('名单已更新');
    expect(said.text).not.toContain('<img src=x');
    expect(await rows()).toMatchObject([
      { entry: '001', setBy: HR, detail: { companies: ['示例商贸', '示例'], title: '会长' } },
      { entry: '002' },
    ]);
    expect(await small.house.trail('list-set')).toMatchObject([{ list: 'members', begun: 2 }]);
  });

  test('sent again changes nothing; a line less ends', async () => {
    expect((await post('/lists?list=members', '/lists', {})).text).toContain('没有改动');
    await post('/lists?list=members', '/lists', { lines: '001，张示例，示例商贸、示例，综合部，会长' });
    expect((await rows()).map(({ entry }) => entry)).toEqual(['001']);
  });

  test.each([
    ['，没有编号', '都要有编号和姓名'],
    ['', '都要有编号和姓名'],
    ['1，甲\n1，乙', '编号一样'],
  ])('%j changes nothing', async (lines, words) => {
    expect((await post('/lists?list=members', '/lists', { lines })).text).toContain(words);
    expect(await rows()).toHaveLength(1);
  });
});

describe('部门简称', () => {
  const names = () => small.house.inCorp((tx) => tx.shortName.findMany({ where: { until: null } }));
  test('of one department are set, and those of the others stay', async () => {
    expect((await post('/short-names', '/short-names', { department: '5', names: '营销、策划' })).text).toContain(
      '已保存',
    );
    expect((await post('/short-names', '/short-names', { department: '4', names: '人事' })).text).toContain('人事');
    expect((await names()).map(({ shortName }) => shortName).sort()).toEqual(['人事', '策划', '营销']);
    expect((await post('/short-names', '/short-names', { department: '99', names: '甲' })).text).toContain(
      '什么也没有改',
    );
    expect(await small.house.trail('short-names-set')).toHaveLength(2);
  });
});

describe('工作日和假日', () => {
  const days = () =>
    small.house.inCorp((tx) => tx.calendarDay.findMany({ where: { until: null }, orderBy: { date: 'asc' } }));
  test('days of the company and hours of a department are written, and taken back', async () => {
    expect(
      (await post('/calendar', '/calendar', { from: '2026-12-24', until: '2026-12-25', is: 'off', department: '' }))
        .text,
    ).toContain('已保存');
    await post('/calendar', '/calendar', {
      from: '2026-12-26',
      until: '',
      is: 'work',
      department: '营销策划部',
      hours: '09:00-12:00',
    });
    expect(await days()).toMatchObject([
      { date: '2026-12-24', kind: 'off', departmentId: null },
      { date: '2026-12-25' },
      { date: '2026-12-26', kind: 'work', departmentId: 5 },
    ]);
    expect((await atDesk('/calendar')).seen.text).toContain('09:00–12:00');
    await post('/calendar', '/calendar', { from: '2026-12-24', until: '2026-12-24', is: 'ordinary', department: '' });
    expect(await days()).toHaveLength(2);
    expect(await small.house.trail('attendance-imported')).toMatchObject([
      { file: 'page', days: 2 },
      { days: 1 },
      { days: 1 },
    ]);
  });
  test.each([
    { from: 'gestern', until: '', is: 'off', department: '' },
    { from: '2026-12-28', until: '', is: 'work', department: '', hours: '25:00-26:00' },
    { from: '2026-12-28', until: '', is: 'off', department: '没有的部门' },
  ])('%j changes nothing', async (fields) => {
    expect((await post('/calendar', '/calendar', fields)).text).toContain('什么也没有改');
    expect(await days()).toHaveLength(2);
  });
});

describe('人员关系', () => {
  test('is said of one person, with the trail; not of oneself', async () => {
    expect((await post('/people', '/people', { userid: 'zhao.shiyong', relation: 'intern' })).text).toContain('已保存');
    expect((await atDesk('/people?q=赵试用')).seen.text).toContain('实习生');
    expect(await small.house.trail('relation-set')).toMatchObject([{ to: 'intern' }]);
    expect((await post('/people', '/people', { userid: HR, relation: 'intern' })).text).toContain('不能说明自己');
    expect((await post('/people', '/people', { userid: 'nobody', relation: 'intern' })).text).toContain('没有这个账号');
  });
});

describe('角色', () => {
  test('is granted on the page until a day and taken back', async () => {
    const grant = { userid: 'qian.xiaoshou', role: 'auditor', until: '2026-12-31', reason: '年度审计' };
    expect((await post('/roles', '/roles', grant)).text).toContain('已给');
    expect((await atDesk('/roles', 'qian.xiaoshou')).seen.status).toBe(200);
    expect((await post('/roles', '/roles', { ...grant, userid: HR })).text).toContain('不能给自己');
    expect((await post('/roles', '/roles', { ...grant, until: '2029-01-01' })).text).toContain('日期不对');
    expect((await post('/roles', '/roles/end', {})).text).toContain('已收回');
    expect((await atDesk('/roles', 'qian.xiaoshou')).seen.status).toBe(403);
  });
});

describe('a sheet', () => {
  /** The same form with a file in it, as a browser sends it. */
  async function upload(
    at: string,
    to: string,
    file: Uint8Array,
    fields: Record<string, string> = {},
  ): Promise<Response> {
    const { browser, seen } = await atDesk(at);
    const form = new FormData();
    form.set('token', /name="token" value="([^"]+)"/.exec(seen.text)?.[1] ?? '');
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('sheet', new Blob([new Uint8Array(file)]), '表.xlsx');
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = { method: 'POST', body: form, headers: { cookie }, redirect: 'manual' } as const;
    const answer = await fetch(small.house.origin + pathTo(small.house.corp, to), sent);
    await small.house.idle();
    return answer;
  }
  const csv = { utf8: { as: 'csv', encoding: 'utf8-bom' }, gbk: { as: 'csv', encoding: 'gbk' } } as const;
  const sheet = (rows: string[][], format: Parameters<typeof writeSheet>[1]): Uint8Array =>
    writeSheet(rows, format).bytes;
  const members = [
    ['编号', '姓名', '公司', '部门', '职务'],
    ['007', '王示范', '示范商贸', '综合部', '理事'],
  ];
  const listed = () =>
    small.house.inCorp((tx) =>
      tx.listEntry.findMany({ where: { list: 'uploaded', until: null }, orderBy: { entry: 'asc' } }),
    );

  test.each([
    ['an Excel file', { as: 'xlsx' } as const],
    ['CSV in UTF-8 with a mark', csv.utf8],
    ['CSV in GBK, as Excel writes it in China', csv.gbk],
  ])('as %s is a list, without its row of headings', async (_, format) => {
    const rows = [...members, ['008', `李样本${format.as}`, '', '', '']];
    const answer = await upload('/lists', '/lists', sheet(rows, format), { list: 'uploaded', lines: '不看这里' });
    expect(answer.headers.get('location')).toMatch(/said=(saved|same)/);
    expect((await listed()).map(({ entry }) => entry)).toEqual(['007', '008']);
  });

  test.each([
    ['nobody', null, '登录已过期'],
    ['somebody without the role', 'qian.xiaoshou', '这个页面不对您开放'],
    ['HR', HR, '请重新打开页面'],
  ])('that nobody can read, from %s: who sends it is asked first', async (_, userid, says) => {
    const browser = userid === null ? null : (await atDesk('', userid)).browser;
    const cookie = [...(browser?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'content-type': 'multipart/form-data; boundary=x' };
    const sent = { method: 'POST', body: 'no part'.repeat(9_000), headers, redirect: 'manual' } as const;
    const answer = await fetch(small.house.origin + pathTo(small.house.corp, '/register'), sent);
    expect(await answer.text()).toContain(says);
  });

  test('of the register gives wrong lines back with their row, as pasted ones', async () => {
    const rows = [
      ['群名', '群类型', '归属部门', '用途'],
      ['示范花园营销群', '没有这种群', '', ''],
    ];
    const text = await (await upload('/register', '/register', sheet(rows, { as: 'xlsx' }))).text();
    expect(text).toContain('第 2 行：');
    expect(text).toContain('没有这种群');
  });

  test('of days is taken when all of it is right, and else says of each line what is wrong', async () => {
    const days = (word: string) => [
      ['类型', '部门', '开始', '结束', '时间', '状态'],
      ['日历', '', '2026-12-31', '', word, ''],
    ];
    const wrong = await (await upload('/calendar', '/calendar/days', sheet(days('大概'), csv.gbk))).text();
    expect(wrong).toMatch(/这些行不对[\s\S]*第 2 行：时间「大概」不认识/);
    const taken = await upload('/calendar', '/calendar/days', sheet(days('休'), csv.gbk));
    expect(taken.headers.get('location')).toContain('said=taken');
    const kept = await small.house.inCorp((tx) =>
      tx.calendarDay.findMany({ where: { date: '2026-12-31', until: null } }),
    );
    expect(kept).toMatchObject([{ kind: 'off' }]);
  });

  test('of signatures on paper is for one version, and says who could not be found', async () => {
    const rows = [
      ['姓名', '日期'],
      ['钱销售', '2026-11-20'],
      ['查无此人', '2026-11-20'],
    ];
    const { slug, version } = await small.house.inCorp((tx) => tx.policyVersion.findFirstOrThrow());
    const text = await (
      await upload('/sign-off', '/sign-off', sheet(rows, { as: 'xlsx' }), { version: `${slug} ${version}` })
    ).text();
    expect(text).toContain('已登记 1 人；1 行没有登记');
    expect(text).toContain('第 3 行：查无此人');
    const paper = await small.house.inCorp((tx) => tx.signature.findMany({ where: { how: 'list' } }));
    expect(paper).toMatchObject([{ says: 'signed', setBy: HR }]);
    const gone = await upload('/sign-off', '/sign-off', sheet(rows, { as: 'xlsx' }), { version: 'gone 1' });
    expect(await gone.text()).toContain('已不再施行');
  });

  const bomb = (): Uint8Array => {
    const part = new Uint8Array(60 * 1024 * 1024);
    return zipSync({ 'xl/workbook.xml': part, 'xl/worksheets/sheet1.xml': part });
  };
  const cells = (): Uint8Array => {
    const parts = unzipSync(sheet([['群名']], { as: 'xlsx' }));
    const data = strToU8(`<worksheet><sheetData><row>${'<c/>'.repeat(400_000)}</row></sheetData></worksheet>`);
    return zipSync({ ...parts, 'xl/worksheets/sheet1.xml': data });
  };
  test.each([
    ['no sheet at all', () => Uint8Array.of(0, 1, 2, 3), '文件读不出来'],
    ['a bomb: little that unpacks to much', bomb, '文件读不出来'],
    ['more cells than anybody types', cells, '文件读不出来'],
  ])('is refused when it is %s, and nothing changes', async (_, file, words) => {
    const before = await small.house.inCorp((tx) => tx.registerEntry.count());
    const answer = await upload('/register', '/register', file());
    expect(await answer.text()).toContain(words);
    expect(await small.house.inCorp((tx) => tx.registerEntry.count())).toBe(before);
  });

  test('of more than two megabytes is not read', async () => {
    const answer = await upload('/register', '/register', new Uint8Array(2 * 1024 * 1024 + 70_000));
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining('文件太大')]);
  });

  test.each([
    ['without our token', '/lists', { token: 'x' }, '请重新打开页面'],
    ['to a page that takes none', '/calendar', {}, '请重新打开页面'],
  ])('sent %s is refused', async (_, to, fields, words) => {
    const answer = await upload('/lists', to, sheet(members, csv.utf8), { list: 'uploaded', ...fields });
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining(words)]);
  });
});
