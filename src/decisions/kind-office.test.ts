import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, HR, openDesk, SECOND, SUBJECT } from '../../test/builders/desk.ts';
import { askExemption } from '../duties/exemptions.ts';
import { appeal } from './appeal.ts';
import { todoOf } from './cases-meant.ts';
import { giveStatement } from './statements.ts';

// The groups of this kind are looked after by 项目总经办: its people decide of them, and HR; 总裁办, which looks after the others, does not.

const [PROJECT, COLLEAGUE, PRESIDENTS, STANDS_IN] = ['qin.xiangmu', 'jin.xiangmu', 'wu.zongcai', 'wei.dai'] as const;
let desk: Desk;
let { theCase, look, act, file, himself } = {} as Desk;

beforeAll(async () => {
  const named = (policy: string) =>
    policy.replace('    adminsFrom: marketing-manager\n', '$&    supervisedBy: project-supervising\n');
  desk = await openDesk({ amend: named });
  ({ theCase, look, act, file, himself } = desk);
  const { tenant } = desk.house;
  await tenant.withoutCallbacks(async () => {
    await tenant.addDepartment({ id: 6, name: '总裁办' });
    await tenant.addDepartment({ id: 9, name: '项目总经办' });
    await tenant.hire({ userid: PROJECT, name: '秦项目', department: 9, position: '职员' });
    await tenant.hire({ userid: COLLEAGUE, name: '金项目', department: 9, position: '职员' });
    await tenant.hire({ userid: PRESIDENTS, name: '吴总裁办', department: 6, position: '职员' });
    await tenant.hire({ userid: STANDS_IN, name: '魏代理', department: 5, position: '职员' });
  });
  await desk.house.sync();
}, 60_000);
afterAll(() => desk.house.close());

const number = () => `C-${theCase.number}`;
/** What somebody reads of the case through each door. */
async function doors(who: string) {
  const listed = await desk.house.inCorp(async (tx) => {
    const { corp, deps } = desk.house;
    return todoOf(tx, { corp, keys: await deps.keys.of(corp), at: await deps.clock.now() }, who);
  });
  const [queue, opened] = [await look(who, '/queue'), await look(who, file())];
  return {
    text: JSON.stringify(listed).includes(number()),
    queue: queue.text.includes(number()),
    file: opened.status === 200 && opened.text.includes('name="says" value="waived"'),
  };
}
const everywhere = { text: true, queue: true, file: true };
const nowhere = { text: false, queue: false, file: false };

