import { beforeEach, describe, expect, test } from 'vitest';
import { type OpenStage, openStage } from '../testing/open-stage.ts';

let stage: OpenStage;
const words = [{ summary_info: [{ text: '群登记', lang: 'zh_CN' }] }];
const form = (over: object = {}) => ({
  creator_userid: 'li.yangben',
  template_id: '3Tk',
  use_template_approver: 1,
  apply_data: { contents: [{ control: 'Text', id: 'Text-1', value: { text: '示范群' } }] },
  summary_list: words,
  ...over,
});

beforeEach(async () => {
  stage = await openStage();
  stage.tenant.addApprovalTemplate({
    id: '3Tk',
    name: '建群审批',
    approvers: ['zhou.renshi', 'li.yangben'],
    controls: [
      { control: 'Text', id: 'Text-1', title: '群名', required: true },
      { control: 'Table', id: 'Table-1', title: '明细', columns: [{ control: 'Text', id: 'Text-2', title: '用途' }] },
    ],
  });
});

describe('oa/applyevent', () => {
  test('hands a form in under the number of the day', async () => {
    expect(await stage.call('oa/applyevent', form())).toMatchObject({ errcode: 0, sp_no: '202611260001' });
  });

  const content = (value: object, id = 'Text-1', control = 'Text') => ({
    apply_data: { contents: [{ control, id, value }] },
  });
  const named = { control: 'Text', id: 'Text-1', value: { text: '示范群' } };
  const table = (children: unknown) => ({
    apply_data: { contents: [named, { control: 'Table', id: 'Table-1', value: { children } }] },
  });
  test.each<readonly [string, object, number]>([
    ['somebody the app does not see', { creator_userid: 'nobody' }, 301055],
    ['no template', { template_id: '3TkNone' }, 301025],
    ['a required control without value', { apply_data: { contents: [] } }, 301025],
    ['an empty value', content({ text: '' }), 301025],
    ['a control of another template', content({ text: 'x' }, 'Text-9'), 301025],
    ['a line break in a text', content({ text: 'a\nb' }), 301025],
    ['a table without lines', table([]), 301025],
    ['a line without its columns', table([{ list: [] }]), 301025],
    ['no summary', { summary_list: [] }, 301025],
    ['four lines of summary', { summary_list: [words, words, words, words].flat() }, 301025],
    ['another language', { summary_list: [{ summary_info: [{ text: 'x', lang: 'zh-CN' }] }] }, 301025],
    ['nobody to approve', { use_template_approver: 0 }, 301025],
  ])('refuses %s', async (_name, over, errcode) => {
    expect(await stage.call('oa/applyevent', form(over))).toMatchObject({ errcode });
  });

  test('is not for an app that may not call it', async () => {
    await stage.tenant.configureApp({ approvalCallable: false });
    expect(await stage.call('oa/applyevent', form())).toMatchObject({ errcode: 301055 });
  });
});

test('a decision is called back, and the detail says who agreed', async () => {
  const { sp_no: number } = (await stage.call('oa/applyevent', form())) as unknown as { sp_no: string };
  await stage.tenant.decideForm(number, 'zhou.renshi', 'agree');
  await expect(stage.tenant.decideForm(number, 'zhou.renshi', 'agree')).rejects.toThrow(/nothing to decide/);
  await stage.tenant.decideForm(number, 'li.yangben', 'agree');
  await stage.simulator.idle();

  const events = stage.app.received.map(({ event }) => event).filter(({ Event }) => Event === 'sys_approval_change');
  expect(events.map(({ ApprovalInfo }) => ApprovalInfo)).toMatchObject([
    { SpNoStr: number, SpStatus: '1', StatuChangeEvent: '2' },
    { SpNoStr: number, SpStatus: '2', StatuChangeEvent: '2' },
  ]);
  const { info } = await stage.call('oa/getapprovaldetail', { sp_no: number });
  expect(info).toMatchObject({ sp_no: number, sp_status: 2, applyer: { userid: 'li.yangben' } });
});

test('what is taken back before and after is told apart', async () => {
  const early = await stage.tenant.handIn('qian.xiaoshou', '3Tk', { 群名: '示范群' });
  await stage.tenant.withdrawForm(early);
  const late = await stage.tenant.handIn('qian.xiaoshou', '3Tk', { 群名: '示范群' });
  await stage.tenant.decideForm(late, 'zhou.renshi', 'agree');
  await stage.tenant.decideForm(late, 'li.yangben', 'agree');
  await stage.tenant.withdrawForm(late);

  expect(stage.tenant.forms().map(({ status }) => status)).toEqual([4, 6]);
});

describe('oa/getapprovalinfo', () => {
  const secondsAt = (day: string) => String(Date.parse(`${day}T00:00:00+08:00`) / 1_000);
  const day = { starttime: secondsAt('2026-11-26'), endtime: secondsAt('2026-11-27'), new_cursor: '', size: 100 };
  const numbers = (over: object = {}) => stage.call('oa/getapprovalinfo', { ...day, ...over });

  test('lists what was handed in, by template and state, a page at a time', async () => {
    const { sp_no: first } = await stage.call('oa/applyevent', form());
    const { sp_no: second } = await stage.call('oa/applyevent', form());
    const page = await numbers({ size: 1 });

    expect(page).toMatchObject({ errcode: 0, sp_no_list: [first] });
    expect(await numbers({ size: 1, new_cursor: page.new_next_cursor })).toMatchObject({ sp_no_list: [second] });
    expect(await numbers({ filters: [{ key: 'template_id', value: '3Tk' }] })).not.toHaveProperty('new_next_cursor');
    expect(await numbers({ filters: [{ key: 'sp_status', value: '2' }] })).toMatchObject({ sp_no_list: [] });
  });

  test.each<readonly [string, object]>([
    ['more than 31 days', { starttime: secondsAt('2026-10-26') }],
    ['no span', { endtime: secondsAt('2026-11-26') }],
    ['more than 100 a page', { size: 101 }],
    ['one filter twice', { filters: [1, 2].map((value) => ({ key: 'template_id', value: String(value) })) }],
  ])('refuses %s', async (_name, over) => {
    expect(await numbers(over)).toMatchObject({ errcode: 301025 });
  });
});
