import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mainland, mainlandSource } from '../../test/builders/jurisdiction.ts';
import { RELATIONS } from '../events/person.ts';
import { loadJurisdiction, profileOf } from './load-jurisdiction.ts';
import { MEASURES } from './measures.ts';

describe('the file of mainland China', () => {
  test('is read', () => {
    expect(mainland.jurisdiction).toBe('cn-mainland');
    expect(Object.keys(mainland.measures).sort()).toEqual([...MEASURES].sort());
  });

  test('has money off, and no sanction free', () => {
    const of = (verdict: string) => MEASURES.filter((one) => mainland.measures[one].verdict === verdict);
    expect(of('free')).toEqual(['talk', 'training', 'note']);
    expect(of('blocked-unless-unlocked')).toEqual([
      'public-notice',
      'bonus-cut',
      'deduction',
      'fine',
      'red-packet',
      'dismissal',
    ]);
  });

  test.each(MEASURES.filter((one) => mainland.measures[one].verdict !== 'free'))(
    '%s has a lawful alternative, and asks that the person was heard',
    (measure) => {
      expect(mainland.measures[measure].instead).not.toEqual([]);
      expect(mainland.measures[measure].asks).toContain('statement');
    },
  );

  test.each(['fine', 'red-packet', 'deduction', 'bonus-cut'] as const)(
    '%s has an amendment, and tells counsel',
    (one) => {
      expect(mainland.measures[one].amendment?.zh).toBeTruthy();
      expect(mainland.measures[one].tells).toEqual(['hr', 'counsel']);
    },
  );

  test('has the amendments that its page shows', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/sanctions.md'), 'utf8');
    const amendments = MEASURES.flatMap((one) => mainland.measures[one].amendment?.zh ?? []);
    expect(amendments.filter((words) => !page.includes(words))).toEqual([]);
    expect(amendments).toHaveLength(4);
  });

  test('says which articles nobody has held against a published text', () => {
    const bases = [
      ...Object.values(mainland.measures),
      ...Object.values(mainland.profiles),
      ...Object.values(mainland.regions).flatMap(({ measures }) => Object.values(measures)),
    ].flatMap(({ basis }) => basis);
    const open = bases.filter(({ confirmed }) => !confirmed).map(({ law, article }) => `${law} ${article}`);
    expect([...new Set(open)].sort()).toEqual([
      'civil-code 第九十一条',
      'guangdong-inspection 第五十一条',
      'internships 第十八条',
      'labour-disputes-2 第二十一条',
      'regulation-of-rewards-1982 第十二条',
    ]);
  });

  test.each(MEASURES.flatMap((one) => mainland.measures[one].invites?.zh ?? []))('a member may read: %s', (text) => {
    expect(text).not.toMatch(/违规|违纪|警告|处罚|罚|扣|严禁|通报|黑名单|第\S*次|最后|限期|！/);
  });

  test.each([
    ['regular', 'employee'],
    ['probation', 'employee'],
    ['dispatched', 'dispatched'],
    ['outsourced', 'outsourced'],
    ['advisor', 'outsourced'],
    ['intern', 'intern'],
    ['association-member', 'association-member'],
    ['customer', 'customer'],
    ['system-account', 'account'],
    ['unknown', 'unknown'],
  ] as const)('%s is of profile %s', (relation, profile) => {
    expect(profileOf(mainland, relation)).toBe(mainland.profiles[profile]);
  });

  test('nothing is ever proposed about customers, machines and those of whom nobody knows', () => {
    const nothing = RELATIONS.filter((one) => profileOf(mainland, one).measures.length === 0);
    expect(nothing).toEqual(['customer', 'system-account', 'unknown']);
  });
});

describe('what is wrong with a file is said at its line', () => {
  test.each([
    ['law: order-516', 'law: order-561', 'there is no law named "order-561"', 'did you mean "order-516"?'],
    ['relations: [intern]', 'relations: [customer]', 'nobody says what holds for intern', 'add it to a profile'],
    ['relations: [intern]', 'relations: [intern, regular]', 'regular stands here twice', 'keep one of the two'],
    ['instead: [talk, note]', 'instead: [talk, fine]', 'fine is no lawful alternative', 'name a measure that'],
    ['instead: [talk, note]', 'instead: [talk, removal]', 'removal is no lawful alternative', 'name a measure that'],
    ['与劳动报酬不挂钩。', '并罚款 50 元。', 'the amendment threatens money itself', 'say what happens instead'],
    ['    verdict: free', '    verdikt: free', 'there is no such key', 'did you mean "verdict"?'],
    ['readOn: 2026-11-22', 'readOn: today', 'is not a date', 'write it as 2026-09-01'],
    ['  talk:\n', '  chat:\n', '', ''],
  ])('%s → %s', (from, to, message, remedy) => {
    const changed = mainlandSource.replace(from, to);
    const result = loadJurisdiction(changed, 'x.yaml');
    const problems = 'problems' in result ? result.problems : [];
    const line = mainlandSource.slice(0, mainlandSource.indexOf(from)).split('\n').length;

    expect(problems.some((one) => one.message.includes(message) && one.remedy.includes(remedy))).toBe(true);
    expect(problems.every((one) => one.line > 0 && one.file === 'x.yaml')).toBe(true);
    if (/law|twice|alternative|date/.test(message)) expect(problems.map((one) => one.line)).toContain(line);
  });

  test('no YAML at all', () => {
    expect(loadJurisdiction('- a: &x 1\n', 'x.yaml')).toMatchObject({ problems: [{ line: 1 }] });
  });
});
