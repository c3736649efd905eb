import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { loadPolicy } from './load.ts';
import { decidingOffices, supervisingOffice } from './supervising-office.ts';

const shipped = readFileSync('policies/chongqing-industrial.yaml', 'utf8');
const MARKETING = '    adminsFrom: marketing-manager\n';
const amended = (from: string, to: string) => foundingPolicy('chongqing-industrial', [from, to]);

describe('the office that looks after groups of a kind', () => {
  test.each([
    ['headquarters', 'supervising'],
    ['executive', 'supervising'],
    ['marketing', 'supervising'],
    ['project-company', 'project-supervising'],
    ['no-such-kind', 'supervising'],
    [null, 'supervising'],
  ])('of policy A: %s is looked after by %s', (kind, office) =>
    expect(supervisingOffice(foundingPolicy('chongqing-industrial'), kind)).toBe(office),
  );

  test.each([
    ['is the one that the kind names', `${MARKETING}    supervisedBy: project-supervising\n`, 'project-supervising'],
    ['else the one that appoints its admins', '    adminsFrom: project-supervising\n', 'project-supervising'],
    [
      'the kind’s own word before who appoints',
      '    adminsFrom: project-supervising\n    supervisedBy: supervising\n',
      'supervising',
    ],
    ['no office of another duty', '    adminsFrom: it\n', 'supervising'],
    ['no role', MARKETING, 'supervising'],
    ['HR alone, where the kind says so', `${MARKETING}    supervisedBy: hr\n`, 'hr'],
  ])('%s', (_, lines, office) => expect(supervisingOffice(amended(MARKETING, lines), 'marketing')).toBe(office));

  test('else the one it is filed with', () => {
    const policy = amended('    filedWith: hr\n', '    filedWith: project-supervising\n');
    expect(supervisingOffice(policy, 'marketing')).toBe('project-supervising');
  });

  test('decides beside HR, who always may', () => {
    const policy = foundingPolicy('chongqing-industrial');
    for (const kind of [...policy.kinds.keys(), null])
      expect(decidingOffices(policy, kind)).toEqual(['hr', supervisingOffice(policy, kind)]);
    const alone = amended(MARKETING, `${MARKETING}    supervisedBy: hr\n`);
    expect(decidingOffices(alone, 'marketing')).toEqual(['hr']);
  });

  test.each([
    ['project-office', 'there is no role or office "project-office"'],
    ['marketing-manager', 'there is no role or office "marketing-manager"'],
    ['it', 'the office "it" has another duty and decides of no case'],
  ])('cannot be %s', (office, message) => {
    const source = shipped.replace(MARKETING, `${MARKETING}    supervisedBy: ${office}\n`);
    const read = loadPolicy(source, 'test.yaml');
    expect('problems' in read && read.problems.map((one) => one.message)).toContain(message);
  });
});
