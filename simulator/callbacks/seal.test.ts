import { createDecipheriv } from 'node:crypto';
import { getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seal, unseal } from './seal.ts';

const address = { url: '', token: 'grpPolicyToken01', aesKey: 'k7Qm2Zr9Tx4Wb6Yd1Ns8Fv3Hj5Lp0Gc7Ae2Ru4Ti6Oy' };
const CORPID = 'wwdemo0123456789ab';
const NOW = new Date(1_795_305_600_000);

/** The vectors of the API reference: pad 7, pad 30, and a robot's with an empty receiver. */
const VECTORS = [
  {
    name: 'an echostr',
    signature: '5211027b074ba7439de5f35ebeb2ae46c68d2eab',
    receiver: CORPID,
    opened: /^3187465029417758233$/,
    encrypted: 'VRMPXtvWkbYu+Qhd3/liXlG92PxnJpZpnE33m/ZspPeB2cTrgvJp/znsabQWMo4elGDsE2FFRJgZ1CxJl9lVPg==',
  },
  {
    name: 'a dismissed group',
    signature: 'ec1ff2805ba9b6d547988aeae3289ce7bc4dc4c7',
    receiver: CORPID,
    opened: /wrDemoGroup0001.*dismiss/s,
    encrypted:
      'HPGHAfM1D6ajzw9FhBtoJSjvTyqssgfg6fMCzhdAWuRByikPVfx3bK9mODYaL7RPxDryFDX5pLadzJJdNuF63hbfdYzeExMgK69Sw7sOOZpJxAYOGKyMIYak3FpIecwYf6BBZJVnfwNR9EPNL/IODpJ/tiRvz9QoVkp5lO+px6sVJeH54e//4YDSWdnPdBvhRfz913HBErGbbemwkjnf1EEKsDmKXBDO4PngNbQUgonQPESiCVdXHIr2qWJZD8JuLRSIDgV5GK096YPJ2XOktRaCJ4f2uYaXQUBuOrWQN15TdO2abN6jSTp8q/hghjiquNWUOiBouk8amzZ7qyXzKGTDbbIHcAmmgJ58CaCx8ZhCtS7+eiAKUsDlK0NTcNzf3/Ek/judv0kWD1/u2A8rNRrfAJlTWq+l787/BaApr+wiluD4Tzuv3jeQg09wVNISL9mD2VhjjlDJLT3Y8Sazfya/q2BXNK3I/4qUP3jjogGYhuyz/BmKbpvG18r9542Y',
  },
  {
    name: 'a robot message',
    signature: '59c771bad13ef84be78e81c27e04177f130335d7',
    receiver: '',
    opened: /lin\.mei/,
    encrypted:
      '2xDNyaaKKJrkHRangBWG7eXWMtDCLk6PEEQ86rwiO/UAMc6mlWvryDS3yeY/po2JxBqiVcxFPUE8QV8Vc2ZBzGuESCCDMTTZXLnXxlBdEU3g4+Fi3WuFPN9S4On4V0iSGwVST5/gkRuhMoSbbEFyFRMc43xZ7AFwchYbnQMe1yMEQWkUfWrdYYBVTxfSPgiwxbIHH+3PZ9R9CLRxPDRrMKLiVo5JdXnIvrT/WHrtsw/qrreFfXg7RFktDcMdZrDCNPooX8/LXlfNwFuUT9pcUe7RvtclHFtDvjCNy/8SEfY=',
  },
];

describe.each(VECTORS)('the vector of $name', ({ signature, receiver, opened, encrypted }) => {
  test('has its signature', () => {
    expect(getSignature(address.token, '1795305600', '8842107753', encrypted)).toBe(signature);
  });

  test('opens for its receiver and for nobody else', () => {
    expect(unseal(address, encrypted, receiver)).toMatch(opened);
    expect(unseal(address, encrypted, 'wwsomebodyelse0000')).toBeNull();
  });
});

test('a sealed text opens again, is signed, and is padded to 32 bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const { query, encrypted } = seal(address, text, CORPID, NOW);

      expect(unseal(address, encrypted, CORPID)).toBe(text);
      expect(getSignature(address.token, query.timestamp, query.nonce, encrypted)).toBe(query.msg_signature);
      const padding = lastByte(encrypted);
      expect(Buffer.from(encrypted, 'base64').length % 32).toBe(0);
      expect(padding).toBeGreaterThanOrEqual(1);
      expect(padding).toBeLessThanOrEqual(32);
    }),
    { numRuns: 60 },
  );
});

test('the same text is sealed differently each time', () => {
  const [one, other] = [seal(address, 'x', CORPID, NOW), seal(address, 'x', CORPID, NOW)];

  expect(one.encrypted).not.toBe(other.encrypted);
  expect(one.query.nonce).not.toBe(other.query.nonce);
  expect(one.query.timestamp).toBe('1795305600');
});

function lastByte(encrypted: string): number {
  const key = Buffer.from(`${address.aesKey}=`, 'base64');
  const open = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([open.update(encrypted, 'base64'), open.final()]).at(-1) as number;
}
