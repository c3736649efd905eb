import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CORPID, type MisbehavingWeCom, type Reply, SECRET, startMisbehaving } from '../../test/wecom/misbehaving.ts';
import { CORP, QUICK } from '../../test/wecom/stub-tenant.ts';
import { HouseError } from '../errors.ts';
import { type Client, type Http, openClient, openHttp } from './client.ts';
import type { Limits } from './limits.ts';

const Anything = z.looseObject({});

let stub: MisbehavingWeCom;
let http: Http;
let client: Client;
let tokenInUse: string;

/** A client whose tokens are always taken. */
function openWith(limits: Limits): void {
  if (http) http.close();
  http = openHttp(stub.origin, limits);
  const token = { surface: 'app', value: tokenInUse, sealed: 'sealed' } as const;
  const tokens = {
    get: async () => token,
    drop: async () => undefined,
    accepted: () => undefined,
    close: async () => undefined,
  };
  client = openClient({ corp: CORP, ask: http.ask, tokens, limits, log: { warn: () => undefined } });
}

beforeAll(async () => {
  stub = await startMisbehaving();
  const asker = openHttp(stub.origin, QUICK);
  await asker.ask('gettoken', { kind: 'read', params: { corpid: CORPID, corpsecret: SECRET } });
  asker.close();
  tokenInUse = stub.secrets[1] ?? '';
});
beforeEach(() => {
  stub.heard.length = 0;
  openWith(QUICK);
});
afterEach(() => http.close());
afterAll(() => stub.close());

const send = (body: object | string = { touser: 'qian' }) =>
  client.call('app', 'message/send', { kind: 'write', body }, Anything);
const read = () => client.call('app', 'user/get', { kind: 'read', params: { userid: 'qian' } }, Anything);
const fate = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'fine',
    (err: unknown) => err,
  );

/** All an error could carry anywhere: message, stack, own properties, cause. */
function everything(err: unknown): string {
  const seen: unknown[] = [];
  for (let at = err; at instanceof Error; at = at.cause) seen.push(at.message, at.stack, { ...at });
  return JSON.stringify(seen);
}

describe('what WeCom did with the request is unknown', () => {
  const cases: readonly (readonly [string, Reply, string])[] = [
    ['no answer at all', 'silence', 'TIMEOUT'],
    ['a reset connection', 'reset', 'ECONNRESET'],
    ['an HTML 502', { status: 502, text: '<html>Bad Gateway</html>' }, 'HTTP 502'],
    ['a redirect elsewhere', { status: 302, text: '' }, 'HTTP 302'],
    ['broken JSON', { status: 200, text: '{"errcode":0,' }, 'the answer is not JSON'],
    ['HTML with status 200', { status: 200, text: '<html></html>' }, 'the answer is not JSON'],
    ['an empty body', { status: 200, text: '' }, 'the answer is not JSON'],
    ['JSON without errcode', { hello: 1 }, 'the answer has no errcode'],
    ['JSON null', { status: 200, text: 'null' }, 'the answer has no errcode'],
    [
      'errcode 0 with a warning',
      { errcode: 0, errmsg: 'ok. Warning: wrong json format. ' },
      'WeCom could read only half of the request',
    ],
  ];
  for (const [what, reply, why] of cases)
    test(`after ${what}`, async () => {
      openWith({ ...QUICK, totalMs: reply === 'silence' ? 300 : 10_000 });
      stub.on('message/send', () => reply);
      const err = await fate(send());

      expect(err).toMatchObject({ code: 'E-WECOM-UNREACHABLE', retry: 'backoff', why });
      expect(everything(err)).not.toContain(tokenInUse);
      expect(stub.times('message/send')).toBe(1);
    });

  test('after an answer that is too long', async () => {
    openWith({ ...QUICK, answerBytes: 2_000 });
    stub.on('message/send', () => ({ errcode: 0, errmsg: 'x'.repeat(3_000) }));
    expect(await fate(send())).toMatchObject({ code: 'E-WECOM-UNREACHABLE' });
  });

  test('when nobody listens', async () => {
    http.close();
    http = openHttp('http://127.0.0.1:9', QUICK);
    const err = await fate(http.ask('message/send', { kind: 'write', params: { access_token: tokenInUse }, body: {} }));
    expect(err).toMatchObject({ code: 'E-WECOM-UNREACHABLE', why: 'ECONNREFUSED' });
    expect(everything(err)).not.toContain(tokenInUse);
  });

  test('when the other side speaks no TLS', async () => {
    const mute = createServer((socket) => void socket.on('error', () => undefined).end('hello, this is not TLS\r\n'));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as { port: number };
    http.close();
    http = openHttp(`https://127.0.0.1:${port}`, QUICK);

    expect(await fate(http.ask('gettoken', { kind: 'read' }))).toMatchObject({ code: 'E-WECOM-UNREACHABLE' });
    mute.close();
  });

  test('when the answer comes after the total time', async () => {
    openWith({ ...QUICK, totalMs: 300 });
    let answer = (): void => undefined;
    stub.on(
      'message/send',
      () =>
        new Promise((resolve) => {
          answer = () => resolve({ errcode: 0 });
        }),
    );
    expect(await fate(send())).toMatchObject({ code: 'E-WECOM-UNREACHABLE', why: 'TIMEOUT' });
    answer();
  });
});

