import { describe, expect, test } from 'vitest';
import { playing } from '../../../test/wecom/played-client.ts';
import { openApproval } from './open-approval.ts';

const zh = (text: string) => [
  { text: `en ${text}`, lang: 'en' },
  { text, lang: 'zh_CN' },
];
const property = (control: string, id: string, title: string, require = 0) => ({
  control,
  id,
  title: zh(title),
  require,
  un_print: 0,
});

test('a template is its controls, with the columns of a table', async () => {
  const controls = [
    { property: property('Text', 'Text-1', '群名', 1), config: {} },
    {
      property: property('Table', 'Table-1', '明细'),
      config: { table: { children: [{ property: property('Text', 'Text-2', '用途') }] } },
    },
  ];
  const { client } = playing({
    'oa/gettemplatedetail': () => ({ errcode: 0, template_names: [], template_content: { controls } }),
  });

  expect(await openApproval(client).template('3Tk')).toEqual([
    { control: 'Text', id: 'Text-1', title: '群名', required: 'yes', columns: [], about: 'other' },
    {
      control: 'Table',
      id: 'Table-1',
      title: '明细',
      required: 'no',
      about: 'other',
      columns: [{ control: 'Text', id: 'Text-2', title: '用途', required: 'no', columns: [], about: 'other' }],
    },
  ]);
});

describe('handing in', () => {
  const control = {
    control: 'Text',
    id: 'Text-1',
    title: '群名',
    required: 'yes',
    columns: [],
    about: 'other',
  } as const;
  const application = {
    applicant: 'li.renshi',
    templateId: '3Tk',
    fillings: [{ control, text: '第一行\n第二行' }],
    summary: ['一', '二', '这是一行超过二十个字的摘要，后面的字会被去掉', '四'],
  };

  test('leaves the approvers to the template, no line break in a text, three short lines of summary', async () => {
    const { client, asked } = playing({ 'oa/applyevent': () => ({ errcode: 0, sp_no: '202611240001' }) });

    expect(await openApproval(client).apply(application)).toBe('202611240001');
    expect(asked[0]).toMatchObject({
      kind: 'write',
      body: {
        creator_userid: 'li.renshi',
        template_id: '3Tk',
        use_template_approver: 1,
        apply_data: { contents: [{ control: 'Text', id: 'Text-1', value: { text: '第一行 第二行' } }] },
        summary_list: [
          { summary_info: [{ text: '一', lang: 'zh_CN' }] },
          { summary_info: [{ text: '二', lang: 'zh_CN' }] },
          { summary_info: [{ text: '这是一行超过二十个字的摘要，后面的字会被', lang: 'zh_CN' }] },
        ],
      },
    });
  });

  test('is never repeated by itself: it would be two forms', async () => {
    const { client, asked } = playing({ 'oa/applyevent': () => ({ errcode: -1 }) });
    await expect(openApproval(client).apply(application)).rejects.toMatchObject({ errcode: -1 });
    expect(asked).toHaveLength(1);
  });
});

