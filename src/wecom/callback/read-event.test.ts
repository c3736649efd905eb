import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOSTILE_INNER } from '../../../test/fixtures/callbacks/hostile.ts';
import { readEvent } from './read-event.ts';

const read = (text: string): unknown => {
  const result = readEvent(Buffer.from(text));
  return result.kind === 'read' ? JSON.parse(JSON.stringify(result.fields)) : `parked: ${result.reason}`;
};

describe('what is hostile or broken is parked', () => {
  test.each(HOSTILE_INNER)('%s', (_, bytes, reason) => {
    expect(readEvent(Buffer.from(bytes as string))).toEqual({ kind: 'parked', reason });
  });
});

describe('what is read', () => {
  test.each([
    ['ids stay text', '<xml><MsgId>9223372036854775807</MsgId></xml>', { MsgId: '9223372036854775807' }],
    ['leading zeros stay', '<xml><Id>007</Id></xml>', { Id: '007' }],
    ['one item is a list', '<xml><L><Item>a</Item></L></xml>', { L: { Item: ['a'] } }],
    ['two items are a list', '<xml><L><Item>a</Item><Item>b</Item></L></xml>', { L: { Item: ['a', 'b'] } }],
    [
      'an empty element is empty text',
      '<xml><EventKey/><A></A><B><![CDATA[]]></B></xml>',
      { EventKey: '', A: '', B: '' },
    ],
    ['markup in CDATA is text', '<xml><N><![CDATA[<!DOCTYPE x>&e;<?y?>]]></N></xml>', { N: '<!DOCTYPE x>&e;<?y?>' }],
    ['CDATA in two pieces is one text', '<xml><N><![CDATA[a]]]]><![CDATA[>b]]></N></xml>', { N: 'a]]>b' }],
    ['text beside CDATA in a leaf is one text', '<xml><N>a<![CDATA[b]]></N></xml>', { N: 'ab' }],
    ['the five entities are read', '<xml><N>&lt;&gt;&amp;&quot;&apos;</N></xml>', { N: '<>&"\'' }],
    ['an entity in CDATA stays', '<xml><N><![CDATA[&lt;]]></N></xml>', { N: '&lt;' }],
    ['blanks between elements are nothing', '\n<xml>\n <A>x</A>\n <B>y</B>\n</xml>\n', { A: 'x', B: 'y' }],
    ['blanks in CDATA stay', '<xml><N><![CDATA[ a ]]></N></xml>', { N: ' a ' }],
    ['characters beyond the first plane', '<xml><N><![CDATA[𠮷𠮷]]></N></xml>', { N: '𠮷𠮷' }],
    ['sixteen levels', `<xml>${'<a>'.repeat(15)}x${'</a>'.repeat(15)}</xml>`, nested(15)],
    ['nothing in it', '<xml></xml>', {}],
    ['nothing in it, in short', '<xml/>', {}],
    [
      'JSON numbers stay as written',
      '{"id":9223372036854775807,"n":-1.50e3}',
      { id: '9223372036854775807', n: '-1.50e3' },
    ],
    ['JSON words and null', '{"a":true,"b":false,"c":null}', { a: 'true', b: 'false', c: '' }],
    ['JSON text that looks like a number', '{"a":"12, 13","b":["1"]}', { a: '12, 13', b: ['1'] }],
    ['JSON text with quotes', '{"a":"say \\"1\\":2"}', { a: 'say "1":2' }],
    ['JSON empty', '{}', {}],
  ])('%s', (_, text, fields) => {
    expect(read(text)).toEqual(fields);
  });
  test('nothing that is read has a prototype', () => {
    const result = readEvent(Buffer.from('<xml><A><B>x</B></A></xml>'));
    const fields = result.kind === 'read' ? result.fields : {};
    expect(Object.getPrototypeOf(fields)).toBeNull();
    expect(Object.getPrototypeOf(fields.A)).toBeNull();
    expect('toString' in fields).toBe(false);
  });
});

describe('properties', () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/).filter((n) => !(n in {}) && n.toLowerCase() !== 'item');
  const leaf = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((t) => !t.includes('\0') && !t.includes('\r'));

  test('any leaf in CDATA comes back letter by letter', () => {
    fc.assert(
      fc.property(fc.dictionary(name, leaf, { maxKeys: 8 }), (tree) => {
        const inner = Object.entries(tree)
          .map(([key, text]) => `<${key}><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${key}>`)
          .join('');
        expect(read(`<xml>${inner}</xml>`)).toEqual(tree);
      }),
    );
  });
  test('any bytes are either read or parked, and never thrown', () => {
    const piece = fc.constantFrom(
      '<xml>',
      '</xml>',
      '<a>',
      '</a>',
      '<Item>',
      '</Item>',
      '<![CDATA[',
      ']]>',
      '&lt;',
      '&',
      '<',
      '<!',
      '{',
      '"',
      ':',
      '1',
      ' ',
      '}',
      'x',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(['read', 'parked']).toContain(readEvent(Buffer.from(pieces.join(''))).kind);
      }),
      { numRuns: 2_000 },
    );
  });
});

function nested(depth: number): unknown {
  return depth === 0 ? 'x' : { a: nested(depth - 1) };
}
