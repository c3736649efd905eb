import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came in. */
interface Heard {
  readonly api: string;
  readonly method: string;
  readonly token: string | null;
  readonly params: Readonly<Record<string, string>>;
  readonly body: string;
}

/** JSON to answer, or a way of not answering. */
export type Reply = object | 'silence' | 'reset' | { readonly status: number; readonly text: string };

export interface MisbehavingWeCom {
  readonly origin: string;
  readonly heard: Heard[];
  /** Every token ever issued, and the secret: what no log and no error may hold. */
  readonly secrets: readonly string[];
  /** From now on `api` is answered so. */
  on(api: string, reply: (heard: Heard, times: number) => Reply | Promise<Reply>): void;
  /** Tokens issued so far are refused from now on with these codes in turn. */
  invalidate(...errcodes: number[]): void;
  issued(): number;
  times(api: string): number;
  connections(): number;
  close(): Promise<void>;
}

export const CORPID = 'wwstub0123456789';
export const SECRET = 'Stub-Secret-4711-never-to-be-seen';

/** WeCom with a temper: it issues tokens for one secret, refuses old ones, and answers as each test says. */
export async function startMisbehaving(): Promise<MisbehavingWeCom> {
  const heard: Heard[] = [];
  const issued: string[] = [];
  const replies = new Map<string, (heard: Heard, times: number) => Reply | Promise<Reply>>();
  const sockets = new Set<object>();
  let firstLive = 0;
  let refusals: readonly number[] = [40014];
  let refused = 0;
  let mostSockets = 0;

  const times = (api: string): number => heard.filter((one) => one.api === api).length;

  function issue({ params }: Heard): Reply {
    if (params.corpid !== CORPID || params.corpsecret !== SECRET)
      return { errcode: 40001, errmsg: 'invalid credential' };
    issued.push(`Stub-Token-${issued.length}-never-to-be-seen`);
    return { errcode: 0, errmsg: 'ok', access_token: issued.at(-1), expires_in: 7_200 };
  }

  async function replyTo(one: Heard): Promise<Reply> {
    const own = replies.get(one.api);
    if (one.api === 'gettoken') return own ? own(one, times(one.api)) : issue(one);
    const place = issued.indexOf(one.token ?? '');
    if (place < firstLive) {
      const errcode = refusals[refused++ % refusals.length];
      return { errcode, errmsg: `invalid access_token ${one.token}` };
    }
    return own ? own(one, times(one.api)) : { errcode: 0, errmsg: 'ok' };
  }

  const server = createServer((request, response) => {
    void hear(request).then(async (one) => {
      heard.push(one);
      answer(response, await replyTo(one));
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    mostSockets = Math.max(mostSockets, sockets.size);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    get secrets() {
      return [SECRET, ...issued];
    },
    on: (api, reply) => void replies.set(api, reply),
    invalidate(...errcodes) {
      firstLive = issued.length;
      if (errcodes.length > 0) refusals = errcodes;
    },
    issued: () => issued.length,
    times,
    connections: () => mostSockets,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function hear(request: IncomingMessage): Promise<Heard> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stub');
  return {
    api: pathname.replace('/cgi-bin/', ''),
    method: request.method ?? '',
    token: searchParams.get('access_token'),
    params: Object.fromEntries(searchParams),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === 'silence') return;
  if (reply === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const { status, text } = reply as { status?: unknown; text?: unknown };
  if (typeof text === 'string') response.writeHead(Number(status)).end(text);
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
}
