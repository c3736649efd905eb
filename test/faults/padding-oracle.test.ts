import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { seededChance } from '../../simulator/chance.ts';
import { buildApp } from '../../src/http/app.ts';
import { decryptBlocks } from '../../src/wecom/callback/decrypt-blocks.ts';
import { openEnvelope } from '../../src/wecom/callback/envelope.ts';
import { openTestReceiver, type TestReceiver } from '../fixtures/callbacks/receiver.ts';
import { pathOf, sealedFor, signed, xmlBody } from '../fixtures/callbacks/sealed.ts';
import { VECTOR_CORPID, VECTOR_KEY, type Vector } from '../fixtures/callbacks/vectors.ts';
import { quantile, record, SEED, sized, tenth } from './figures.ts';

vi.mock('../../src/wecom/callback/decrypt-blocks.ts', { spy: true });
const decryptions = vi.mocked(decryptBlocks);

const CALLS = sized({ fast: 2_000, full: 10_000 });
const SEEDS = [SEED, SEED + 1, SEED + 2];
/** Wanted: 5 %. The medians of a busy machine differ by more than any padding does. */
const MOST_APART_PERCENT = 50;

let receiver: TestReceiver;
let app: FastifyInstance;
beforeAll(async () => {
  receiver = await openTestReceiver();
  app = buildApp(receiver.deps);
  await app.ready();
});
afterAll(async () => {
  await app?.close();
  await receiver?.close();
});
beforeEach(() => void decryptions.mockClear());

/** A good envelope of which a bit of the last two blocks is another, signed again or not. */
function changed(chance: { next(): number }, how: 'signed anew' | 'as it was signed'): Vector {
  const good = sealedFor(`<xml><a>${'x'.repeat(Math.floor(chance.next() * 64))}</a></xml>`);
  const bytes = Buffer.from(good.encrypt, 'base64');
  const at = bytes.length - 1 - Math.floor(chance.next() * 32);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(chance.next() * 8));
  const text = bytes.toString('base64');
  return how === 'signed anew' ? signed(text) : { ...good, encrypt: text };
}

/** Each from another address: one that is refused too often is told so, whatever it sends. */
const post = (vector: Vector, nth: number) =>
  app.inject({
    method: 'POST',
    url: pathOf(vector, '/callbacks/demo/app'),
    payload: xmlBody(vector.encrypt),
    headers: { 'content-type': 'text/xml' },
    remoteAddress: `10.${(nth >> 16) & 255}.${(nth >> 8) & 255}.${nth & 255}`,
  });

test(`${CALLS} envelopes changed in their last block under the signature they had: nothing is decrypted`, async () => {
  const chance = seededChance(SEED);
  const statuses = new Set<number>();
  for (let nth = 0; nth < CALLS; nth += 1)
    statuses.add((await post(changed(chance, 'as it was signed'), nth)).statusCode);

  expect([...statuses]).toEqual([403]);
  expect(decryptions).not.toHaveBeenCalled();
  record(19, { wrong_signature: CALLS, decryptions: decryptions.mock.calls.length });
});

describe('signed with the right token', () => {
  test(`${CALLS} of them: every refusal is the same, whatever was wrong inside`, async () => {
    const apart: number[] = [];
    const causes = new Map<string, number>();
    for (const [round, seed] of SEEDS.entries()) {
      const chance = seededChance(seed);
      const tookMs = new Map<string, number[]>();
      for (let nth = 0; nth < CALLS / SEEDS.length; nth += 1) {
        const vector = changed(chance, 'signed anew');
        const opened = openEnvelope([VECTOR_KEY], VECTOR_CORPID, vector.query, vector.encrypt);
        const beganMs = performance.now();
        const { statusCode, body, headers } = await post(vector, nth + (round + 1) * 100_000);
        if (opened.kind === 'opened') continue; // a bit of the message itself: it opens, and says something else
        tookMs.set(opened.cause, [...(tookMs.get(opened.cause) ?? []), performance.now() - beganMs]);
        causes.set(opened.cause, (causes.get(opened.cause) ?? 0) + 1);
        const { date: _, ...shown } = headers;
        expect({ statusCode, body, shown }).toEqual({
          statusCode: 403,
          body: '',
          shown: { 'content-length': '0', connection: 'keep-alive' },
        });
      }
      const medians = [...tookMs.values()].filter((took) => took.length >= 30).map((took) => quantile(took, 0.5));
      apart.push((100 * (Math.max(...medians) - Math.min(...medians))) / Math.min(...medians));
    }
    record(19, {
      right_signature: CALLS,
      ...Object.fromEntries(causes),
      medians_apart_percent: tenth(quantile(apart, 0.5)),
    });
    expect([...causes.keys()].length, 'more than one thing was wrong').toBeGreaterThan(1);
    expect(quantile(apart, 0.5)).toBeLessThanOrEqual(MOST_APART_PERCENT);
  });
});

test('bytes that nobody sealed, signed with the right token: the same again', async () => {
  for (let nth = 0; nth < 200; nth += 1) {
    const { statusCode, body } = await post(
      signed(randomBytes(32 * (1 + (nth % 5))).toString('base64')),
      nth + 900_000,
    );
    expect({ statusCode, body }).toEqual({ statusCode: 403, body: '' });
  }
});
