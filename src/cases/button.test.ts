import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { Corp, newId } from '../ids.ts';
import { buttonExpiryMs, buttonKey, readButton } from './button.ts';

const corp = Corp.parse('alpha');
const keys = {
  sign: (purpose: string, text: string) => createHmac('sha256', `a test ${purpose}`).update(text).digest('base64url'),
};

test('a button’s key is short, says what it is for, and is read back', () => {
  const button = {
    id: newId(),
    action: 'not-agreed',
    expiresAtMs: buttonExpiryMs(Date.parse('2026-11-26T02:00:00Z')),
  } as const;
  const key = buttonKey(keys, corp, button);
  expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1_024);
  expect(readButton(keys, corp, key)).toEqual(button);
});

test('a key cannot be used for another act, case, time or corp', () => {
  const key = buttonKey(keys, corp, { id: newId(), action: 'agreed', expiresAtMs: 1 });
  expect(readButton(keys, Corp.parse('beta'), key)).toBe('forged');
  for (let at = 0; at < key.length; at += 1) {
    const changed = key.slice(0, at) + (key[at] === 'a' ? 'b' : 'a') + key.slice(at + 1);
    expect(readButton(keys, corp, changed)).toBe('forged');
  }
});
