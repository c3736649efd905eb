import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, openBrowser, type Seen } from '../../test/builders/browser.ts';
import { openTalkingHouse, type TalkingHouse } from '../../test/responses/talking-house.ts';
import { pathTo } from './paths.ts';
import { ROUTES } from './routes.ts';

// What is dangerous wants a login of the last five minutes, and the evidence of a case a second person.

let open: TalkingHouse;
const [HR, SECOND, SUBJECT, BOSS] = ['li.renshi', 'zhou.fuhe', 'qian.xiaoshou', 'xu.zongcai'] as const;
let caseId = '';
let ownCaseId = '';
const DANGEROUS = ROUTES.filter(({ login }) => login === 'fresh');

beforeAll(async () => {
  open = await openTalkingHouse({ pages: 'open' });
  const { house, world } = open;
  await house.tenant.hire({ userid: SECOND, name: '周复核', department: 4, position: '人事专员' });
  await house.tenant.hire({ userid: BOSS, name: '许总裁', department: 5, position: '总裁' });
  await house.tenant.withoutCallbacks(() => house.tenant.join(world.group, SECOND));
  await house.sync();
  await house.tenant.setNickname(world.group, SUBJECT, '小钱');
  await house.tenant.setNickname(world.group, SECOND, '小周');
  await house.sync();
  await house.until('2026-11-26T10:30:00+08:00');
  const caseOf = async (userid: string): Promise<string> =>
    (await house.inCorp((tx) => tx.case.findFirstOrThrow({ where: { subject: `member:${userid}`, closedAt: null } })))
      .id;
  [caseId, ownCaseId] = [await caseOf(SUBJECT), await caseOf(SECOND)];
}, 60_000);
afterAll(() => open.house.close());

const phones = new Map<string, Browser>();
const own = (path: string): string => pathTo(open.house.corp, path);
const back = (url: string): string => url.slice(open.house.origin.length);
const phoneOf = (userid: string): Browser => {
  const phone = phones.get(userid) ?? openBrowser(open.house.origin);
  phones.set(userid, phone);
  return phone;
};
/** Opens a page; where WeCom is asked who it is, it answers. */
async function look(userid: string, path: string): Promise<Seen> {
  const seen = await phoneOf(userid).open(path.startsWith('/h5') ? path : own(path));
  return seen.location === ''
    ? seen
    : phoneOf(userid).open(back(await open.house.tenant.signIn(userid, seen.location)));
}
async function send(userid: string, on: string, to: string, fields: Record<string, string>): Promise<Seen> {
  const seen = await look(userid, '/complaint');
  const token = /name="token" value="([^"]+)"/.exec(seen.text)?.[1] ?? '';
  const after = await phoneOf(userid).send({ ...seen, url: own(to), text: '' }, { token, back: on, ...fields });
  await open.house.idle();
  return after;
}
const later = async (minutes: number): Promise<void> => {
  const now = (await open.house.deps.clock.now()).getTime();
  await open.house.setClock(new Date(now + minutes * 60_000).toISOString());
};
const signInAgain = (userid: string): Promise<Seen> => look(userid, `/again?to=${encodeURIComponent(own(''))}`);
const requests = () => open.house.inCorp((tx) => tx.packRequest.findMany({ orderBy: { askedAt: 'asc' } }));
const ask = (userid: string, id: string) =>
  send(userid, `/cases/${id}`, `/cases/${id}/evidence`, { purpose: 'review', reason: '复核要用' });

describe('an act that is dangerous', () => {
  test('has an address of its own, and is never a GET', () => {
    expect(DANGEROUS.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'POST /cases/:id/confirm',
      'POST /cases/:id/evidence',
      'POST /cases/:id/excerpt',
      'POST /cases/:id/name',
      'POST /complaints/name',
      'POST /finds/excerpt',
      'POST /packs',
      'POST /packs/take',
      'POST /roles',
      'POST /roles/end',
    ]);
  });

  test.each(DANGEROUS.map(({ path }) => path))(
    '%s: of an old login nothing is taken, of a fresh one it is',
    async (path) => {
      await signInAgain(HR);
      await later(4);
      expect((await send(HR, '', path, {})).text).not.toContain('请先确认是您本人');
      await later(2);
      const { status, text } = await send(HR, '/queue', path, {});
      expect([status, text]).toEqual([403, expect.stringContaining('请先确认是您本人')]);
      expect(text).toContain(`/again?to=${encodeURIComponent(own('/queue'))}`);
    },
  );

  test('is not asked for before: who signed in long ago is led to WeCom and back to the same page, where the form is then', async () => {
    await signInAgain(HR);
    await later(6);
    const before = await look(HR, `/cases/${caseId}`);
    expect(before.text).not.toContain(`action="/h5/shifan/cases/${caseId}/name"`);
    const again = /href="([^"]*\/again\?to=[^"]*)"/.exec(before.text)?.[1] ?? '';
    const asked = await phoneOf(HR).look(again);
    expect(new URL(asked.location).pathname).toBe('/connect/oauth2/authorize');
    const after = await phoneOf(HR).look(back(await open.house.tenant.signIn(HR, asked.location)));
    expect(after.location).toBe(own(`/cases/${caseId}`));
    expect((await look(HR, `/cases/${caseId}`)).text).toContain(`action="/h5/shifan/cases/${caseId}/name"`);
  });

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/h5/other/queue',
    '/h5/shifan/\r\nx: y',
    `/h5/shifan/${'x'.repeat(600)}`,
  ])('leads back to our own pages alone, not to %j', async (to) => {
    await signInAgain(HR);
    const seen = await phoneOf(HR).look(own(`/again?to=${encodeURIComponent(to)}`));
    expect(seen.location).toBe(own(''));
  });
});

