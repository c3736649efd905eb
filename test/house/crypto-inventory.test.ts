import { getCiphers } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { callsIn, inventory } from '../reference/crypto-uses.ts';
import { isTest, read, sources } from './tree.ts';

// Every call of cryptography stands in test/reference/crypto.yaml with its key, its place and who answers for it.

const product = sources.filter((one) => /^(src|workers)\//.test(one.path) && !isTest(one));

const inCode = product.flatMap((one) => callsIn(one).map((call) => `${one.path}: ${call}`));
const written = inventory.ours.flatMap(({ calls }) =>
  Object.entries(calls).flatMap(([file, names]) => names.map((name) => `${file}: ${name}`)),
);

describe('the inventory of cryptography', () => {
  test('has every call that the code makes, and none that it does not', () => {
    expect(inCode.filter((call) => !written.includes(call))).toEqual([]);
    expect(written.filter((call) => !inCode.includes(call))).toEqual([]);
  });

  test('says what is lent by a text that is there', () => {
    const gone = inventory.lent.flatMap(({ marks }) =>
      Object.entries(marks).filter(([file, text]) => !read(file).text.includes(text)),
    );
    expect(gone).toEqual([]);
  });

  test.each([
    ["import { createHash as h } from 'node:crypto';\nh('md5');", ['h md5']],
    ["import * as c from 'node:crypto';\nc.createHmac('sha1', k);", ['c.createHmac sha1']],
    ['globalThis.crypto.subtle.sign(a, b, c);', ['globalThis.crypto.subtle.sign']],
    [
      "import { privateDecrypt, constants } from 'node:crypto';\nprivateDecrypt({ padding: constants.RSA_X }, s);",
      ['privateDecrypt RSA_X'],
    ],
    ["import type { KeyObject } from 'node:crypto';\nKeyObject();", []],
  ])('sees %j', (text, calls) => expect(callsIn({ path: 'src/a.ts', text })).toEqual(calls));

  test('there is no SM4 that authenticates what it seals', () => {
    expect(getCiphers().filter((name) => /^sm4-(gcm|ccm)/.test(name))).toEqual([]);
    expect(getCiphers()).toContain('aes-256-gcm');
  });
});