describe('a form', () => {
  const content = (control: string, title: string, value: object) => ({
    control,
    id: `${control}-1`,
    title: zh(title),
    value,
  });
  const noise = { tips: [], members: [], departments: [], files: [], children: [], stat_field: [] };
  const step = (userid: string, sp_status: number, sptime: number) => ({
    approver: { userid },
    speech: '',
    sp_status,
    sptime,
    media_id: [],
  });
  const info = (over: object = {}) => ({
    sp_no: '202611240001',
    sp_name: '建群审批',
    sp_status: 2,
    template_id: '3Tk',
    apply_time: 1_795_312_800,
    applyer: { userid: 'Sun.Jingli', partyid: '5' },
    sp_record: [
      { sp_status: 2, approverattr: 1, details: [step('Wang.Shili', 2, 1_795_316_400)] },
      { sp_status: 2, approverattr: 1, details: [step('li.renshi', 2, 1_795_320_000), step('chen', 1, 0)] },
    ],
    apply_data: { contents: [] },
    ...over,
  });
  const formOf = (over: object = {}) =>
    openApproval(playing({ 'oa/getapprovaldetail': () => ({ errcode: 0, info: info(over) }) }).client).form(
      '202611240001',
    );

  test('is what people filled in, as they would write it', async () => {
    const contents = [
      content('Text', '群名', { text: '示范群', ...noise }),
      content('Selector', '群类型', {
        selector: { type: 'single', options: [{ key: 'option-1', value: zh('高管') }] },
      }),
      content('Contact', '群主', { members: [{ userid: 'Sun.Jingli', name: '孙示例' }] }),
      content('Contact', '归属部门', { departments: [{ openapi_id: '5', name: '营销策划部' }] }),
      content('Date', '到期日', { date: { type: 'day', s_timestamp: '1798732800' } }),
      content('Date', '审批日期', { type: 'day', s_timestamp: '1798732800' }),
      content('Number', '人数', { new_number: '12' }),
      content('File', '附件', { files: [{ file_id: 'x' }] }),
    ];
    const { filled } = await formOf({ apply_data: { contents } });

    expect(filled.map(({ title, text }) => `${title}=${text}`)).toEqual([
      '群名=示范群',
      '群类型=高管',
      '群主=孙示例(Sun.Jingli)',
      '归属部门=营销策划部',
      '到期日=2027-01-01',
      '审批日期=2027-01-01',
      '人数=12',
      '附件=',
    ]);
  });

  test('with a table has its lines', async () => {
    const children = ['甲', '乙'].map((text) => ({ list: [content('Text', '群名', { text })] }));
    expect((await formOf({ apply_data: { contents: [content('Table', '明细', { children })] } })).lines).toEqual([
      [{ title: '群名', text: '甲' }],
      [{ title: '群名', text: '乙' }],
    ]);
  });

  const range = (type: string, from: string, until: string) => ({
    type,
    new_begin: Date.parse(from) / 1_000,
    new_end: Date.parse(until) / 1_000,
    new_duration: 0,
  });
  const vacation = (date_range: object) => ({
    vacation: { selector: { options: [{ value: zh('病假') }] }, attendance: { date_range, type: 1 } },
  });
  const DAYS = range('halfday', '2026-11-26T00:00:00+08:00', '2026-11-27T12:00:00+08:00');

  test.each<[string, object, [string, string, string]]>([
    ['whole days of leave', vacation(DAYS), ['leave', '2026-11-26 00:00', '2026-11-28 00:00']],
    [
      'a morning',
      vacation(range('halfday', '2026-11-26T00:00:00+08:00', '2026-11-26T00:00:00+08:00')),
      ['leave', '2026-11-26 00:00', '2026-11-26 12:00'],
    ],
    [
      'an afternoon',
      vacation(range('halfday', '2026-11-26T12:00:00+08:00', '2026-11-26T12:00:00+08:00')),
      ['leave', '2026-11-26 12:00', '2026-11-27 00:00'],
    ],
    [
      'days that end in their last second',
      {
        attendance: { date_range: range('halfday', '2026-11-26T00:00:00+08:00', '2026-11-27T23:59:59+08:00'), type: 4 },
      },
      ['trip', '2026-11-26 00:00', '2026-11-28 00:00'],
    ],
    [
      'hours of a trip',
      { attendance: { date_range: range('hour', '2026-11-26T14:30:00+08:00', '2026-11-26T16:00:00+08:00'), type: 3 } },
      ['trip', '2026-11-26 14:30', '2026-11-26 16:00'],
    ],
  ])('%s is an absence, and what kind of leave it is stays unread', async (_what, value, [why, from, until]) => {
    const { away, ...form } = await formOf({ apply_data: { contents: [content('Vacation', '请假', value)] } });
    const local = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
    expect(away.map((one) => [one.why, local(one.fromMs), local(one.untilMs)])).toEqual([[why, from, until]]);
    expect(JSON.stringify(form)).not.toContain('病假');
  });

  test.each([
    ['overtime', { attendance: { date_range: DAYS, type: 5 } }],
    ['a corrected punch', { punch_correction: { state: '上班-未打卡', time: 1_795_312_800 } }],
    ['a time that runs backwards', vacation(range('hour', '2026-11-26T16:00:00+08:00', '2026-11-26T14:00:00+08:00'))],
  ])('%s is none', async (_what, value) => {
    expect((await formOf({ apply_data: { contents: [content('Attendance', '假勤', value)] } })).away).toEqual([]);
  });

  test('names who agreed, in order, and when the last one decided', async () => {
    expect(await formOf()).toMatchObject({
      state: 'approved',
      applicant: 'sun.jingli',
      agreedBy: ['wang.shili', 'li.renshi'],
      decidedAtMs: 1_795_320_000_000,
    });
  });

  test.each([
    [1, 'asked'],
    [2, 'approved'],
    [3, 'refused'],
    [4, 'withdrawn'],
    [6, 'revoked'],
    [7, 'deleted'],
    [10, 'approved'],
    [99, 'asked'],
  ])('of status %i is %s', async (sp_status, state) => expect((await formOf({ sp_status })).state).toBe(state));
});