describe('the evidence of a case', () => {
  test('is asked for by one, and waits; those who may let it go are told, and nobody else', async () => {
    await signInAgain(HR);
    expect((await ask(HR, caseId)).text).toContain('等另一位同事放行');
    expect((await ask(HR, caseId)).text).toContain('您已经申请过');
    expect(await requests()).toMatchObject([{ askedBy: HR, says: null }]);
    await open.house.idle();
    const told = [HR, SECOND, SUBJECT, BOSS].filter((userid) =>
      open.house.tenant.inbox(userid).some(({ text }) => text.includes('有人申请取走证据')),
    );
    expect(told).toContain(SECOND);
    expect(told).not.toContain(HR);
    expect(told).not.toContain(SUBJECT);
  });

  test('is not let go by who asked, nor by whoever it is about, and cannot be taken before', async () => {
    const [{ id = '' } = {}] = await requests();
    expect((await send(HR, '/packs', '/packs', { request: id, says: 'released' })).text).toContain(
      '自己申请的要由别人放行',
    );
    expect((await send(HR, '/packs', '/packs/take', { request: id })).text).toContain('时间已过');
    expect((await send(SUBJECT, '', '/packs', { request: id, says: 'released' })).status).toBe(403);
    await ask(HR, ownCaseId);
    const about = (await requests()).find((row) => row.caseId === ownCaseId)?.id ?? '';
    await signInAgain(SECOND);
    expect((await look(SECOND, '/packs')).text).not.toContain(about);
    const refused = await send(SECOND, '/packs', '/packs', { request: about, says: 'released' });
    expect(refused.text).toContain('不能由您来放行');
    expect((await requests()).map(({ says }) => says)).toEqual([null, null]);
  });

  test('is let go by a second person with a fresh login, once', async () => {
    const [{ id = '' } = {}] = await requests();
    expect((await look(SECOND, '')).text).toContain('1 件');
    await later(6);
    expect((await send(SECOND, '/packs', '/packs', { request: id, says: 'released' })).status).toBe(403);
    await signInAgain(SECOND);
    const { text } = await send(SECOND, '/packs', '/packs', { request: id, says: 'released' });
    expect(text).toContain('已告诉申请人');
    expect((await send(SECOND, '/packs', '/packs', { request: id, says: 'refused' })).text).toContain('已经有人答复');
    expect(open.house.tenant.inbox(HR).some((one) => one.text.includes('证据已放行'))).toBe(true);
  });

  test('is then taken by who asked, within a day; both stand in the trail, and the person sees it', async () => {
    const [{ id = '' } = {}] = await requests();
    await signInAgain(HR);
    const page = await look(HR, '/packs');
    expect(page.text).toContain('周复核 已放行');
    expect((await send(SECOND, '/packs', '/packs/take', { request: id })).headers.get('content-type')).not.toBe(
      'application/zip',
    );
    const pack = await send(HR, '/packs', '/packs/take', { request: id });
    expect(pack.headers.get('content-type')).toBe('application/zip');
    const [packed] = await open.house.trail('evidence-packed');
    expect(packed).toMatchObject({
      v: 2,
      caseId,
      purpose: 'review',
      by: expect.any(String),
      second: expect.any(String),
    });
    expect((packed as { by?: string }).by).not.toBe((packed as { second?: string }).second);
    expect(await open.house.trail('pack-released')).toMatchObject([{ requestId: id, says: 'released' }]);
    const reads = await open.house.inCorp((tx) => tx.recordRead.findMany({ where: { what: 'evidence' } }));
    expect(reads).toMatchObject([{ reader: HR, aboutId: caseId }]);
    await later(24 * 60 + 1);
    await signInAgain(HR);
    expect((await send(HR, '/packs', '/packs/take', { request: id })).text).toContain('时间已过');
    expect((await open.house.chain()).state).toBe('whole');
  });
});
