import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveIn } from '../../../simulator/worlds/move-in.ts';
import { settleSmall } from '../../../simulator/worlds/small.ts';
import { commandsIn, type Said } from '../../../test/command-line.ts';
import { type House, openHouse } from '../../../test/house.ts';
import { writeSheet } from '../sheet/sheet.ts';

let house: House;
let run: (...args: string[]) => Promise<Said>;
const dir = mkdtempSync(join(tmpdir(), 'qungui-forms-'));
const by = ['--by', 'li.renshi'] as const;
const SHEET = [
  ['群名', '群形态', '群类型', '归属部门', '用途', '群主', '审批人', '审批编号', '审批日期'],
  ['示范高管一群', '内部群', '高管', '行政人事部', '高管沟通', '孙示例', '总裁', '〔2019〕3号', '2019-03-01'],
  ['示范高管二群', '内部群', '高管', '行政人事部', '高管沟通', '孙示例', '', '', ''],
];
const text = (id: string, title: string, required?: true) =>
  ({ control: 'Text', id: `Text-${id}`, title, ...(required && { required }) }) as const;

beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-25T10:00:00+08:00' });
  const world = await settleSmall(house.tenant);
  await house.tenant.withoutCallbacks(async () => {
    await house.tenant.hire({ userid: 'wang.shili', name: '王示例', department: 1, position: '总裁' });
  });
  const policy = readFileSync('policies/chongqing-industrial.yaml', 'utf8');
  await moveIn(house.deps, house.corp, world, policy, 'li.renshi', house.idle);
  run = commandsIn(house);
  const file = join(dir, 'old.xlsx');
  writeFileSync(file, writeSheet(SHEET, { as: 'xlsx' }).bytes);
  await run('groups', 'import', file, ...by);
  house.tenant.addApprovalTemplate({
    id: '3TkGroups',
    name: '建群审批',
    approvers: ['wang.shili'],
    controls: [
      text('1', '群名称', true),
      text('2', '群类型'),
      text('3', '所属部门'),
      text('4', '建群用途'),
      text('5', '群形态'),
      text('6', '群主'),
      { control: 'Textarea', id: 'Textarea-1', title: '说明' },
    ],
  });
  house.tenant.addApprovalTemplate({
    id: '3TkLeave',
    name: '请假',
    approvers: ['li.renshi'],
    controls: [text('1', '事由')],
  });
  const list = join(dir, 'templates.yaml');
  writeFileSync(list, 'entries:\n  - { key: 3TkGroups, name: 建群审批 }\n');
  await run('lists', 'set', 'approval-templates', list, ...by);
}, 60_000);
afterAll(async () => {
  await house.close();
  rmSync(dir, { recursive: true });
});

const requests = () =>
  house.inCorp((tx) => tx.approvalRequest.findMany({ where: { corp: house.corp }, orderBy: { number: 'asc' } }));
const entryOf = async (name: string) => {
  const { out } = await run('groups', 'show', name, '--json');
  return JSON.parse(out).registered ?? null;
};

describe('one form about several groups that we hand in', () => {
  let number = '';

  test('names them all, in somebody’s name, and asks whom the template names', async () => {
    const { out, err } = await run(
      'inventory',
      'approval',
      '示范高管一群',
      '示范高管二群',
      '--template',
      '3TkGroups',
      '--json',
      ...by,
    );
    expect(err).toBe('');
    number = JSON.parse(out).number;
    const [form] = house.tenant.forms();

    expect(form).toMatchObject({ number, applicant: 'li.renshi', status: 1 });
    expect(form?.contents.map(({ value }) => (value as { text: string }).text)).toEqual(
      expect.arrayContaining(['示范高管一群、示范高管二群', expect.stringContaining('原批件 〔2019〕3号 2019-03-01')]),
    );
    expect(await requests()).toMatchObject([{ number, state: 'asked', startedBy: 'qungui', applicant: 'li.renshi' }]);
  });

  test('registers nothing while it waits', async () => {
    await house.idle();
    expect(await entryOf('示范高管二群')).toMatchObject({ approval: null });
  });

  test('approved, it is their approval; an old paper stays and names the form that confirmed it', async () => {
    await house.tenant.decideForm(number, 'wang.shili', 'agree');
    await house.idle();

    expect((await entryOf('示范高管二群')).approval).toEqual({ by: '王示例（总裁）', number, date: '2026-11-25' });
    expect((await entryOf('示范高管一群')).approval).toEqual({
      by: '总裁',
      number: '〔2019〕3号',
      date: '2019-03-01',
      scan: `审批 ${number}`,
    });
    expect(await requests()).toMatchObject([{ state: 'approved', trouble: null }]);
  });

  test('the trail has one entry for both, signed by who agreed', async () => {
    const rows = await house.inCorp((tx) =>
      tx.auditRecord.findMany({
        where: { corp: house.corp, kind: { in: ['register-confirmed', 'approval-moved'] } },
        orderBy: { seq: 'asc' },
      }),
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['approval-moved', 'approval-moved', 'register-confirmed']);
  });

  test('withdrawn afterwards it is recorded, and what is registered stays for HR to see to', async () => {
    await house.tenant.withdrawForm(number);
    await house.idle();
    expect(await requests()).toMatchObject([{ state: 'revoked' }]);
    expect((await entryOf('示范高管二群')).approval).toMatchObject({ number });
  });
});

