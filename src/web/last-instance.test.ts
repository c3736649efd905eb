import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, HR, openDesk, SUBJECT } from '../../test/builders/desk.ts';
import { nowIn } from '../db/client.ts';
import { newId } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import { rolesOf } from './roles.ts';

// 许总裁 is whom the policy names as last instance, and holds no office. What is about the head of HR lies before him; nothing else does.

const [BOSS, HEAD, OUTSIDER] = ['xu.zongcai', 'he.zhuren', 'zhao.shiyong'] as const;
let desk: Desk;
let { look, send, act, file, openName, reads } = {} as Desk;
let before = { id: '', number: 0n };

beforeAll(async () => {
  desk = await openDesk();
  ({ look, send, act, file, openName, reads } = desk);
  const { tenant } = desk.house;
  await tenant.withoutCallbacks(async () => {
    await tenant.hire({ userid: BOSS, name: '许总裁', department: 5, position: '总裁' });
    await tenant.hire({ userid: HEAD, name: '何主任', department: 4, position: '主任', leaderIn: [4] });
  });
  await desk.house.sync();
  before = await desk.copyAbout(`member:${HEAD}`);
}, 60_000);
afterAll(() => desk.house.close());

test('he holds no role but that of who works here', async () => {
  const roles = await desk.house.inCorp(async (tx) => {
    const at = await nowIn(tx);
    const directory = await directoryOf(tx, desk.house.corp, at.getTime());
    const person = directory.byAccount.get(BOSS);
    return person && rolesOf(tx, desk.house.corp, person, directory, at);
  });
  expect([...(roles ?? [])]).toEqual(['member']);
});

describe('the file of a case', () => {
  test.each([
    ['that lies before him is open to him', BOSS, () => before.id, 200],
    ['that others may decide is not', BOSS, () => desk.theCase.id, 403],
    ['that is not there looks the same', BOSS, () => newId(), 403],
    ['lies before no other member', OUTSIDER, () => before.id, 403],
    ['is shut to whom it is about', HEAD, () => before.id, 403],
    ['is open to whoever keeps the queue', HR, () => before.id, 200],
  ])('%s', async (_, who, id, status) => {
    expect((await look(who, file(id()))).status).toBe(status);
  });

  test.each(['/queue', '/appeals', '/exemptions', '/kinds', '/packs'])('opens no list to him: %s', async (path) => {
    expect((await look(BOSS, path)).status).toBe(403);
  });

  test('shows a pseudonym first, and no way to any other case', async () => {
    const { text } = await look(BOSS, file(before.id));
    expect(text).toMatch(/员工 A-[0-9a-f]{4}/);
    expect(text.replace(/<select.*?<\/select>/gs, '')).not.toMatch(/何主任|he\.zhuren/);
    expect(text).not.toContain('/queue');
    expect(text).not.toContain(`${file(before.id)}/evidence`);
    expect(await reads()).toContainEqual(
      expect.objectContaining({ reader: BOSS, what: 'case-file', aboutId: before.id }),
    );
  });

  test('shows the name for a reason that is kept, after a login of the last five minutes', async () => {
    expect((await openName(BOSS, ' ', before.id)).text).toContain('请写明理由');
    expect((await openName(BOSS, '核对', before.id)).text).toContain('何主任');
    expect((await reads()).at(-1)).toMatchObject({ reader: BOSS, what: 'name', aboutId: before.id });
    expect((await openName(BOSS, '好奇', desk.theCase.id)).status).toBe(403);
    await desk.house.setClock('2026-11-26T10:36:00+08:00');
    const old = await openName(BOSS, '核对', before.id);
    expect([old.status, old.text]).toEqual([403, expect.stringContaining('请先确认是您本人')]);
  });

  test.each(['excerpt', 'evidence'])('has nothing for him at %s', async (rest) => {
    const sent = await send(BOSS, `${file(before.id)}/${rest}`, { reason: '核对', find: newId(), purpose: 'audit' });
    expect([sent.status, sent.text]).toEqual([403, expect.stringContaining('不对您开放')]);
  });
});

describe('his first page', () => {
  test('leads to what he was asked to decide, without a name, and to nothing else', async () => {
    expect((await look(BOSS, '')).text).not.toContain('等您决定的事项');
    await desk.putBefore(before.id);
    await desk.putBefore(desk.theCase.id);
    const { text } = await look(BOSS, '');
    expect([...text.matchAll(/href="[^"]*(\/cases\/[^"]+)"/g)].map(([, path]) => path)).toEqual([file(before.id)]);
    expect(text).toContain('等您决定的事项');
    expect(text).not.toMatch(/何主任|he\.zhuren/);
    expect((await look(OUTSIDER, '')).text).not.toContain('等您决定的事项');
  });
});

describe('deciding from the page', () => {
  test('works for him, and of no other case', async () => {
    const decides = { says: 'waived', reason: '已经当面谈过' };
    expect((await act(BOSS, 'decide', decides, desk.theCase.id)).status).toBe(403);
    expect((await act(OUTSIDER, 'decide', decides, before.id)).status).toBe(403);
    const { status, text } = await act(BOSS, 'decide', decides, before.id);
    expect(status).toBe(200);
    for (const words of ['已记下', '已经当面谈过', '前可以撤回']) expect(text).toContain(words);
  });

  test('can be taken back for ten minutes, and lies before him again', async () => {
    const { text } = await look(BOSS, file(before.id));
    const decision = /name="decision" value="([^"]+)"/.exec(text)?.[1] ?? '';
    expect((await act(BOSS, 'undo', { decision }, before.id)).text).toContain('已撤回');
    await desk.house.setClock('2026-11-26T11:00:00+08:00');
    expect((await look(BOSS, file(before.id))).status).toBe(200);
    await act(BOSS, 'decide', { says: 'waived', reason: '已经当面谈过' }, before.id);
    expect((await look(BOSS, '')).text).toContain(file(before.id));
  });

  test('and is over ten minutes later: then the file is HR’s', async () => {
    await desk.house.until('2026-11-26T11:12:00+08:00');
    expect((await look(BOSS, file(before.id))).status).toBe(403);
    expect((await look(BOSS, '')).text).not.toContain('/cases/');
    expect((await look(HR, file(before.id))).status).toBe(200);
    expect((await desk.house.chain()).state).toBe('whole');
  });
});

test('while somebody outside the line stands in for HR, it lies before him and not before the last instance', async () => {
  const other = await desk.copyAbout(`member:${HEAD}`, { state: 'escalated', stage: null, closedAt: null });
  expect([(await look(BOSS, file(other.id))).status, (await look(OUTSIDER, file(other.id))).status]).toEqual([
    200, 403,
  ]);
  const [ofId, byId] = [await desk.personOf(HR), await desk.personOf(OUTSIDER)];
  const days = { fromAt: new Date('2026-11-26T03:00:00Z'), untilAt: new Date('2026-11-26T09:00:00Z') };
  await desk.house.inCorp((tx) =>
    tx.deputy.create({
      data: { corp: desk.house.corp, id: newId(), ofId, byId, ...days, since: days.fromAt, setBy: HR },
    }),
  );
  expect([(await look(BOSS, file(other.id))).status, (await look(OUTSIDER, file(other.id))).status]).toEqual([
    403, 200,
  ]);
  expect((await look(SUBJECT, file(other.id))).status).toBe(403);
});
