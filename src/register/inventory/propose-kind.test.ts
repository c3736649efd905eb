import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadPolicy } from '../../policy/load.ts';
import { CONFIDENCES, type Found, proposeKind } from './propose-kind.ts';

const file = 'policies/chongqing-industrial.yaml';
const loaded = loadPolicy(readFileSync(file, 'utf8'), file);
if ('problems' in loaded) throw new TypeError('the founding policy is broken');
const kinds = [...loaded.policy.kinds.values()];

const found = (over: Partial<Found>): Found => ({
  name: '示范群',
  reach: 'internal',
  saidKind: null,
  ownerDepartment: '',
  outsiders: null,
  ...over,
});

test.each<readonly [string, Partial<Found>, string]>([
  ['a sheet says it', { saidKind: 'executive', reach: 'outside' }, 'executive certain said:sheet'],
  ['a name alone', { name: '高管沟通群' }, 'executive likely name:高管'],
  ['a whole name beats part of another', { name: '集团高管工作群' }, 'executive likely name:集团高管'],
  ['of two alike the shorter name', { name: '集团工作一群' }, 'headquarters likely name:集团'],
  [
    'name and department agree',
    { name: '花园项目营销群', reach: 'outside', ownerDepartment: '营销策划部' },
    'marketing certain name:项目营销,department:营销',
  ],
  [
    'name, and the only kind with customers',
    { name: '示范花园营销群', reach: 'customer' },
    'marketing certain name:营销,reach:customer',
  ],
  ['the only kind with customers', { name: '周末聚餐群', reach: 'customer' }, 'marketing likely reach:customer'],
  [
    'the department alone',
    { name: '示范十二群', reach: 'outside', ownerDepartment: '营销中心' },
    'marketing likely department:营销',
  ],
  ['a department that no such reach admits', { ownerDepartment: '营销中心' }, 'null unknown no-clue'],
  ['a word that two kinds share', { name: '项目沟通群', reach: 'outside' }, 'null unknown no-clue'],
  [
    'name against department',
    { name: '高管沟通群', reach: 'outside', ownerDepartment: '营销策划部' },
    'null unknown contradiction,name:高管,department:营销',
  ],
  ['nothing at all', { name: '吃饭群' }, 'null unknown no-clue'],
])('%s', (_name, over, expected) => {
  const { kind, confidence, reason } = proposeKind(found(over), kinds);
  expect(`${kind} ${confidence} ${reason}`).toBe(expected);
});

test('whoever is inside without a kind that admits outsiders makes nothing certain', () => {
  expect(proposeKind(found({ name: '项目公司工作群', outsiders: 3 }), kinds)).toMatchObject({ confidence: 'likely' });
});

test('there is a kind exactly where it is not unknown, and never one that cannot live there', () => {
  const any = fc.record({
    name: fc.string({
      unit: fc.constantFrom('集', '团', '项', '目', '营', '销', '高', '管', '群', '公', '司'),
      maxLength: 8,
    }),
    reach: fc.constantFrom('customer', 'internal', 'native', 'outside', 'linked' as const),
    saidKind: fc.constant(null),
    ownerDepartment: fc.constantFrom('', '营销策划部', '集团本部', '项目公司'),
    outsiders: fc.option(fc.nat(3)),
  });
  fc.assert(
    fc.property(any, (one) => {
      const { kind, confidence, reason } = proposeKind(one as Found, kinds);
      expect(CONFIDENCES).toContain(confidence);
      expect(kind === null).toBe(confidence === 'unknown');
      expect(reason).not.toBe('');
      const proposed = kinds.find(({ id }) => id === kind);
      if (proposed && one.reach !== 'outside') expect(proposed.reach).toContain(one.reach);
    }),
  );
});