describe('what goes over the wire', () => {
  beforeEach(() => stub.on('message/send', () => ({ errcode: 0, errmsg: 'ok' })));

  test('is raw UTF-8 without escapes', async () => {
    await send({ text: { content: '请改群昵称：李样本-华东 😀' } });
    expect(stub.heard[0]?.body).toBe('{"text":{"content":"请改群昵称：李样本-华东 😀"}}');
  });

  test('is byte for byte what was given as text', async () => {
    const body = '{ "b":1,  "a": "编号 N-000123" }\n';
    await send(body);
    await send(body);
    expect(stub.heard.map((one) => one.body)).toEqual([body, body]);
  });

  test('has the token in the query, and GET when there is no body', async () => {
    stub.on('user/get', () => ({ errcode: 0 }));
    await read();
    expect(stub.heard[0]).toMatchObject({
      api: 'user/get',
      method: 'GET',
      token: tokenInUse,
      params: { userid: 'qian' },
      body: '',
    });
  });

  test('goes to WeCom alone, whatever proxy the environment names', async () => {
    process.env.HTTP_PROXY = 'http://127.0.0.1:9';
    process.env.http_proxy = 'http://127.0.0.1:9';
    try {
      await send();
    } finally {
      delete process.env.HTTP_PROXY;
      delete process.env.http_proxy;
    }
    expect(stub.times('message/send')).toBe(1);
  });

  test('uses at most ten connections', async () => {
    stub.on('message/send', async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { errcode: 0 };
    });
    await Promise.all(Array.from({ length: 60 }, () => send()));
    expect(stub.connections()).toBeLessThanOrEqual(10);
  });
});

describe('busy WeCom', () => {
  for (const errcode of [-1, 6000]) {
    test(`${errcode} three times and then a yes is a yes for a read`, async () => {
      stub.on('user/get', (_one, times) => ({ errcode: times <= 3 ? errcode : 0 }));
      expect(await fate(read())).toBe('fine');
      expect(stub.times('user/get')).toBe(4);
    });

    test(`${errcode} for ever is a refusal after three more tries`, async () => {
      stub.on('user/get', () => ({ errcode }));
      expect(await fate(read())).toMatchObject({ code: `E-WECOM-${errcode}`, retry: 'backoff' });
      expect(stub.times('user/get')).toBe(4);
    });

    test(`${errcode} is never asked twice of a send: the outbox does that`, async () => {
      stub.on('message/send', () => ({ errcode }));
      expect(await fate(send())).toMatchObject({ errcode, retry: 'backoff' });
      expect(stub.times('message/send')).toBe(1);
    });
  }

  test('an unknown code is asked once more of a read', async () => {
    stub.on('user/get', () => ({ errcode: 98_765 }));
    expect(await fate(read())).toMatchObject({ errcode: 98_765, retryClass: 'once' });
    expect(stub.times('user/get')).toBe(2);
  });

  for (const errcode of [60020, 60011, 81013, 40003, 48002, 301002])
    test(`${errcode} is final: asked once, never again`, async () => {
      stub.on('user/get', () => ({ errcode }));
      expect(await fate(read())).toMatchObject({ errcode, retry: 'never' });
      expect(stub.times('user/get')).toBe(1);
    });
});

describe('the errcode decides', () => {
  test('and not the words: 0 is a yes though errmsg complains', async () => {
    stub.on('user/get', () => ({ errcode: 0, errmsg: 'invalid credential' }));
    expect(await fate(read())).toBe('fine');
  });

  test('and not the words: 60111 is a no though errmsg says ok', async () => {
    stub.on('user/get', () => ({ errcode: 60111, errmsg: 'ok' }));
    expect(await fate(read())).toMatchObject({ errcode: 60111 });
  });

  test('an answer without what we read names the field and not the value', async () => {
    stub.on('user/get', () => ({ errcode: 0, userid: 4711 }));
    const err = await fate(client.call('app', 'user/get', { kind: 'read' }, z.object({ userid: z.string() })));
    expect(err).toBeInstanceOf(HouseError);
    expect(err).toMatchObject({ code: 'E-WECOM-ANSWER', why: 'unexpected at userid' });
    expect(everything(err)).not.toContain('4711');
  });
});

test('two stale tokens in a row are said, to be tried again', async () => {
  for (const errcode of [40001, 40014, 42001, 42009]) {
    stub.on('user/get', () => ({ errcode }));
    expect(await fate(read())).toMatchObject({ code: 'E-WECOM-TOKEN', retry: 'backoff' });
  }
  expect(stub.times('user/get')).toBe(8);
});
