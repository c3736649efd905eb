import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { elapsedMs, pause } from '../../time.ts';

/**
 * What tells one process from every other that ever had its number: number, boot and start time.
 * `undefined` when no such process runs; a zombie does not run.
 */
export function markOf(pid: number): string | undefined {
  return process.platform === 'linux' ? markFromProc(pid) : markFromPs(pid);
}

/** Whether the process that left `mark` still runs. */
export const isAlive = (mark: string): boolean => markOf(Number.parseInt(mark, 10)) === mark;

/** The arguments a process was started with, joined by NUL; `undefined` when it is gone or may not be looked at. */
export function commandLineOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return ps(pid, 'command=').replaceAll(' ', '\0');
  } catch {
    return undefined;
  }
}

/** The processes that work in this folder, as far as we may see them. None elsewhere than on Linux. */
export function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && folderOf(name) === folder)
    .map(Number);
}

function folderOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // gone, or another user's
  }
}

/** Waits until the process is gone. 'still there' after `withinMs`. */
export async function untilGone(pid: number, withinMs: number): Promise<'gone' | 'still there'> {
  const mark = markOf(pid);
  for (const began = elapsedMs(); mark !== undefined && markOf(pid) === mark; await pause(20)) {
    if (elapsedMs() - began > withinMs) return 'still there';
  }
  return 'gone';
}

function markFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name before it may hold anything
    if (state === 'Z' || state === 'X') return undefined;
    return `${pid} ${bootId()} ${rest[18]}`;
  } catch {
    return undefined;
  }
}

const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

function markFromPs(pid: number): string | undefined {
  try {
    const [state = 'Z', ...started] = ps(pid, 'state=,lstart=').split(/\s+/);
    return state.startsWith('Z') ? undefined : `${pid} ${started.join(' ')}`;
  } catch {
    return undefined;
  }
}

function ps(pid: number, columns: string): string {
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C' };
  return execFileSync('ps', ['-ww', '-o', columns, '-p', String(pid)], { encoding: 'utf8', env, stdio: 'pipe' }).trim();
}
