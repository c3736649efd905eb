import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { markOf } from '../../src/db/embedded/processes.ts';
import { newDemoFolder, sweepKilledDemos } from './leftovers.ts';

const under = mkdtempSync(join(tmpdir(), 'qungui-leftovers-'));
afterAll(() => rmSync(under, { recursive: true }));

/** A folder of a demo with these notes. */
function demo(name: string, notes: Readonly<Record<string, string>>): string {
  const folder = join(under, `qungui-demo-${name}`);
  mkdirSync(join(folder, 'holders'), { recursive: true });
  for (const [file, mark] of Object.entries(notes)) writeFileSync(join(folder, file), mark);
  return folder;
}

const GONE = '4194303 no-such-boot 1';
const RUNS = markOf(process.pid) ?? '';

describe('a demo that was killed', () => {
  test('is cleaned up by the next one, and none that is played, held or unmarked', async () => {
    const played = newDemoFolder(under);
    const killed = demo('killed', { 'demo.process': GONE, 'holders/1': GONE });
    const older = demo('older', { 'holders/1': GONE });
    const held = demo('held', { 'demo.process': GONE, 'holders/1': GONE, 'holders/2': RUNS });
    const unmarked = demo('unmarked', {});

    expect((await sweepKilledDemos(under)).sort()).toEqual([killed, older].sort());
    expect(
      readdirSync(under)
        .map((name) => join(under, name))
        .sort(),
    ).toEqual([played, held, unmarked].sort());
  });
});
