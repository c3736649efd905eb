import { DelayedError, UnrecoverableError } from 'bullmq';
import { describe, expect, test } from 'vitest';
import type { Config } from '../config.ts';
import { HouseError, type Retry } from '../errors.ts';
import { Corp } from '../ids.ts';
import { openLog } from '../log.ts';
import { openMetrics } from '../metrics.ts';
import { handle, type Run } from './handle.ts';

const corp = Corp.parse('alpha');
const config = { corps: new Map([[corp, {}]]) } as unknown as Config;
const trouble = (retry: Retry) =>
  new HouseError({ code: 'E-TEST', what: '张示例 said something', why: 'w', remedy: 'r', retry });

function attempt(run: Run, data: unknown = { v: 1, corp }) {
  const lines: string[] = [];
  const putOff: number[] = [];
  const log = openLog('debug', (line) => lines.push(line));
  const job = {
    data,
    attemptsMade: 0,
    moveToDelayed: async (atMs: number) => void putOff.push(Math.round((atMs - Date.now()) / 1000)),
  };
  const answer = handle('callbacks', { config, metrics: openMetrics(), log }, run, AbortSignal.abort())(job as never);
  return { answer, lines, putOff };
}

describe('a job', () => {
  test('is handed its corp', async () => {
    const seen: string[] = [];
    await attempt(async (name) => seen.push(name)).answer;
    expect(seen).toEqual(['alpha']);
  });

  test('that fails for ever is not tried again, and its store is told the code only', async () => {
    const { answer, lines } = attempt(() => Promise.reject(trouble('never')));
    await expect(answer).rejects.toThrow(UnrecoverableError);
    await expect(answer).rejects.toThrow(/^E-TEST$/);
    expect(lines.join()).toContain('"code":"E-TEST"');
  });

  test('that names a time is put off until then', async () => {
    const { answer, putOff } = attempt(() => Promise.reject(trouble({ afterMs: 60_000 })));
    await expect(answer).rejects.toThrow(DelayedError);
    expect(putOff).toEqual([60]);
  });

  test('that may get better is left to BullMQ’s back-off', async () => {
    const failure = trouble('backoff');
    const { answer, putOff } = attempt(() => Promise.reject(failure));
    await expect(answer).rejects.toBe(failure);
    expect(putOff).toEqual([]);
  });

  test('that fails unexpectedly is tried again', async () => {
    const failure = new TypeError('a bug of ours');
    await expect(attempt(() => Promise.reject(failure)).answer).rejects.toBe(failure);
  });

  for (const [name, data] of [
    ['of another version', { v: 2, corp }],
    ['with more than a corp in it', { v: 1, corp, userid: 'zhangshili' }],
    ['of a corp that is not configured', { v: 1, corp: 'omega' }],
    ['with a corp that is none', { v: 1, corp: '../../etc' }],
    ['of nothing', null],
  ] as const)
    test(`${name} is refused before anything runs`, async () => {
      const seen: string[] = [];
      await expect(attempt(async (name) => seen.push(name), data).answer).rejects.toThrow(UnrecoverableError);
      expect(seen).toEqual([]);
    });
});
