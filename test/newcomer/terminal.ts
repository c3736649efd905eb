import { spawn } from 'node:child_process';
import { elapsedMs, inTime } from '../../src/time.ts';
import type { Command } from './walk.ts';

export interface Typed {
  readonly exit: number;
  readonly out: string;
  readonly seconds: number;
}

/** Longer than anybody would wait for one line. */
const PATIENCE_MS = 300_000;
const CLOSING_MS = 20_000;
const MARK = '--- newcomer: exit';

/** A shell in a folder, typed into line by line. Closing it ends all that was started in it. */
export function openTerminal(folder: string, env: NodeJS.ProcessEnv) {
  const shell = spawn('bash', ['--norc'], { cwd: folder, env, detached: true, stdio: 'pipe' });
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()));
  let said = '';
  let onMore = (): void => undefined;
  for (const stream of [shell.stdout, shell.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      onMore();
    });
  const signal = (name: NodeJS.Signals): void => {
    if (shell.pid !== undefined && shell.exitCode === null && shell.signalCode === null) process.kill(-shell.pid, name);
  };
  return {
    /** Types a line; answers when it has ended or, where it stays, when it has said so. */
    async type({ line, until }: Command): Promise<Typed> {
      said = '';
      const beganMs = elapsedMs();
      const done = new Promise<number>((resolve) => {
        onMore = () => {
          const [, exit] = new RegExp(`^${MARK} (\\d+)$`, 'm').exec(said) ?? [];
          if (exit !== undefined) resolve(until === null ? Number(exit) : Math.max(1, Number(exit)));
          else if (until !== null && said.includes(until)) resolve(0);
        };
      });
      shell.stdin.write(`${line}\nprintf '\\n${MARK} %s\\n' $?\n`);
      const exit = await inTime(PATIENCE_MS, done, () => 124);
      return { exit, out: said.replace(/\n*--- newcomer: exit \d+\n/, '\n'), seconds: (elapsedMs() - beganMs) / 1_000 };
    },
    /** Ctrl-C, and then less kindly. */
    async close(): Promise<void> {
      shell.stdin.end();
      signal('SIGINT');
      await inTime(CLOSING_MS, ended, () => signal('SIGKILL'));
    },
  };
}
