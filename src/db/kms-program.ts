import { type ChildProcess, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import type { KmsConfig } from '../config.ts';
import { HouseError } from '../errors.ts';
import { CHILD_ENV } from './child-env.ts';

export type KmsTask = 'wrap' | 'unwrap';

/** More than any key-management service answers for 32 bytes. */
const MOST_BYTES = 16_384;
const ONE_WORD = /^[\x21-\x7e]+$/;

/**
 * Has a program do one thing: it is started without a shell, with the task and the place (`demo|k1`) as its last two words, reads
 * one line and answers one word on one line. [E-KMS-FAILED, E-KMS-HUNG, E-KMS-ANSWER, E-KMS-MODE]
 */
export async function askKms(kms: KmsConfig, task: KmsTask, place: string, line: string): Promise<string> {
  const [program = '', ...words] = kms.command;
  refuseOthersHands(program);
  const ended = await run(program, [...words, task, place], line, kms.timeoutMs);
  if (ended.how === 'hung') throw hung(program, task, kms.timeoutMs);
  if (ended.how !== 'code 0')
    throw failed(program, task, `It ended with ${ended.how}${quoted(ended.complaint, line)}.`);
  const answer = ended.answer.trim();
  if (!ONE_WORD.test(answer)) throw nonsense(program, task, 'one word on one line is wanted');
  return answer;
}

interface Ended {
  /** `code 3`, `signal SIGSEGV`, or `hung`: it was ended by us. */
  readonly how: string;
  readonly answer: string;
  readonly complaint: string;
}

function run(program: string, words: readonly string[], line: string, timeoutMs: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: '/', env: CHILD_ENV, detached: true, stdio: 'pipe', shell: false });
    const said = { answer: '', complaint: '' };
    const hear = (which: 'answer' | 'complaint') => (piece: string) => {
      said[which] = (said[which] + piece).slice(0, MOST_BYTES);
    };
    const late = setTimeout(() => {
      endAll(child);
      resolve({ how: 'hung', ...said });
    }, timeoutMs);
    child.stdout.setEncoding('utf8').on('data', hear('answer'));
    child.stderr.setEncoding('utf8').on('data', hear('complaint'));
    child.stdin.on('error', () => undefined).end(`${line}\n`); // a program may end before it has read
    child.once('error', (cause: NodeJS.ErrnoException) => {
      clearTimeout(late);
      reject(failed(program, words.at(-2) ?? '', `It cannot be started: ${cause.code ?? 'unknown'}.`));
    });
    child.once('close', (code, signal) => {
      clearTimeout(late);
      resolve({ how: signal === null ? `code ${code}` : `signal ${signal}`, ...said });
    });
  });
}

/** It and all that it started: its process group. */
function endAll(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
  for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe?.destroy();
}

/** Who may write the program has every key. A program that is not there is told when it cannot be started. */
function refuseOthersHands(program: string): void {
  const found = statSync(program, { throwIfNoEntry: false });
  const self = process.getuid?.();
  if (!found || self === undefined) return;
  if ((found.mode & 0o022) === 0 && [0, self].includes(found.uid)) return;
  throw new HouseError({
    code: 'E-KMS-MODE',
    what: `The key-management program ${program} can be changed by others.`,
    why: `Its mode is ${(found.mode & 0o777).toString(8)} and it belongs to uid ${found.uid}: who writes it has every key.`,
    remedy: `Run: chown root '${program}' && chmod 755 '${program}'`,
    retry: 'never',
  });
}

/** The last line of what it complained of, without anything that might be a key. */
function quoted(complaint: string, line: string): string {
  const last = complaint.trim().split('\n').at(-1) ?? '';
  const harmless = last
    .replaceAll(line, '…')
    .replaceAll(/[\w+/=-]{24,}/g, '…')
    .replaceAll(/[^\x20-\x7e…]/g, '?')
    .slice(0, 200);
  return harmless === '' ? ' and said nothing' : ` and said: ${harmless}`;
}

const failed = (program: string, task: string, why: string) =>
  new HouseError({
    code: 'E-KMS-FAILED',
    what: `The key-management program ${program} did not ${task} a key.`,
    why,
    remedy: 'Run it by hand as the user of this service; keys that are already open stay open meanwhile.',
    retry: 'backoff',
  });

const hung = (program: string, task: string, timeoutMs: number) =>
  new HouseError({
    code: 'E-KMS-HUNG',
    what: `The key-management program ${program} did not ${task} a key in time.`,
    why: `It gave no answer within ${timeoutMs / 1_000} seconds and was ended.`,
    remedy: 'See whether the service behind it answers, or give it more time: keys.kek.timeoutSeconds.',
    retry: 'backoff',
  });

/** What it answered is no key and nothing that could be opened again. */
export const nonsense = (program: string, task: KmsTask, why: string) =>
  new HouseError({
    code: 'E-KMS-ANSWER',
    what: `The key-management program ${program} answered something else than a key to “${task}”.`,
    why: `Its answer cannot be used: ${why}.`,
    remedy:
      'docs/data-care.md, Keys, says what it has to answer; what it answered is not shown, since it may be a key.',
    retry: 'never',
  });
