import { afterEach, describe, expect, test } from 'vitest';
import { membersOf, openHeadquarters, policyA } from '../../../test/builders/kept-group.ts';
import { commandsIn } from '../../../test/command-line.ts';
import type { House } from '../../../test/house.ts';
import { decide } from '../../cases/decide.ts';
import { armTimer } from '../../timers/arm.ts';

const LEADERS = ['han.fuzong', 'wang.zongcai', 'wu.fuzong', 'zhou.changwu'];
const TITLES = ['群名称', '群类型', '所属部门', '建群用途', '群主', '群管理员'];
const FORM = {
  群名称: '示范高管议事群',
  群类型: '集团高管工作群',
  所属部门: '总裁办',
  建群用途: '高管议事',
  群管理员: '吴示例',
};

let house: House;
afterEach(() => house.close());

async function open(policy = policyA()): Promise<void> {
  house = await openHeadquarters(policy);
  const controls = TITLES.map((title, at) => ({ control: 'Text', id: `Text-${at}`, title }) as const);
  house.tenant.addApprovalTemplate({ id: '3TkGroups', name: '建群审批', approvers: ['wang.zongcai'], controls });
  const list = house.file('entries:\n  - { key: 3TkGroups, name: 建群审批 }\n', 'templates.yaml');
  await commandsIn(house)('lists', 'set', 'approval-templates', list, '--by', 'li.renshi');
}

async function approve(form: Readonly<Record<string, string>> = FORM): Promise<string> {
  const number = await house.tenant.handIn('wu.fuzong', '3TkGroups', { ...form });
  await house.tenant.decideForm(number, 'wang.zongcai', 'agree');
  await house.idle();
  return number;
}

const show = async (name: string) => JSON.parse((await commandsIn(house)('groups', 'show', name, '--json')).out);
const made = () => house.inCorp((tx) => tx.managedGroup.findMany({ where: { corp: house.corp } }));
const tasks = async () => (await house.allCases()).filter(({ rule }) => rule === 'managed/not-made');
/** HR presses 已处理 in the digest. */
const pressDone = async () => {
  const [task] = await tasks();
  const keys = await house.deps.keys.of(house.corp);
  const at = await house.deps.clock.now();
  const by = { actor: 'li.renshi', action: 'done', via: 'card', askedAt: at, at } as const;
  await house.inCorp((tx) =>
    decide(tx, house.corp, keys, { caseId: task?.id ?? '', chatId: task?.chatId ?? '', ...by }),
  );
};

describe('a group of a kind that the service makes', () => {
  test('is made when it is approved, with its roster, and is in the register under the id it has now', async () => {
    await open();
    const number = await approve();
    await house.until('2026-11-26T09:40:00+08:00');

    const [group, ...others] = await made();
    expect([others, house.tenant.countGroups('managed')]).toEqual([[], 1]);
    expect(membersOf(house, group?.chatId ?? '')).toEqual(LEADERS);
    const { chatId, registered } = await show('示范高管议事群');
    expect([chatId, registered.kind, registered.approval.number]).toEqual([group?.chatId, 'executive', number]);
    expect((await house.openCases()).filter(({ level }) => level !== 'observe')).toEqual([]);
    expect(await house.chain()).toMatchObject({ state: 'whole' });
  });

  test('is one, though WeCom gave no answer and the approval is read again', async () => {
    await open();
    house.simulator.faults.add({ api: 'appchat/create', kind: 'broken-json', times: 1 });
    await approve();
    await house.inCorp((tx) => tx.approvalRequest.updateMany({ data: { state: 'asked' } }));
    const [row] = await house.inCorp((tx) => tx.approvalRequest.findMany());
    const at = await house.deps.clock.now();
    await house.inCorp((tx) =>
      armTimer(tx, house.corp, { kind: 'look-approval', subject: row?.number ?? '', dueAt: at, at }),
    );
    await house.until('2026-11-26T10:00:00+08:00');

    expect([(await made()).length, house.tenant.countGroups('managed')]).toEqual([1, 1]);
    expect(house.tenant.stats().api['appchat/create']?.calls).toBe(1);
  });

  test('is left to people where the policy says so', async () => {
    await open(policyA().replaceAll('{ roster: kept }', '{ roster: kept, made: by-hand }'));
    await approve({ ...FORM, 群形态: '应用群' });
    expect(await made()).toEqual([]);
  });
});

describe('what stands in the way is a task of HR', () => {
  test('nobody could own it; done, it is tried again', async () => {
    await open();
    await approve({ ...FORM, 群类型: '项目公司工作群', 所属部门: '项目甲公司', 群管理员: '' });
    expect(await tasks()).toMatchObject([{ says: 'owner', state: 'escalated', tell: 'hr', nature: 'task' }]);
    const { chatId, registered } = await show('示范高管议事群');
    expect(registered.kind).toBe('project-company');

    const { admins: _none, endsAtMs: _open, papersUntilMs: _promised, ...line } = registered;
    const admins = [{ userid: 'jiang.xiangmu', appointedBy: '行政人事部', since: '2026-11-26' }];
    const entry = house.file(JSON.stringify({ groups: [{ chatId, ...line, admins }] }), 'entry.yaml');
    await commandsIn(house)('groups', 'register', entry, '--by', 'li.renshi');
    await pressDone();
    await house.until('2026-11-26T09:45:00+08:00');
    expect((await made()).map(({ state }) => state)).toEqual(['made']);
    expect((await tasks()).map(({ closedBecause }) => closedBecause)).toEqual(['fixed']);
  });

  test('a name that is too long', async () => {
    await open();
    await approve({ ...FORM, 群名称: '示'.repeat(51) });
    expect(await tasks()).toMatchObject([{ says: 'name' }]);
  });

  test('WeCom refuses it, and then takes it', async () => {
    await open();
    house.simulator.faults.add({ api: 'appchat/create', kind: 60011, times: 1 });
    await approve();
    await house.until('2026-11-26T09:40:00+08:00');
    expect(await tasks()).toMatchObject([{ says: 'refused', detail: { cause: expect.any(String) } }]);

    await pressDone();
    await house.until('2026-11-26T09:45:00+08:00');
    expect([house.tenant.countGroups('managed'), (await tasks()).map(({ state }) => state)]).toEqual([1, ['closed']]);
  });
});
