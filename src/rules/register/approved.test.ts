import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup, anOutsider, aRegistered } from '../../../test/builders/group.ts';
import { aPerson } from '../../../test/builders/person.ts';
import type { Approval } from '../../events/group.ts';
import type { Outcome } from '../rule.ts';
import { approved } from './approved.ts';

const day = 86_400_000;
const ok: Approval = { by: '总裁', number: '2026-001', date: '2026-11-01' };
const spoken = (outcome: Outcome): string =>
  outcome.kind === 'unseen' ? `unseen ${outcome.reason}` : `${outcome.kind} ${outcome.says} to ${outcome.tell}`;

const president = aPerson({ name: '王示例', userid: 'wang', position: '总裁' });

test.each<readonly [string, object, Partial<Approval> | null, string]>([
  ['anything will do', {}, { by: '' }, 'fine'],
  ['nothing on record', {}, null, 'breach no-approval to hr'],
  ['nothing on record, recommended', { need: 'advised' }, null, 'task no-approval to hr'],
  ['nothing on record, not needed', { need: 'none' }, null, 'fine'],
  ['the right word', { by: ['总裁'] }, {}, 'fine'],
  ['one of two words', { by: ['董事长', '总裁'] }, {}, 'fine'],
  ['name and title', { by: ['总裁'] }, { by: '王示例（总裁）' }, 'fine'],
  ['title and name', { by: ['总裁'] }, { by: '总裁/王示例' }, 'fine'],
  ['in traditional characters', { by: ['总裁'] }, { by: '總裁' }, 'fine'],
  ['full width and spaces', { by: ['HR中心'] }, { by: ' ＨＲ 中心 ' }, 'fine'],
  ['a longer title', { by: ['总裁'] }, { by: '常务副总裁' }, 'breach approved-by-other to hr'],
  ['another word', { by: ['总裁'] }, { by: '营销副总' }, 'breach approved-by-other to hr'],
  ['an empty word', { by: ['总裁'] }, { by: '' }, 'breach approved-by-other to hr'],
  ['the name of who holds the title', { who: { title: '总裁' } }, { by: '王示例' }, 'fine'],
  ['his account', { who: { title: '总裁' } }, { by: 'WANG' }, 'fine'],
  ['the name of somebody else', { who: { title: '总裁' } }, { by: '李样本' }, 'breach approved-by-other to hr'],
  ['both of two levels', { by: ['部门负责人', '秘书处'], signatures: 'all' }, { by: '部门负责人、秘书处' }, 'fine'],
  [
    'one of two levels',
    { by: ['部门负责人', '秘书处'], signatures: 'all' },
    { by: '秘书处' },
    'breach approved-by-other to hr',
  ],
  ['number and date', { evidence: ['number', 'date'] }, {}, 'fine'],
  ['no number', { evidence: ['number'] }, { number: '' }, 'breach approval-incomplete to hr'],
  ['no number, not asked for', { evidence: ['date'] }, { number: '' }, 'fine'],
  ['no date', { evidence: ['number', 'date'] }, { date: ' ' }, 'breach approval-incomplete to hr'],
  ['no scan', { evidence: ['scan'] }, {}, 'breach approval-incomplete to hr'],
  ['a scan', { evidence: ['scan'] }, { scan: 'A-17' }, 'fine'],
  ['fewer members than count', { fromMembers: 3 }, null, 'fine'],
  ['as many members as count', { fromMembers: 2 }, null, 'breach no-approval to hr'],
])('approval: %s', (_name, approval, record, expected) => {
  const settings = approved.settings.parse({ approval });
  const registered = aRegistered({ approval: record && { ...ok, ...record } });
  const members = [anOutsider(), anOutsider()];

  const said = approved.judge(
    facts({ registered, members, persons: [president, aPerson({ name: '李样本' })] }),
    settings,
  );

  expect(said.map(spoken).join() || 'fine').toBe(expected);
});