describe('the office of a kind', () => {
  test.each([
    ['its own people', PROJECT, everywhere],
    ['HR', HR, everywhere],
    ['the office of the other kinds', PRESIDENTS, nowhere],
    ['anybody else', STANDS_IN, nowhere],
  ])('%s: page, text and file agree', async (_, who, expected) => {
    expect(await doors(who)).toEqual(expected);
  });

  test('is told by a card; the other office is not', async () => {
    await desk.putBefore(theCase.id);
    const told = await desk.notices('docket');
    const readers = new Set(told.map(({ toUserid }) => toUserid));
    expect(readers.has(PRESIDENTS)).toBe(false);
    expect([...readers].some((who) => who === PROJECT || who === COLLEAGUE)).toBe(true);
  });

  test('has a deputy like any other, from the hour to the hour', async () => {
    const set = ['duties', 'deputy', 'set', PROJECT, STANDS_IN, '--from', '2026-11-26', '--until', '2026-11-26'];
    expect(await desk.json(...set, '--by', HR)).toMatchObject({ state: 'named' });
    expect((await look(STANDS_IN, '/queue')).text).toContain(number());
    // A deputy decides where nobody of the offices may.
    expect((await doors(STANDS_IN)).text).toBe(false);
    const { deputies } = await desk.json('duties', 'deputy', 'list');
    await desk.json('duties', 'deputy', 'end', deputies[0].id, '--by', HR);
    expect((await look(STANDS_IN, '/queue')).status).toBe(403);
  });

  test('hears who asks to be spared in such a group; of all groups only HR and the office of the rest', async () => {
    const personId = await desk.personOf(SUBJECT);
    const { policySlug, instance } = await desk.house.inCorp((tx) =>
      tx.case.findFirstOrThrow({ where: { id: theCase.id } }),
    );
    const wish = { caseId: null, policySlug, instance, personId, until: '2026-12-31', by: SUBJECT };
    const ask = (chatId: string | null, reason: string) =>
      himself((tx, deciding) => askExemption(tx, deciding, { ...wish, chatId, reason }));
    expect(await ask(desk.world.group, '只在这个群')).toBe('asked');
    expect(await ask(null, '所有的群')).toBe('asked');
    const reads = async (who: string) => {
      const { text } = await look(who, '/exemptions');
      return ['只在这个群', '所有的群'].filter((words) => text.includes(words));
    };
    expect(await reads(PROJECT)).toEqual(['只在这个群']);
    expect(await reads(PRESIDENTS)).toEqual(['所有的群']);
    expect(await reads(HR)).toEqual(['只在这个群', '所有的群']);
    const rows = await desk.house.inCorp((tx) => tx.exemption.findMany());
    const answer = (who: string, chatId: string | null) =>
      desk.send(who, '/exemptions', {
        exemption: rows.find((row) => row.chatId === chatId)?.id ?? '',
        says: 'refuse',
        because: '请按规定改',
      });
    await answer(PRESIDENTS, desk.world.group);
    await answer(PROJECT, null);
    const states = () => desk.house.inCorp((tx) => tx.exemption.findMany({ select: { state: true } }));
    expect(await states()).toEqual([{ state: 'asked' }, { state: 'asked' }]);
    await answer(PROJECT, desk.world.group);
    await answer(PRESIDENTS, null);
    expect(await states()).toEqual([{ state: 'refused' }, { state: 'refused' }]);
  });
});

describe('a matter of its kind', () => {
  test('is proposed, decided and, on appeal, reviewed by another of the same bench', async () => {
    expect((await act(PRESIDENTS, 'propose', { measure: 'talk' })).status).toBe(404);
    expect((await act(PROJECT, 'propose', { measure: 'talk', note: '先谈一次' })).text).toContain('先请本人说明');
    const said = { caseId: theCase.id, text: '没来得及改', by: SUBJECT, via: 'page' } as const;
    expect(await himself((tx, deciding) => giveStatement(tx, deciding, said))).toBe('done');
    expect((await act(PROJECT, 'assign', { to: PRESIDENTS })).text).toContain('他不能决定这件事');
    expect((await act(PROJECT, 'assign', { to: COLLEAGUE })).text).toContain('现在由 金项目 负责');
    const confirmed = await act(COLLEAGUE, 'decide', { says: 'confirmed', reason: '昵称与规定不一致' });
    expect(confirmed.text).toContain('已记下');
    await desk.house.until('2026-11-26T10:50:00+08:00');
    const words = { caseId: theCase.id, text: '当天就改了', by: SUBJECT, via: 'page' } as const;
    expect(await himself((tx, deciding) => appeal(tx, deciding, words))).toBe('done');
    expect((await look(COLLEAGUE, file())).text).not.toContain('name="appeal"');
    for (const who of [PROJECT, HR, SECOND]) expect((await look(who, file())).text).toContain('name="appeal"');
    const { text } = await look(PROJECT, file());
    const appealId = /name="appeal" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const reversed = { appeal: appealId, says: 'reversed', reason: '当天已改好' };
    expect((await act(PROJECT, 'review', reversed)).text).toContain('撤销了原决定');
    expect((await desk.house.chain()).state).toBe('whole');
  });

  test('about one of its own goes to others: nobody decides about himself', async () => {
    const own = await desk.copyAbout(`member:${PROJECT}`, { state: 'escalated', stage: null, closedAt: null });
    expect((await look(PROJECT, file(own.id))).status).toBe(403);
    const opened = await look(COLLEAGUE, file(own.id));
    expect([opened.status, opened.text.includes('name="says" value="waived"')]).toEqual([200, true]);
  });
});
