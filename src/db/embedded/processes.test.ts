import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { commandLineOf, isAlive, markOf, untilGone } from './processes.ts';

describe('a mark', () => {
  test('stays the same while the process runs, and is nobody else’s', () => {
    expect(markOf(process.pid)).toBe(markOf(process.pid));
    expect(markOf(process.pid)).not.toBe(markOf(process.ppid));
    expect(isAlive(markOf(process.pid) ?? '')).toBe(true);
  });

  test.for(['', 'nonsense', '0', `${process.pid}`, `${process.pid} another boot`])('“%s” is nobody’s', (mark) => {
    expect(isAlive(mark)).toBe(false);
  });

  test('dies with the process', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    const mark = markOf(pid) ?? '';
    expect(commandLineOf(pid)?.split('\0')).toContain('60');
    expect(await untilGone(pid, 50)).toBe('still there');
    child.kill('SIGKILL');
    expect(await untilGone(pid, 5_000)).toBe('gone');
    expect(isAlive(mark)).toBe(false);
  });
});
