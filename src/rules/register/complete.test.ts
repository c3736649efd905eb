import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup, anAppointment, aRegistered } from '../../../test/builders/group.ts';
import type { Registered } from '../../events/group.ts';
import type { Outcome } from '../rule.ts';
import { complete } from './complete.ts';

const day = 86_400_000;
const spoken = (outcome: Outcome): string =>
  outcome.kind === 'unseen' ? `unseen ${outcome.reason}` : `${outcome.kind} ${outcome.says} to ${outcome.tell}`;

test.each<readonly [string, Partial<Registered>, string]>([
  ['purpose', { purpose: '项目沟通' }, 'fine'],
  ['purpose', { purpose: '' }, 'breach no-purpose to hr'],
  ['purpose', { purpose: '　' }, 'breach no-purpose to hr'],
  ['purpose', { purpose: '。。。' }, 'breach no-purpose to hr'],
  ['purpose', { purpose: '暂无' }, 'breach no-purpose to hr'],
  ['purpose', { purpose: '待 定' }, 'breach no-purpose to hr'],
  ['purpose', { purpose: '无人机项目' }, 'fine'],
  ['kind', { kind: 'marketing' }, 'fine'],
  ['kind', { kind: '' }, 'breach no-kind to hr'],
  ['ownerDepartment', { ownerDepartment: '财务部' }, 'fine'],
  ['ownerDepartment', { ownerDepartment: '-' }, 'breach no-owner-department to hr'],
  ['admins', {}, 'fine'],
  ['admins', { admins: [] }, 'breach no-admins to hr'],
  ['admins', { admins: [anAppointment({ untilMs: thursdayMs })] }, 'breach no-admins to hr'],
  ['admins', { admins: [anAppointment({ sinceMs: thursdayMs + 1 })] }, 'breach no-admins to hr'],
  ['admins', { admins: [anAppointment({ sinceMs: thursdayMs, untilMs: thursdayMs + 1 })] }, 'fine'],
  ['endDate', { endsAtMs: thursdayMs - day }, 'fine'],
  ['endDate', { endsAtMs: null }, 'breach no-end-date to hr'],
])('%s: %j is %s', (field, over, expected) => {
  const settings = complete.settings.parse({ fields: [field] });

  const said = complete.judge(facts({ registered: aRegistered(over) }), settings);

  expect(said.map(spoken).join() || 'fine').toBe(expected);
});

test.each<readonly [string, object, object, string]>([
  ['a word that the company calls empty', { emptyWords: ['略'] }, { purpose: '略' }, 'breach no-purpose to hr'],
  ['a word that it does not call so', { emptyWords: ['略'] }, { purpose: '暂无' }, 'fine'],
  ['only recommended', { strength: 'advised' }, { purpose: '' }, 'task no-purpose to hr'],
  ['in the first days', { graceDays: 3 }, { purpose: '' }, 'fine'],
  ['after the first days', { graceDays: 2 }, { purpose: '' }, 'breach no-purpose to hr'],
])('%s', (_name, over, line, expected) => {
  const settings = complete.settings.parse({ fields: ['purpose'], ...over });
  const group = aGroup({ createdAtMs: thursdayMs - 2 * day });

  const said = complete.judge(facts({ group, registered: aRegistered(line) }), settings);

  expect(said.map(spoken).join() || 'fine').toBe(expected);
});

test('each empty field is a matter of its own', () => {
  const settings = complete.settings.parse({ fields: ['purpose', 'endDate'] });

  const said = complete.judge(facts({ registered: aRegistered({ purpose: '' }) }), settings);

  expect(said.map((one) => (one.kind === 'unseen' ? '' : one.window))).toEqual(['purpose', 'endDate']);
});

test('a name that WeCom does not show is not called missing; the rest still is', () => {
  const settings = complete.settings.parse({ fields: ['name', 'purpose'] });
  const unseen = new Map([['owner', 'internal-group']] as const);
  const group = aGroup({ name: '' });

  const said = complete.judge(facts({ group, unseen, registered: aRegistered({ purpose: '' }) }), settings);

  expect(said.map(spoken)).toEqual(['unseen internal-group', 'breach no-purpose to hr']);
});

test('without an entry nothing is said', () => {
  const settings = complete.settings.parse({ fields: ['purpose'] });

  expect(complete.judge(facts({ registered: null }), settings).map(spoken)).toEqual(['unseen no-entry']);
});

test('two languages say what has to be filled', () => {
  expect(complete.inWords(complete.settings.parse({ fields: ['kind', 'endDate'], graceDays: 5 }))).toEqual({
    zh: '登记册写明：类别（应加和可加人员）、结束日期（建群后 5 天内补齐）',
    en: 'the register says: kind (who belongs), end date (within 5 days of its creation)',
  });
});
