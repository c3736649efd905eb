import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { elapsedMs } from '../time.ts';

/** What came back from an address of our own. */
export interface Heard {
  readonly status: number;
  readonly body: string;
  readonly tookMs: number;
}

/** No answer: one word of why (`ENOTFOUND`, `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `TIMEOUT`). */
export interface Unheard {
  readonly because: string;
}

/** WeCom waits no longer for an answer [90238]. */
const PATIENCE_MS = 5_000;
const MOST_BYTES = 16 * 1024;

/** Calls an address of this installation as WeCom would: no redirects, no proxy, a body taken as it is. */
export function probe(address: URL, body?: string): Promise<Heard | Unheard> {
  const beganMs = elapsedMs();
  const ask = address.protocol === 'https:' ? secure : plain;
  return new Promise((resolve) => {
    const failed = (err: Error & { readonly code?: string }): void => resolve({ because: err.code ?? 'UNKNOWN' });
    const call = ask(
      address,
      { method: body === undefined ? 'GET' : 'POST', timeout: PATIENCE_MS, agent: false, headers: headersOf(body) },
      (answer) => {
        const pieces: Buffer[] = [];
        let size = 0;
        answer.on('data', (piece: Buffer) => {
          size += piece.length;
          if (size > MOST_BYTES) answer.destroy(Object.assign(new Error(), { code: 'TOO_LONG' }));
          else pieces.push(piece);
        });
        answer.once('error', failed);
        answer.once('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            body: Buffer.concat(pieces).toString('utf8'),
            tookMs: Math.round(elapsedMs() - beganMs),
          }),
        );
      },
    );
    call.once('timeout', () => call.destroy(Object.assign(new Error(), { code: 'TIMEOUT' })));
    call.once('error', failed);
    call.end(body);
  });
}

const headersOf = (body: string | undefined) => ({
  'user-agent': 'qungui-doctor',
  ...(body !== undefined && { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) }),
});

export const wasHeard = (answer: Heard | Unheard): answer is Heard => 'status' in answer;
