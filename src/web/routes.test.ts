import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { settleSmall } from '../../simulator/worlds/small.ts';
import { type Browser, openBrowser } from '../../test/builders/browser.ts';
import { grantByName, hireCast, PLAYED_BY } from '../../test/builders/cast.ts';
import { type House, openHouse } from '../../test/house.ts';
import { nowIn } from '../db/client.ts';
import { newId } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import { pathTo } from './paths.ts';
import { ROLES, rolesOf } from './roles.ts';
import { ROUTES } from './routes.ts';
import { MAY_SEE, type Sight, whoSees } from './sights.ts';

/** Every page with everybody who may stand before it. */
let house: House;
const NOBODY = 'nobody';
const EVERYBODY = [NOBODY, ...ROLES] as const;
/** What each page shows; a page that is not here is nobody's. */
const SHOWS: Readonly<Record<string, Sight>> = {
  '/again': 'own',
  '/sign-out': 'own',
  '': 'own',
  '/my-groups': 'own',
  '/my-groups/:line': 'own',
  '/matters': 'own',
  '/matters/meant': 'own',
  '/matters/:id': 'own',
  '/published/:id': 'own',
  '/published': 'own',
  '/board': 'board',
  '/record': 'own',
  '/record/:id': 'own',
  '/progress': 'data',
  '/publish': 'data',
  '/finds': 'content',
  '/finds/excerpt': 'content',
  '/after-hours': 'after-hours',
  '/kept': 'tasks',
  '/kept/members': 'tasks',
  '/kept/:id': 'tasks',
  '/kept/:id/members': 'tasks',
  '/register': 'data',
  '/register/one': 'data',
  '/register/:id': 'data',
  '/lists': 'data',
  '/short-names': 'data',
  '/calendar': 'data',
  '/calendar/days': 'data',
  '/people': 'data',
  '/complaint': 'own',
  '/complaint/:id': 'own',
  '/complaints': 'own',
  '/complaints/name': 'own',
  '/queue': 'cases',
  '/appeals': 'cases',
  '/cases/:id': 'cases',
  '/cases/:id/evidence': 'cases',
  '/cases/:id/name': 'cases',
  '/cases/:id/confirm': 'cases',
  '/cases/:id/excerpt': 'content',
  '/packs': 'packs',
  '/packs/take': 'packs',
  '/exemptions': 'cases',
  '/deputies': 'data',
  '/deputies/end': 'data',
  '/hears': 'data',
  '/hears/place': 'data',
  '/sign-off': 'data',
  '/sign': 'own',
  '/sign/:name': 'own',
  '/rules': 'rules',
  '/coverage': 'coverage',
  '/month': 'month',
  '/week': 'numbers',
  '/week/:name': 'numbers',
  '/week/own': 'own-week',
  '/equal': 'numbers',
  '/charts/:name': 'numbers',
  '/kinds': 'kind-board',
  '/roles': 'grants',
  '/roles/end': 'grants',
};
/** What nobody signs in for: the way in, and what concerns people outside as well. */
const OPEN = { '/sign-in': 400, '/privacy': 200 } as const; // no way of this browser's
const LINE = '00000000-0000-4000-8000-000000000001';

const addressOf = (path: string): string => pathTo(house.corp, path.replace(/:(line|id|name)/, LINE));

async function browserOf(role: (typeof EVERYBODY)[number]): Promise<Browser> {
  const browser = openBrowser(house.origin);
  if (role === NOBODY) return browser;
  const { location } = await browser.open(pathTo(house.corp, ''));
  const back = await house.tenant.signIn(PLAYED_BY[role], location);
  await browser.open(back.slice(house.origin.length));
  return browser;
}

beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-24T09:00:00+08:00', pages: 'open' });
  const world = await settleSmall(house.tenant);
  const policy = readFileSync('policies/chongqing-industrial.yaml', 'utf8');
  await house.tenant.withoutCallbacks(() => hireCast(house.tenant));
  await moveIn(house.deps, house.corp, world, policy, 'li.renshi', house.idle);
  await grantByName(house);
}, 60_000);
afterAll(() => house.close());

