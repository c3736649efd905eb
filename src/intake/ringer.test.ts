import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DEMO, OTHER } from '../../test/fixtures/callbacks/receiver.ts';
import { openRinger, type Ringer } from './ringer.ts';

let rung: string[];
let ringer: Ringer;

beforeEach(() => {
  vi.useFakeTimers();
  rung = [];
  ringer = openRinger({
    ring: async (name, corp) => {
      rung.push(`${name} ${corp}`);
      return 'rung';
    },
    close: async () => undefined,
  });
});
afterEach(() => {
  ringer.close();
  vi.useRealTimers();
});

describe('a bell', () => {
  test('rings at once after a silence', () => {
    ringer.ring('callbacks', DEMO);
    expect(rung).toEqual(['callbacks demo']);
  });
  test('asked for a hundred times in a tenth of a second rings twice: at first and at last', () => {
    for (let i = 0; i < 100; i += 1) ringer.ring('callbacks', DEMO);
    expect(rung).toHaveLength(1);
    vi.advanceTimersByTime(100);
    expect(rung).toHaveLength(2);
    vi.advanceTimersByTime(10_000);
    expect(rung).toHaveLength(2);
  });
  test('always rings after the last row', () => {
    let lastRowMs = 0;
    const heardMs: number[] = [];
    const listening = openRinger({
      ring: async () => {
        heardMs.push(Date.now());
        return 'rung';
      },
      close: async () => undefined,
    });
    for (let i = 0; i < 50; i += 1) {
      vi.advanceTimersByTime(7 * (i % 5));
      lastRowMs = Date.now();
      listening.ring('callbacks', DEMO);
    }
    vi.advanceTimersByTime(200);
    expect(heardMs.at(-1)).toBeGreaterThanOrEqual(lastRowMs);
    expect(heardMs.length).toBeLessThan(12);
    listening.close();
  });
  test('of one corp or kind does not silence another', () => {
    ringer.ring('callbacks', DEMO);
    ringer.ring('callbacks', OTHER);
    ringer.ring('timers', DEMO);
    expect(rung).toEqual(['callbacks demo', 'callbacks other', 'timers demo']);
  });
  test('that is owed rings when the house closes', () => {
    ringer.ring('callbacks', DEMO);
    ringer.ring('callbacks', DEMO);
    ringer.close();
    expect(rung).toEqual(['callbacks demo', 'callbacks demo']);
  });
});
