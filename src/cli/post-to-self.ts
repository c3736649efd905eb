import { request } from 'node:http';
import { HouseError } from '../errors.ts';

/** WeCom does not wait longer for an answer [90238]. */
const PATIENCE_MS = 5_000;
/** Addresses to listen at that are none to speak to. */
const EVERYWHERE = new Set(['0.0.0.0', '::', '']);

/** Where this installation's receiver listens, as this machine reaches it. It is the only address that is ever posted to. */
export interface OwnReceiver {
  readonly host: string;
  readonly port: number;
}

/** Posts a callback to the own receiver and answers its status. [E-TRIGGER-UNREACHED] */
export function postToSelf({ host, port }: OwnReceiver, path: string, body: string): Promise<number> {
  const own = EVERYWHERE.has(host) ? '127.0.0.1' : host;
  return new Promise((resolve, reject) => {
    const failed = (cause: unknown): void => reject(unreached(`${own}:${port}`, cause));
    const call = request(
      { host: own, port, path, method: 'POST', headers: { 'content-type': 'text/xml' }, timeout: PATIENCE_MS },
      (answer) => {
        answer.resume();
        answer.once('error', failed);
        answer.once('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    call.once('timeout', () => call.destroy(new Error('no answer within 5 s')));
    call.once('error', failed);
    call.end(body);
  });
}

const unreached = (where: string, cause: unknown): HouseError =>
  new HouseError({
    code: 'E-TRIGGER-UNREACHED',
    what: `the receiver at ${where} did not answer`,
    why: cause instanceof Error ? cause.message : String(cause),
    remedy: 'start it: npm start (and give this command the same QUNGUI_HOST and QUNGUI_PORT)',
    retry: 'backoff',
    cause,
  });