describe('a form that a person hands in', () => {
  const newGroup = {
    群名称: '示范项目公司工作群',
    群类型: '项目公司工作群',
    所属部门: '行政人事部',
    建群用途: '项目协作',
    群形态: '应用群',
    群主: '孙示例',
  };

  test('approved, it registers the group', async () => {
    const number = await house.tenant.handIn('sun.jingli', '3TkGroups', newGroup);
    await house.idle();
    expect((await requests()).at(-1)).toMatchObject({
      number,
      state: 'asked',
      startedBy: 'person',
      applicant: 'sun.jingli',
    });

    await house.tenant.decideForm(number, 'wang.shili', 'agree');
    await house.idle();
    expect(await entryOf('示范项目公司工作群')).toMatchObject({
      kind: 'project-company',
      ownerDepartment: '行政人事部',
      purpose: '项目协作',
      approval: { by: '王示例（总裁）', number, date: '2026-11-25' },
    });
  });

  test('refused or taken back, it is recorded and registers nothing', async () => {
    const refused = await house.tenant.handIn('sun.jingli', '3TkGroups', { ...newGroup, 群名称: '示范未准群' });
    await house.tenant.decideForm(refused, 'wang.shili', 'refuse');
    const back = await house.tenant.handIn('sun.jingli', '3TkGroups', { ...newGroup, 群名称: '示范撤回群' });
    await house.tenant.withdrawForm(back);
    await house.idle();

    const states = new Map((await requests()).map((row) => [row.number, row.state]));
    expect([states.get(refused), states.get(back)]).toEqual(['refused', 'withdrawn']);
    expect((await run('groups', 'show', '示范未准群')).exit).toBe(2);
  });

  test('of whose approval nobody told us is read within the hour, once', async () => {
    const silent = (work: () => Promise<unknown>) => house.tenant.withoutCallbacks(async () => void (await work()));
    const late = { ...newGroup, 群名称: '示范迟到群', 群形态: '内部群' };
    const heard = await house.tenant.handIn('sun.jingli', '3TkGroups', { ...late, 群名称: '示范半路群' });
    await house.idle();
    let unheard = '';
    await silent(async () => {
      unheard = await house.tenant.handIn('sun.jingli', '3TkGroups', late);
      await house.tenant.decideForm(unheard, 'wang.shili', 'agree');
      await house.tenant.decideForm(heard, 'wang.shili', 'agree');
    });
    await house.until('2026-11-25T11:30:00+08:00');
    const calls = () => house.simulator.stats().api['oa/getapprovaldetail']?.calls ?? 0;
    const before = calls();
    await house.until('2026-11-25T12:30:00+08:00');

    const states = new Map((await requests()).map((row) => [row.number, row.state]));
    expect([states.get(heard), states.get(unheard)]).toEqual(['approved', 'approved']);
    expect((await entryOf('示范迟到群')).approval.number).toBe(unheard);
    expect(calls()).toBe(before);
  });

  test('that says too little says so', async () => {
    const number = await house.tenant.handIn('sun.jingli', '3TkGroups', {
      群名称: '示范缺项群',
      群形态: '内部群',
      群主: '王无人',
    });
    await house.tenant.decideForm(number, 'wang.shili', 'agree');
    await house.idle();
    const row = (await requests()).find((one) => one.number === number);
    expect(row).toMatchObject({ state: 'approved', trouble: expect.stringContaining('王无人') });
  });

  test('of another template is not even read', async () => {
    const calls = () => house.simulator.stats().api['oa/getapprovaldetail']?.calls ?? 0;
    const before = calls();
    const number = await house.tenant.handIn('sun.jingli', '3TkLeave', { 事由: '看病' });
    await house.tenant.decideForm(number, 'li.renshi', 'agree');
    await house.idle();

    expect(calls()).toBe(before);
    expect((await requests()).filter((one) => one.number === number)).toEqual([]);
  });
});