describe.each(EVERYBODY)('%s', (role) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await browserOf(role);
  });

  // Signing out comes last: it is a page, too.
  const inOrder = [...ROUTES].sort((a, b) => Number(a.path === '/sign-out') - Number(b.path === '/sign-out'));
  test.each(inOrder.map((route) => [route.method, route.path, route] as const))(
    '%s %s',
    async (method, path, route) => {
      const seen =
        method === 'GET'
          ? await browser.look(addressOf(path))
          : await browser.send({ status: 0, url: addressOf(path), text: '', headers: new Headers(), location: '' });
      // Whoever holds a role works here, too: a page is open to him when it is open to either.
      const holds: readonly string[] = role === NOBODY ? [] : ['member', role];
      const open = route.who !== 'anybody' && route.who.some((one) => holds.includes(one));
      const status = {
        anybody: path === '/privacy' ? OPEN['/privacy'] : OPEN['/sign-in'],
        // A form without a token is nobody's; who signed in just now needs not do so again.
        in: method === 'POST' ? 403 : path.includes('/:') ? 404 : path === '/again' ? 303 : 200,
        out: role === NOBODY ? (method === 'POST' ? 401 : 303) : 403,
      }[route.who === 'anybody' ? 'anybody' : open ? 'in' : 'out'];

      expect(seen.status).toBe(status);
      if (role === NOBODY && status === 303) expect(seen.location).toContain('/connect/oauth2/authorize?');
    },
  );

  test('GET changes nothing but who is seen', async () => {
    const count = () =>
      house.inCorp(async (tx) => [
        await tx.inventoryAnswer.count(),
        await tx.pageSession.count(),
        await tx.auditRecord.count(),
      ]);
    const before = await count();
    for (const { path } of ROUTES) await browser.look(addressOf(path));
    expect(await count()).toEqual(before);
  });
});

describe('what a role may see', () => {
  test.each(ROLES)('%s is held by somebody who holds no other', async (role) => {
    const held = await house.inCorp(async (tx) => {
      const at = await nowIn(tx);
      const directory = await directoryOf(tx, house.corp, at.getTime());
      const person = directory.byAccount.get(PLAYED_BY[role]);
      return person ? [...(await rolesOf(tx, house.corp, person, directory, at))] : [];
    });
    expect(held.sort()).toEqual([...new Set(['member', role])].sort());
  });

  test.each(ROUTES.map((route) => [route.method, route.path, route] as const))(
    '%s %s is of one sort',
    (_, path, route) => {
      if (route.who === 'anybody') return expect(Object.keys(OPEN)).toContain(path);
      const sight = SHOWS[path];
      expect(sight, 'name what the page shows in SHOWS').toBeDefined();
      if (sight) expect(whoSees(sight)).toEqual(expect.arrayContaining([...route.who]));
    },
  );

  test.each(['it', 'auditor', 'union-observer', 'privacy-officer'] as const)(
    '%s sees nothing of what was said',
    (role) => {
      for (const hidden of ['cases', 'content', 'tasks', 'kind-board'] as const)
        expect(MAY_SEE[role]).not.toContain(hidden);
    },
  );

  test('the union observer sees numbers and nothing more', () => {
    expect(MAY_SEE['union-observer']).toEqual(['numbers']);
  });

  test('a role that is over by its day is none at the next page', async () => {
    const browser = await browserOf('auditor');
    expect((await browser.look(addressOf('/roles'))).status).toBe(200);
    await house.inCorp((tx) =>
      tx.roleGrant.updateMany({ where: { role: 'auditor' }, data: { endsAt: new Date('2026-11-24T02:00:00Z') } }),
    );
    await house.setClock('2026-11-24T10:00:01+08:00');
    expect((await (await browserOf('auditor')).look(addressOf('/roles'))).status).toBe(403);
    await house.inCorp((tx) =>
      tx.roleGrant.updateMany({ where: { role: 'auditor' }, data: { endsAt: new Date('2026-12-31T16:00:00Z') } }),
    );
  });
});

