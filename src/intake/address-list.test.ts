import { expect, test } from 'vitest';
import { addressList } from './address-list.ts';

test.each([
  ['1.2.3.4', '1.2.3.4', true],
  ['1.2.3.4', '1.2.3.5', false],
  ['1.2.3.4', '::ffff:1.2.3.4', true],
  ['101.226.103.*', '101.226.103.77', true],
  ['101.226.103.*', '101.226.104.1', false],
  ['101.226.*.*', '101.226.104.1', true],
  ['101.226.*', '101.226.104.1', true],
  ['1.2.3.4-1.2.3.9', '1.2.3.7', true],
  ['1.2.3.4-1.2.3.9', '1.2.3.10', false],
  ['10.1.0.0/16', '10.1.200.1', true],
  ['2001:db8::1', '2001:db8::1', true],
  ['2001:db8::/32', '2001:db8:7::9', true],
  ['1.2.3.4', 'nonsense', false],
  [' 1.2.3.4 ', '1.2.3.4', true],
])('%s and %s: %s', (entry, address, inside) => {
  expect(addressList([entry]).has(address)).toBe(inside);
});

test('what cannot be read is left out, and nothing readable is no list', () => {
  expect(
    addressList([
      '',
      '*',
      '*.1.2.3',
      '1.2.3',
      '300.1.1.1',
      '1.2.3.4/77',
      '1.2.3.4/',
      '1.2.3.4/ ',
      '1.2.3.4/8/8',
      '::1/',
      'x-y',
    ]).size,
  ).toBe(0);
  expect(addressList(['what', '1.2.3.4']).size).toBe(1);
});
