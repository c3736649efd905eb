import { describe, expect, test } from 'vitest';
import { addressFields, formFields } from './fields.ts';

describe('what a browser sends', () => {
  test.each([
    [
      'a=1&a=2&b=%E5%BC%A0',
      [
        ['a', '1'],
        ['a', '2'],
        ['b', '张'],
      ],
    ],
    [
      'text=a%00b&%00=x',
      [
        ['text', 'ab'],
        ['', 'x'],
      ],
    ],
    ['text=constructor', [['text', 'constructor']]],
    ['', []],
  ] as const)('in the form %s', (body, fields) => {
    expect([...formFields(body)]).toEqual(fields);
  });

  test.each([
    [
      'state=ready&after=12',
      [
        ['state', 'ready'],
        ['after', '12'],
      ],
    ],
    ['said=__proto__&state=constructor&who=toString&rule=x', [['rule', 'x']]],
    ['group=wr%001', [['group', 'wr1']]],
  ] as const)('in the address %s', (query, fields) => {
    expect([...addressFields(query)]).toEqual(fields);
  });
});