describe('a matter that only the last instance may decide', () => {
  const LAST = PLAYED_BY.employer;
  const address = (id: string) => pathTo(house.corp, `/cases/${id}`);
  let [before, another] = ['', ''];
  beforeAll(async () => {
    // Of groups of this kind HR decides here, and nobody else of an office: what is about HR goes to the last instance.
    await house.inCorp(async (tx) => {
      await tx.registerEntry.updateMany({ data: { kind: 'project-company' } });
      const { chatId } = await tx.registerEntry.findFirstOrThrow();
      const openedAt = await nowIn(tx);
      const one = {
        ...{
          corp: house.corp,
          chatId,
          openedAt,
          nature: 'breach',
          level: 'propose',
          state: 'escalated',
          tell: 'member',
        },
        ...{ rule: 'naming/nickname', instance: 'nickname', clause: '第七条昵称', says: 'missing-department' },
        ...{ policySlug: 'chongqing-industrial', policyVersion: 1, inputHash: 'x', window: '-', detail: {} },
      };
      [before, another] = [newId(), newId()];
      await tx.case.create({ data: { ...one, id: before, subject: `member:${PLAYED_BY.hr}` } });
      await tx.case.create({ data: { ...one, id: another, subject: `member:${PLAYED_BY.member}` } });
    });
  });

  test('is reached by the addresses of that case alone', () => {
    expect(ROUTES.flatMap(({ method, path, alsoFor }) => (alsoFor ? [`${method} ${path}`] : []))).toEqual([
      'GET /cases/:id',
      'POST /cases/:id',
      'POST /cases/:id/name',
      'POST /cases/:id/confirm',
    ]);
  });

  test.each(EVERYBODY)('%s', async (role) => {
    const browser = await browserOf(role);
    const holds = role === 'hr' || role === 'supervisor' ? role : PLAYED_BY[role as keyof typeof PLAYED_BY];
    // HR is whom it is about; the supervising office does not look after this kind, and is told no more than that there is no such case.
    const [own, other] = { [NOBODY]: [303, 303], hr: [403, 200], supervisor: [404, 404], [LAST]: [200, 403] }[
      role === NOBODY ? NOBODY : holds
    ] ?? [403, 403];
    expect((await browser.look(address(before))).status).toBe(own);
    expect((await browser.look(address(another))).status).toBe(other);
  });

  test('is over once it is decided', async () => {
    await house.inCorp((tx) => tx.case.updateMany({ where: { id: before }, data: { stage: 'decided' } }));
    expect((await (await browserOf('employer')).look(address(before))).status).toBe(403);
  });
});

describe('who stands in for somebody of an office', () => {
  const LEADER = PLAYED_BY.leader;
  const rolesAt = (at: string) =>
    house.inCorp(async (tx) => {
      const moment = new Date(at);
      const directory = await directoryOf(tx, house.corp, moment.getTime());
      const person = directory.byAccount.get(LEADER);
      return person ? [...(await rolesOf(tx, house.corp, person, directory, moment))] : [];
    });

  test.each(['hr', 'supervisor', 'it'] as const)('%s', async (role) => {
    const idOf = async (userid: string) =>
      (await house.inCorp((tx) => tx.account.findFirstOrThrow({ where: { userid, until: null } }))).personId;
    const [ofId, byId] = [await idOf(PLAYED_BY[role]), await idOf(LEADER)];
    const days = { fromAt: new Date('2026-11-24T04:00:00Z'), untilAt: new Date('2026-11-24T06:00:00Z') };
    const id = newId();
    const since = new Date('2026-11-24T01:00:00Z');
    await house.inCorp((tx) =>
      tx.deputy.create({ data: { corp: house.corp, id, ofId, byId, ...days, since, setBy: 'li.renshi' } }),
    );
    const own = ['leader', 'member'];
    const standing = role === 'it' ? own : [...own, role].sort();
    expect((await rolesAt('2026-11-24T03:59:59Z')).sort()).toEqual(own);
    expect((await rolesAt('2026-11-24T04:00:00Z')).sort()).toEqual(standing);
    expect((await rolesAt('2026-11-24T06:00:00Z')).sort()).toEqual(own);
    await house.inCorp((tx) => tx.deputy.deleteMany({ where: { id } }));
  });
});