test.each<readonly [string, object, Approval | null, Approval | null, string]>([
  ['both are there', {}, ok, ok, ''],
  ['both are missing', {}, null, null, 'no-approval approval,no-filing filing'],
  ['the filing is missing', {}, ok, null, 'no-filing filing'],
  ['either: both are missing', { together: 'either' }, null, null, 'neither approval'],
  ['either: one is there', { together: 'either' }, null, ok, ''],
  [
    'either: one is there, by somebody else',
    { together: 'either' },
    null,
    { ...ok, by: '财务部' },
    'filed-with-other filing',
  ],
  ['either: one is wrong, one is fine', { together: 'either', approval: { by: ['董事长'] } }, ok, ok, ''],
])('together: %s', (_name, over, approval, filing, expected) => {
  const settings = approved.settings.parse({ filing: { by: ['总裁'] }, ...over });

  const said = approved.judge(facts({ registered: aRegistered({ approval, filing }) }), settings);

  expect(said.map((one) => (one.kind === 'unseen' ? one.reason : `${one.says} ${one.window}`)).join()).toBe(expected);
});

test.each<readonly [string, object, number | null, number]>([
  ['within the days', { graceDays: 5 }, thursdayMs - 5 * day + 1, 0],
  ['when the days are over', { graceDays: 5 }, thursdayMs - 5 * day, 1],
  ['when nobody knows the day of creation', { graceDays: 5 }, null, 1],
  ['an existing group in its time', { existing: { before: '2026-09-01', until: '2026-11-26' } }, 0, 0],
  ['an existing group, its time over', { existing: { before: '2026-09-01', until: '2026-11-25' } }, 0, 1],
  [
    'a new group beside existing ones',
    { existing: { before: '2026-09-01', until: '2026-12-31' } },
    thursdayMs - day,
    1,
  ],
  ['an undated group counts as existing', { existing: { before: '2026-09-01', until: '2026-12-31' } }, null, 0],
])('time to catch up: %s', (_name, over, createdAtMs, found) => {
  const registered = aRegistered({ approval: null });

  const said = approved.judge(facts({ registered, group: aGroup({ createdAtMs }) }), approved.settings.parse(over));

  expect(said).toHaveLength(found);
});

test.each([
  ['before the day until which the inventory took papers', thursdayMs + 1, 0],
  ['on it', thursdayMs, 1],
])('old papers: %s', (_name, papersUntilMs, found) => {
  const registered = aRegistered({ approval: null, papersUntilMs });

  expect(approved.judge(facts({ registered }), approved.settings.parse({}))).toHaveLength(found);
});

test('what is lacking is said', () => {
  const settings = approved.settings.parse({ approval: { evidence: ['number', 'date', 'scan'] } });
  const registered = aRegistered({ approval: { ...ok, number: '' } });

  expect(approved.judge(facts({ registered }), settings)).toMatchObject([{ detail: { lacks: '编号、扫描件' } }]);
});

test('what the register says is harmless in the sentence', () => {
  const settings = approved.settings.parse({ approval: { by: ['总裁'] } });
  const registered = aRegistered({ approval: { ...ok, by: '<b>{by}</b>\u202e' } });

  expect(approved.judge(facts({ registered }), settings)).toMatchObject([
    { detail: { by: '总裁', now: '＜b＞｛by｝＜/b＞' } },
  ]);
});

test('without an entry or, where size counts, without a roster nothing is said', () => {
  const bySize = approved.settings.parse({ approval: { fromMembers: 200 } });
  const hidden = facts({
    unseen: new Map([['roster', 'internal-group']]),
    registered: aRegistered({ approval: null }),
  });

  expect(approved.judge(facts({ registered: null }), bySize).map(spoken)).toEqual(['unseen no-entry']);
  expect(approved.judge(hidden, bySize).map(spoken)).toEqual(['unseen internal-group']);
  expect(approved.judge(hidden, approved.settings.parse({})).map(spoken)).toEqual(['breach no-approval to hr']);
});

test('two languages say what is asked', () => {
  const settings = approved.settings.parse({
    approval: { by: ['营销副总'] },
    filing: { by: ['行政人事部'], fromMembers: 200 },
    graceDays: 5,
  });

  expect(approved.inWords(settings)).toEqual({
    zh: '登记册有记录：建群须经审批（营销副总），满 200 人的群须备案（行政人事部）（建群后 5 天内补齐）',
    en: 'on record: approved (营销副总), filed (行政人事部) from 200 members on (within 5 days of its creation)',
  });
});
