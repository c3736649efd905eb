import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openEnvelope } from './envelope.ts';
import { readEncrypt } from './read-encrypt.ts';
import { seal } from './seal.ts';

const letters = (length: number) =>
  fc
    .array(fc.constantFrom(...'ABCdefGHIjklMNOpqr0123456789'), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const key = fc.record({ token: letters(24), aesKey: letters(43) });
const moment = fc.record({ timestamp: fc.nat().map(String), nonce: letters(10) });
const unpaired = /[\ud800-\udfff]/u;
const words = fc.string({ unit: 'grapheme', maxLength: 2_000 }).filter((text) => !unpaired.test(text));

function opened(sealed: ReturnType<typeof seal>, by: { token: string; aesKey: string }, receiver: string): string {
  const encrypted = readEncrypt(Buffer.from(sealed.body), 'xml');
  if (encrypted.kind === 'refused') return `refused: ${encrypted.cause}`;
  const found = openEnvelope([by], receiver, sealed.query, encrypted.encrypt);
  return found.kind === 'opened' ? found.plaintext.toString('utf8') : `refused: ${found.cause}`;
}

test('what is sealed is opened again by the receiver, word for word', () => {
  fc.assert(
    fc.property(key, letters(18), words, moment, (ours, receiver, text, at) => {
      expect(opened(seal(ours, receiver, text, at), ours, receiver)).toBe(text);
    }),
  );
});

test.each([
  ['another token', { token: 'other', aesKey: 'k'.repeat(43) }, 'ww1', 'refused: signature'],
  ['another receiver', { token: 'ours', aesKey: 'k'.repeat(43) }, 'ww2', 'refused: receiver'],
])('%s does not open it', (_, by, receiver, refusal) => {
  const ours = { token: 'ours', aesKey: 'k'.repeat(43) };
  const nonce = randomBytes(5).toString('hex');
  expect(opened(seal(ours, 'ww1', '<xml></xml>', { timestamp: '1795658400', nonce }), by, receiver)).toBe(refusal);
});
