import { connect, type Socket } from 'node:net';
import { type Sender, sealedCheck, sealedRequests } from './sealed-requests.ts';

/** What the measuring process asks of this one. Everything is sealed before the clock starts. */
export type Task = { readonly sender: Sender; readonly port: number; readonly series: string } & (
  | {
      readonly kind: 'closed';
      readonly connections: number;
      readonly warmMs: number;
      readonly forMs: number;
      readonly atMost: number;
    }
  | { readonly kind: 'open'; readonly perSecond: number; readonly warmMs: number; readonly forMs: number }
);

export interface Outcome {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly answered: number;
  /** Answers other than 200. */
  readonly refused: number;
  /** The slowest answer to WeCom's check of the address, one a second beside the rest; open loop only. */
  readonly checkMaxMs: number;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** One keep-alive connection that carries one request at a time; answers have no body. */
interface Line {
  state: 'open' | 'closed';
  send(request: Buffer, answered: (status: 'ok' | 'refused') => void): void;
  end(): void;
}

function openLine(port: number): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let waiting: ((status: 'ok' | 'refused') => void) | null = null;
    let head = Buffer.alloc(0);
    socket.once('error', reject);
    socket.on('data', (chunk) => {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (!head.includes(END_OF_HEAD)) return;
      const status = head.toString('latin1', 9, 12) === '200' ? 'ok' : 'refused';
      head = Buffer.alloc(0);
      const answered = waiting;
      waiting = null;
      answered?.(status);
    });
    const line: Line = {
      state: 'open',
      send: (request, answered) => {
        waiting = answered;
        socket.write(request);
      },
      end: () => socket.destroy(),
    };
    socket.once('close', () => {
      line.state = 'closed';
      waiting?.('refused');
    });
    socket.once('connect', () => resolve(line));
  });
}

/** What is counted once the warm-up is over. */
function openTally(fromMs: number, untilMs: number) {
  const tookMs: number[] = [];
  let refused = 0;
  let lastMs = fromMs;
  return {
    note(beganMs: number, status: 'ok' | 'refused'): void {
      const nowMs = performance.now();
      if (nowMs < fromMs || nowMs > untilMs) return;
      lastMs = nowMs;
      if (status === 'ok') tookMs.push(nowMs - beganMs);
      else refused += 1;
    },
    outcome(): Outcome {
      tookMs.sort((a, b) => a - b);
      const at = (part: number): number => tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * part))] ?? 0;
      return {
        perSecond: tookMs.length / ((lastMs - fromMs) / 1_000),
        p50Ms: at(0.5),
        p99Ms: at(0.99),
        maxMs: at(1),
        answered: tookMs.length,
        refused,
        checkMaxMs: 0,
      };
    },
  };
}

/** Every connection sends its next request as soon as it was answered. */
async function closedLoop(task: Extract<Task, { kind: 'closed' }>): Promise<Outcome> {
  const requests = sealedRequests(task.sender, task.atMost, task.series);
  const lines = await Promise.all(Array.from({ length: task.connections }, () => openLine(task.port)));
  const beganMs = performance.now();
  const endMs = beganMs + task.warmMs + task.forMs;
  const tally = openTally(beganMs + task.warmMs, endMs);
  let next = 0;
  await Promise.all(
    lines.map(
      (line) =>
        new Promise<void>((done) => {
          const again = (): void => {
            const request = requests[next];
            next += 1;
            const sentMs = performance.now();
            if (!request || sentMs > endMs || line.state === 'closed') {
              done();
              return;
            }
            line.send(request, (status) => {
              tally.note(sentMs, status);
              again();
            });
          };
          again();
        }),
    ),
  );
  for (const line of lines) line.end();
  return tally.outcome();
}

/** Requests leave at fixed times whatever becomes of those before; a late answer is late since its own time. */
async function openLoop(task: Extract<Task, { kind: 'open' }>): Promise<Outcome> {
  const total = Math.round(((task.warmMs + task.forMs) / 1_000) * task.perSecond);
  const requests = sealedRequests(task.sender, total, task.series);
  const free: Line[] = [];
  const all: Line[] = [];
  const beganMs = performance.now() + 100;
  const tally = openTally(beganMs + task.warmMs, Number.POSITIVE_INFINITY);
  const answers = requests.map(async (request, nth) => {
    const dueMs = beganMs + (nth * 1_000) / task.perSecond;
    await new Promise((resolve) => setTimeout(resolve, dueMs - performance.now()));
    const line = lineOf(free) ?? (await openLine(task.port));
    all.push(line);
    const status = await new Promise<'ok' | 'refused'>((resolve) => line.send(request, resolve));
    free.push(line);
    tally.note(dueMs, status);
  });
  const checks = Array.from({ length: Math.floor((task.warmMs + task.forMs) / 1_000) }, (_, nth) =>
    check(task, beganMs + nth * 1_000, `c${nth}`),
  );
  await Promise.all(answers);
  const checkMaxMs = Math.max(...(await Promise.all(checks)));
  for (const line of all) line.end();
  return { ...tally.outcome(), checkMaxMs };
}

/** How long one check of the address took, on a connection of its own; for ever if it was refused. */
async function check({ sender, port }: Task, dueMs: number, nonce: string): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, dueMs - performance.now()));
  const line = await openLine(port);
  const status = await new Promise<'ok' | 'refused'>((resolve) => line.send(sealedCheck(sender, nonce), resolve));
  line.end();
  return status === 'ok' ? performance.now() - dueMs : Number.POSITIVE_INFINITY;
}

/** The server closes what was idle for long. */
function lineOf(free: Line[]): Line | undefined {
  let line = free.pop();
  while (line?.state === 'closed') line = free.pop();
  return line;
}

process.on('message', (task: Task) => {
  void (task.kind === 'closed' ? closedLoop(task) : openLoop(task)).then((outcome) => process.send?.(outcome));
});
