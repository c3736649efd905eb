import { expect, test } from 'vitest';
import { aDepartment, aDirectory, aPerson } from '../../test/builders/person.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { employersUnder } from './employers.ts';

const HR = aDepartment({ id: 2, name: '人资中心' });
const LEGAL = aDepartment({ id: 3, name: '法务部' });
const OTHERS = aDepartment({ id: 4, name: '咨询一部' });
const clerk = aPerson({ userid: 'ke.yuan', departments: [2] });
const head = aPerson({ userid: 'zhou.renzi', departments: [2], leaderIn: [2] });
const lawyer = aPerson({ userid: 'lv.fawu', departments: [3] });
const boss = aPerson({ userid: 'han.zongcai', position: '总经理' });
const gone = aPerson({ userid: 'yi.li', position: '总经理', status: 'left', leftAtMs: 1 });
const leader = aPerson({ userid: 'wu.lingdao', departments: [4], leaderIn: [4] });

const OFFICES = '\nroles:\n  managers:';
const named = (...lines: readonly string[]) =>
  foundingPolicy('drucker-consulting', [OFFICES, `\n${lines.map((line) => `  ${line}\n`).join('')}${OFFICES}`]);

test.each([
  ['the offices that are named for it', named('counsel: { name: 法务, who: { department: 法务部 } }'), ['lv.fawu']],
  [
    'both of them',
    named(
      'hr-head: { name: 人资负责人, who: { userid: ke.yuan } }',
      'counsel: { name: 法务, who: { department: 法务部 } }',
    ),
    ['ke.yuan', 'lv.fawu'],
  ],
  ['whoever leads the office', foundingPolicy('drucker-consulting'), ['zhou.renzi']],
  ['an office that is nobody now', named('counsel: { name: 法务, who: { department: 审计部 } }'), ['zhou.renzi']],
])('%s', (_says, policy, expected) => {
  const directory = aDirectory({
    persons: [clerk, head, lawyer, boss, leader],
    departments: [HR, LEGAL, OTHERS],
  });
  expect(employersUnder(policy, directory)).toEqual(expected);
});

test('without a leader of the office the last instance, who is with the company', () => {
  const directory = aDirectory({ persons: [clerk, boss, gone, leader], departments: [HR, OTHERS] });
  expect(employersUnder(foundingPolicy('drucker-consulting'), directory)).toEqual(['han.zongcai']);
});

test('never just anybody of the office', () => {
  const directory = aDirectory({ persons: [clerk, leader], departments: [HR, OTHERS] });
  expect(employersUnder(foundingPolicy('drucker-consulting'), directory)).toEqual([]);
});
