import { expect, test } from 'vitest';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { explainPolicy } from './explain.ts';

test('a policy says what happens by itself in groups that the service made', () => {
  const lines = explainPolicy(foundingPolicy('chongqing-industrial')).split('\n');
  expect(lines.filter((line) => line.includes('由系统建立'))).toEqual([
    '- 由系统建立的「集团高管工作群」「计划运营推动群」「集团工作群」「项目公司工作群」按名单维护：应入的自动加入，离职的自动移出，群名改回；其他人移出前都要有人点一下。',
  ]);
});

test('where nobody is asked, it says who approved that and when', () => {
  const automatic = 'managed: { roster: kept, removal: automatic, approvedBy: 总裁, approvedOn: 2026-09-01 }';
  const text = explainPolicy(foundingPolicy('chongqing-industrial', ['managed: { roster: kept }', automatic]));
  expect(text).toContain('自动移出（总裁于 2026-09-01 批准）；手工加入的先问 24 小时');
});

test('a policy without kept groups says nothing of them', () => {
  expect(explainPolicy(foundingPolicy('anhui-chamber'))).not.toContain('由系统建立');
});