describe('a form of which WeCom’s answer was lost', () => {
  const handIn = () => run('inventory', 'approval', '示范高管二群', '--template', '3TkGroups', ...by);
  const asking = async () => (await requests()).filter(({ state }) => state === 'asking');

  test('is the one that is found there: one row, as we handed it in', async () => {
    house.simulator.faults.add({ api: 'oa/applyevent', kind: 'http502', effect: 'happens', times: 1 });
    const before = (await requests()).length;
    expect((await handIn()).exit).not.toBe(0);
    expect(await asking()).toMatchObject([{ number: null, startedBy: 'qungui' }]);

    const number = house.tenant.forms().at(-1)?.number ?? '';
    await house.tenant.decideForm(number, 'wang.shili', 'agree');
    await house.idle();
    expect(await asking()).toEqual([]);
    expect((await requests()).slice(before)).toMatchObject([{ number, state: 'approved', startedBy: 'qungui' }]);
    expect((await house.trail('approval-moved')).at(-1)).toMatchObject({ from: 'asking', to: 'approved' });
  });

  test('that never came there stays for a person to see, and takes no other form for its own', async () => {
    house.simulator.faults.add({ api: 'oa/applyevent', kind: 'http502', times: 1 });
    await handIn();
    const number = await house.tenant.handIn('li.renshi', '3TkGroups', { 群名称: '示范别的群', 群形态: '内部群' });
    await house.idle();

    expect(await asking()).toMatchObject([{ number: null }]);
    const row = (await requests()).find((one) => one.number === number);
    expect(row).toMatchObject({ startedBy: 'person', state: 'asked' });
  });
});

describe('what cannot be handed in', () => {
  test.each<readonly [string, string[], string]>([
    ['a group of nobody', ['示范不存在群', '--template', '3TkGroups'], 'not exactly one group is 示范不存在群'],
    ['a template of nobody', ['示范高管二群', '--template', '3TkNone'], '301025'],
    [
      'a template whose duties we cannot fill',
      ['示范高管二群', '--template', '3TkStrict'],
      'the template asks for 预算',
    ],
  ])('%s', async (_name, args, why) => {
    house.tenant.addApprovalTemplate({
      id: '3TkStrict',
      name: '严',
      approvers: [],
      controls: [text('9', '预算', true)],
    });
    const { exit, err } = await run('inventory', 'approval', ...args, ...by);
    expect(exit).not.toBe(0);
    expect(err).toContain(why);
  });

  test('what WeCom refused is on record as refused, with its code', async () => {
    house.tenant.addApprovalTemplate({
      id: '3TkTable',
      name: '明细',
      approvers: [],
      controls: [
        { control: 'Table', id: 'Table-1', title: '明细', columns: [text('1', '群名', true), text('2', '编号', true)] },
      ],
    });
    const { err } = await run('inventory', 'approval', '示范高管二群', '--template', '3TkTable', ...by);
    expect(err).toContain('301025');
    const row = (await requests()).find((one) => one.templateId === '3TkTable');
    expect(row).toMatchObject({ state: 'refused', number: null, trouble: 'E-WECOM-301025' });
  });

  test('an app that is not callable is told so', async () => {
    await house.tenant.configureApp({ approvalCallable: false });
    const { err } = await run('inventory', 'approval', '示范高管二群', '--template', '3TkGroups', ...by);
    expect(err).toContain('301055');
  });
});