describe('every answer', () => {
  test.each([
    ['', 303],
    ['/sign-in', 400],
    ['/no-such-page', 404],
    ['/my-groups/x/y', 404],
  ])('of %s carries the guards', async (path, status) => {
    const seen = await openBrowser(house.origin).look(addressOf(path));
    expect(seen.status).toBe(status);
    const of = (name: string) => seen.headers.get(name) ?? '';
    expect(of('content-security-policy')).toMatch(/^default-src 'none';/);
    expect(of('content-security-policy')).not.toMatch(/unsafe|script-src/);
    expect([of('x-content-type-options'), of('referrer-policy'), of('cache-control')]).toEqual([
      'nosniff',
      'no-referrer',
      'no-store',
    ]);
  });

  test('with its style sheet takes less than 100 kB to get there', async () => {
    const browser = await browserOf('hr');
    const home = await browser.look(pathTo(house.corp, '/my-groups'));
    const url = /href="([^"]+\.css)"/.exec(home.text)?.[1] ?? '';
    const css = await fetch(house.origin + url, { headers: { 'accept-encoding': 'br' } });

    expect(css.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(css.headers.get('content-encoding')).toBe('br');
    expect(Number(css.headers.get('content-length')) + Buffer.byteLength(home.text)).toBeLessThan(100_000);
  });

  test('has landmarks, a heading, a language, and labels for whatever is asked', async () => {
    const browser = await browserOf('member');
    for (const path of ['', '/my-groups']) {
      const { text } = await browser.look(pathTo(house.corp, path));
      for (const piece of ['<html lang="zh-CN">', '<header', '<main id="main">', '<h1>', '<footer', 'href="#main"'])
        expect(text).toContain(piece);
      expect(text).not.toMatch(/<script|style="/);
    }
  });

  test('is in English for whoever chose it, also on the next page', async () => {
    const browser = await browserOf('member');
    expect((await browser.look(`${pathTo(house.corp, '')}?lang=en`)).text).toContain('Hello, 赵试用');
    expect((await browser.look(pathTo(house.corp, '/my-groups'))).text).toContain('<html lang="en">');
    expect((await browser.look(`${pathTo(house.corp, '')}?lang=zh`)).text).toContain('赵试用，您好');
  });
});

test('WeCom sees whose the domain is', async () => {
  const seen = await fetch(`${house.origin}/WW_verify_abcDEF123456.txt`);
  expect([seen.status, await seen.text()]).toEqual([200, 'abcDEF123456']);
  expect((await fetch(`${house.origin}/WW_verify_other.txt`)).status).toBe(404);
});

test('a form that is none is refused', async () => {
  const browser = await browserOf('member');
  const answer = await fetch(`${house.origin}${pathTo(house.corp, '/my-groups')}`, {
    method: 'POST',
    body: '{}',
    headers: {
      'content-type': 'application/json',
      cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; '),
    },
  });
  expect(answer.status).toBe(415);
});

test('whoever comes back thirty times without a way waits a minute', async () => {
  const statuses: number[] = [];
  for (let times = 0; times < 40; times += 1)
    statuses.push((await openBrowser(house.origin).look(addressOf('/sign-in'))).status);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
  expect((await browserOf('member')).cookies.has('qungui-shifan')).toBe(true);
});