test('a template that asks for leave, a trip or going out is about absences, whatever it is called', async () => {
  const asks = (control: string, type?: number) => ({
    property: property(control, `${control}-1`, '时间'),
    config: type === undefined ? {} : { attendance: { type } },
  });
  const controls = [asks('Vacation'), asks('Attendance', 3), asks('Attendance', 5), asks('Attendance'), asks('Date')];
  const { client } = playing({
    'oa/gettemplatedetail': () => ({ errcode: 0, template_names: [], template_content: { controls } }),
  });
  const template = await openApproval(client).template('3Tk');
  expect(template.map(({ about }) => about)).toEqual(['absence', 'absence', 'other', 'absence', 'other']);
});

test('forms about absences are listed by what they are, of all or of those that were withdrawn afterwards', async () => {
  const { client, asked } = playing({
    'oa/getapprovalinfo': (_asked, times) => ({ errcode: 0, sp_no_list: [`n${times}`] }),
  });
  expect(await openApproval(client).numbersAway('revoked', 0, 1_000)).toEqual(['n1', 'n2', 'n3']);
  expect(asked.map(({ body }) => (body as { filters: unknown }).filters)).toEqual(
    ['1', '3', '4'].map((value) => [
      { key: 'record_type', value },
      { key: 'sp_status', value: '6' },
    ]),
  );
});

describe('numbers of a template', () => {
  const DAY_MS = 86_400_000;

  test('are asked for a month at a time, page by page, with times as texts', async () => {
    const { client, asked } = playing({
      'oa/getapprovalinfo': (_asked, times) =>
        times === 1
          ? { errcode: 0, sp_no_list: ['1', '2'], new_next_cursor: 'more' }
          : { errcode: 0, sp_no_list: [String(times)] },
    });

    expect(await openApproval(client).numbers('3Tk', 0, 31 * DAY_MS)).toEqual(['1', '2', '3']);
    expect(asked.map(({ body }) => body)).toMatchObject([
      { starttime: '0', endtime: String(30 * 86_400), new_cursor: '', filters: [{ key: 'template_id', value: '3Tk' }] },
      { starttime: '0', new_cursor: 'more' },
      { starttime: String(30 * 86_400), endtime: String(31 * 86_400), new_cursor: '' },
    ]);
  });

  test('of too wide a span are asked for in halves, each form once', async () => {
    const { client, asked } = playing({
      'oa/getapprovalinfo': (_asked, times) =>
        times === 1 ? { errcode: 301112 } : { errcode: 0, sp_no_list: ['same', String(times)] },
    });

    expect(await openApproval(client).numbers('3Tk', 0, DAY_MS)).toEqual(['same', '2', '3']);
    expect(asked).toHaveLength(3);
  });
});
