import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { seal } from '../../../simulator/callbacks/seal.ts';
import { xml } from '../../../simulator/callbacks/xml.ts';

/** What the load is. Real time throughout; `aheadMs` is how far the product's clock is before ours. */
export interface Task {
  readonly url: string;
  readonly token: string;
  readonly aesKey: string;
  readonly corpid: string;
  readonly aheadMs: number;
  readonly perSecond: number;
  /** Groups that half of the callbacks tell something of; the other half are events that nobody knows. */
  readonly groups: readonly string[];
  readonly series: string;
  /** Each call on a connection of its own, as a balancer likes it; else connections are kept. */
  readonly connections: 'kept' | 'one each';
  readonly retryAfterMs: number;
  /** How much is written behind each event, so that it needs room. */
  readonly padBytes?: number;
}

/** One try of one call: when it was sent, how long it took, and the status; 0 where there was no answer. */
export type Try = readonly [atMs: number, tookMs: number, status: number];

export interface Sent {
  readonly digest: string;
  readonly tries: readonly Try[];
}

/** WeCom waits five seconds, and tries three times more [90930]. */
const ANSWER_MS = 5_000;
const RETRIES = 3;

const sent: { digest: string; tries: Try[] }[] = [];
const under: Set<Promise<void>> = new Set();
let state: 'sending' | 'stopping' | 'halting' = 'sending';
const halted = new AbortController();
setMaxListeners(0, halted.signal);

const tell = (task: Task, nth: number): string =>
  xml([
    ['ToUserName', task.corpid],
    ['FromUserName', 'sys'],
    ['CreateTime', Math.floor((Date.now() + task.aheadMs) / 1_000)],
    ['MsgType', 'event'],
    ...(nth % 2 === 0 && task.groups.length > 0
      ? ([
          ['Event', 'change_external_chat'],
          ['ChatId', task.groups[(nth / 2) % task.groups.length] ?? ''],
          ['ChangeType', 'update'],
          ['UpdateDetail', 'change_notice'],
        ] as const)
      : ([['Event', `unknown_${task.series}`]] as const)),
    ['Nth', `${task.series}${nth}`.padEnd(task.padBytes ?? 0, '.')],
  ]);

function post({ url, ...task }: Task, plaintext: string, agent: Agent): Promise<number> {
  const { query, encrypted } = seal({ url, ...task }, plaintext, task.corpid, new Date(Date.now() + task.aheadMs));
  const body = xml([['Encrypt', encrypted]]);
  return new Promise((resolve) => {
    const call = request(
      `${url}?${new URLSearchParams(query)}`,
      { method: 'POST', agent, timeout: ANSWER_MS },
      (answer) => {
        answer.resume().once('close', () => resolve(answer.statusCode ?? 0));
      },
    );
    call.once('timeout', () => call.destroy()).once('error', () => resolve(0));
    call.end(body);
  });
}

async function deliver(task: Task, nth: number, agent: Agent): Promise<void> {
  const plaintext = tell(task, nth);
  const tries: Try[] = [];
  sent.push({ digest: createHash('sha256').update(plaintext).digest('hex'), tries });
  for (let left = RETRIES; left >= 0; left -= 1) {
    const [atMs, beganMs] = [Date.now(), performance.now()];
    const status = await post(task, plaintext, agent);
    tries.push([atMs, performance.now() - beganMs, status]);
    if (status === 200 || state === 'halting') return;
    await wait(task.retryAfterMs, undefined, { signal: halted.signal }).catch(() => undefined);
    if (halted.signal.aborted) return;
  }
}

/** At fixed times, whatever becomes of those before. */
async function run(task: Task): Promise<void> {
  const agent = new Agent({ keepAlive: task.connections === 'kept', maxSockets: 256 });
  const beganMs = performance.now();
  for (let nth = 0; state === 'sending'; nth += 1) {
    const dueMs = beganMs + (nth * 1_000) / task.perSecond;
    if (dueMs > performance.now()) await wait(dueMs - performance.now());
    const one = deliver(task, nth, agent).finally(() => under.delete(one));
    under.add(one);
  }
  await Promise.all(under);
  agent.destroy();
}

process.on('message', (message: Task | 'stop' | 'halt') => {
  if (message === 'stop' || message === 'halt') {
    state = message === 'stop' ? 'stopping' : 'halting';
    if (message === 'halt') halted.abort();
    return;
  }
  void run(message).then(() => process.send?.(sent, () => process.disconnect()));
});
