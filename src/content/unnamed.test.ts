import { expect, test } from 'vitest';
import { described } from '../../test/builders/described.ts';
import { Described } from '../../test/builders/described-schema.ts';
import { unnamed } from './unnamed.ts';

const facts = described(
  Described.parse({
    people: [{ name: '张示例' }, { name: '张示' }],
    members: [{ person: '张示例' }, { person: '张示' }, { outsider: '客户甲' }],
  }) as Described,
);
const shown = (text: string | null): string | null => {
  const at = text?.indexOf('@') ?? -1;
  const mentions = at >= 0 && text ? [{ is: 'nobody' as const, at, length: text.slice(at).search(/\s|$/u) }] : [];
  return unnamed({ text, mentions }, facts);
};

test.each([
  ['张示例和客户甲说好了，张示也在', '某人和某人说好了，某人也在'],
  ['@李已离职 明天来', '@某人  明天来'],
  ['打给 13800138000', '打给 138****8000'],
  ['看 https://a.example/x?token=秘密#y 吧', '看 https://a.example/x 吧'],
  ['张示例', null],
  ['@李已离职', null],
  ['🙂', null],
  [null, null],
  ['长'.repeat(3_000), '长'.repeat(2_000)],
])('%s', (text, left) => {
  expect(shown(text)).toBe(left);
});
