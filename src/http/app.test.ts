import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asSuperuser } from '../../test/db.ts';
import { HOSTILE_INNER, HOSTILE_JSON, HOSTILE_OUTER } from '../../test/fixtures/callbacks/hostile.ts';
import {
  OTHER_CORPID,
  OTHER_KEY,
  openTestReceiver,
  type TestReceiver,
} from '../../test/fixtures/callbacks/receiver.ts';
import { pathOf, sealedBytes, sealedFor, signed, xmlBody } from '../../test/fixtures/callbacks/sealed.ts';
import { DISMISS_VECTOR, ECHO_VECTOR, ROBOT_VECTOR, type Vector } from '../../test/fixtures/callbacks/vectors.ts';
import { buildApp } from './app.ts';

const APP = '/callbacks/demo/app';

let receiver: TestReceiver;
let app: FastifyInstance;

beforeAll(async () => {
  receiver = await openTestReceiver();
});
beforeEach(async () => {
  await app?.close();
  app = buildApp(receiver.deps, { patienceMs: 20_000 });
  receiver.deps.metrics.refused.reset();
  receiver.deps.metrics.callbacks.reset();
  receiver.logged.length = 0;
  await asSuperuser(receiver.database, (client) => client.query('delete from qungui.callback'));
});
afterAll(async () => {
  await app.close();
  await receiver.close();
});

const post = (vector: Vector, body: string | Buffer = xmlBody(vector.encrypt), to = APP, headers = {}) =>
  app.inject({
    method: 'POST',
    url: pathOf(vector, to),
    payload: body,
    headers: { 'content-type': 'text/xml', ...headers },
  });

const rows = async (): Promise<{ corp: string; surface: string; state: string; repeats: number }[]> =>
  asSuperuser(receiver.database, async (client) => {
    const { rows: found } = await client.query('select corp, surface, state, repeats from qungui.callback');
    return found;
  });

const refusals = async (): Promise<Record<string, number>> => {
  const { values } = await receiver.deps.metrics.refused.get();
  return Object.fromEntries(values.map(({ labels, value }) => [labels.cause, value]));
};

describe('a delivery', () => {
  test('is kept as one row and answered with an empty 200', async () => {
    const answer = await post(DISMISS_VECTOR);

    expect([answer.statusCode, answer.body, answer.headers['content-length']]).toEqual([200, '', '0']);
    expect(await rows()).toEqual([{ corp: 'demo', surface: 'app', state: 'new', repeats: 0 }]);
  });
  test("of a robot is kept under the robot's surface", async () => {
    const answer = await post(ROBOT_VECTOR, JSON.stringify({ encrypt: ROBOT_VECTOR.encrypt }), '/callbacks/demo/robot');

    expect(answer.statusCode).toBe(200);
    expect(await rows()).toEqual([{ corp: 'demo', surface: 'robot', state: 'new', repeats: 0 }]);
  });
  test('that comes again, sealed anew, is one row with one repeat', async () => {
    await post(sealedFor('<xml>again</xml>'));
    const answer = await post(sealedFor('<xml>again</xml>', { timestamp: '1795305605', nonce: 'other' }));

    expect(answer.statusCode).toBe(200);
    expect(await rows()).toMatchObject([{ repeats: 1 }]);
  });
  test.each([
    ['application/xml'],
    ['text/xml; charset=utf-8'],
    ['application/json'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/octet-stream'],
    ['nonsense'],
  ])('of type %s is kept', async (type) => {
    expect((await post(DISMISS_VECTOR, undefined, APP, { 'content-type': type })).statusCode).toBe(200);
  });
  test('without a type is kept', async () => {
    const body = xmlBody(DISMISS_VECTOR.encrypt);
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as { port: number };
    const answer = await raw(
      port,
      `POST ${pathOf(DISMISS_VECTOR, APP)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
  test(`that holds any of ${HOSTILE_INNER.length} hostile documents is kept and answered 200: the worker will park it`, async () => {
    const odd: unknown[] = [];
    for (const [name, bytes] of HOSTILE_INNER) {
      const answer = await post(sealedBytes(Buffer.from(bytes as string).subarray(0, 40_000)));
      if (answer.statusCode !== 200 || answer.body !== '') odd.push([name, answer.statusCode, answer.body]);
    }
    expect(odd).toEqual([]);
    expect((await rows()).map(({ repeats }) => repeats + 1).reduce((a, b) => a + b)).toBe(HOSTILE_INNER.length);
  });
});

describe('a refusal', () => {
  const wrongToken = signed(DISMISS_VECTOR.encrypt, { key: { ...OTHER_KEY } });
  const otherCorp = sealedFor('<xml/>', { receiverId: OTHER_CORPID });
  const query = pathOf(DISMISS_VECTOR, APP);
  const body = xmlBody(DISMISS_VECTOR.encrypt);

  test.each([
    ['a wrong signature', pathOf(wrongToken, APP), body, 'signature'],
    [
      "another corp's token and key",
      pathOf(sealedFor('<xml/>', { key: OTHER_KEY }), APP),
      xmlBody(sealedFor('<xml/>', { key: OTHER_KEY }).encrypt),
      'signature',
    ],
    ['an envelope for another corp', pathOf(otherCorp, APP), xmlBody(otherCorp.encrypt), 'receiver'],
    [
      "an envelope of the app at the robot's door",
      pathOf(DISMISS_VECTOR, '/callbacks/demo/robot'),
      `{"encrypt":"${DISMISS_VECTOR.encrypt}"}`,
      'receiver',
    ],
    ['a corp that is not ours', pathOf(DISMISS_VECTOR, '/callbacks/nobody/app'), body, 'address'],
    ['a surface that is not configured', pathOf(DISMISS_VECTOR, '/callbacks/demo/archive'), body, 'address'],
    ['a surface that every object has', pathOf(DISMISS_VECTOR, '/callbacks/demo/constructor'), body, 'address'],
    ['a corp that every object has', pathOf(DISMISS_VECTOR, '/callbacks/__proto__/app'), body, 'address'],
    ['no query', APP, body, 'query'],
    ['a nonce twice', `${query}&nonce=b`, body, 'query'],
    ['an encoded nonce twice', `${query}&%6eonce=b`, body, 'query'],
    ['a signature as a list', query.replace('msg_signature', 'msg_signature[]'), body, 'query'],
    [
      'a signature in capitals',
      query.replace(/msg_signature=\w+/, (s) => s.toUpperCase().replace('MSG_SIGNATURE', 'msg_signature')),
      body,
      'query',
    ],
    ['no body', query, '', 'body'],
  ])('of %s is an empty 403, counted as its cause and written nowhere', async (_, url, payload, cause) => {
    const answer = await app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'text/xml' } });

    expect([answer.statusCode, answer.body]).toEqual([403, '']);
    expect(await refusals()).toEqual({ [cause]: 1 });
    expect(await rows()).toEqual([]);
    expect(receiver.logged).toEqual([]);
  });
  test('looks the same whatever its cause', async () => {
    const answers = [
      await post(wrongToken),
      await post(otherCorp),
      await post(DISMISS_VECTOR, '<xml/>'),
      await post(DISMISS_VECTOR, body, '/callbacks/nobody/app'),
      await app.inject({ method: 'GET', url: APP }),
    ];
    const seen = answers.map(({ statusCode, body: text, headers: { date, ...headers } }) =>
      JSON.stringify([statusCode, text, headers]),
    );
    expect(new Set(seen).size).toBe(1);
  });
  test.each([
    [`any of ${HOSTILE_OUTER.length} hostile outer bodies`, HOSTILE_OUTER, DISMISS_VECTOR, APP],
    [
      `any of ${HOSTILE_JSON.length} hostile outer bodies of a robot`,
      HOSTILE_JSON,
      ROBOT_VECTOR,
      '/callbacks/demo/robot',
    ],
  ] as const)('of %s is an empty 403 and touches nothing', async (_, corpus, { query: signedQuery }, to) => {
    const odd: unknown[] = [];
    for (const [at, [name, payload]] of corpus.entries()) {
      const url = `${to}?${new URLSearchParams({ ...signedQuery })}`;
      const answer = await app.inject({ method: 'POST', url, payload, remoteAddress: `192.0.2.${at}` });
      if (answer.statusCode !== 403 || answer.body !== '') odd.push([name, answer.statusCode, answer.body]);
    }
    expect(odd).toEqual([]);
    expect(await rows()).toEqual([]);
  });
  test('of 64 KiB and one byte is an empty 413', async () => {
    const answer = await post(DISMISS_VECTOR, Buffer.alloc(64 * 1024 + 1, 65));

    expect([answer.statusCode, answer.body]).toEqual([413, '']);
    expect(await refusals()).toEqual({ size: 1 });
  });
  test('of other methods and paths is empty as well', async () => {
    for (const [method, url] of [
      ['PUT', APP],
      ['HEAD', APP],
      ['GET', '/'],
      ['GET', '/metrics'],
    ] as const) {
      const answer = await app.inject({ method, url });
      expect([answer.statusCode, answer.body]).toEqual([404, '']);
    }
  });
  test('comes thirty times a minute, then 429; signed calls from the same address are kept', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 40; i += 1) statuses.push((await post(wrongToken)).statusCode);
    const kept = await post(DISMISS_VECTOR);

    expect(statuses.filter((status) => status === 403)).toHaveLength(30);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    expect(kept.statusCode).toBe(200);
    expect(await refusals()).toEqual({ signature: 40 });
  });
});

describe('the URL check', () => {
  const check = (vector: Vector, echostr = encodeURIComponent(vector.encrypt)) =>
    app.inject({ method: 'GET', url: `${pathOf(vector, APP)}&echostr=${echostr}` });

  test('is answered with the bare plaintext', async () => {
    const answer = await check(ECHO_VECTOR);

    expect([answer.statusCode, answer.rawPayload.toString('hex')]).toEqual([
      200,
      Buffer.from('3187465029417758233').toString('hex'),
    ]);
    expect(answer.headers['content-type']).toMatch(/^text\/plain/);
    expect(await rows()).toEqual([]);
  });
  test.each([
    ['bare plus signs', ECHO_VECTOR.encrypt],
    ['plus signs that became blanks', ECHO_VECTOR.encrypt.replaceAll('+', '%20')],
  ])('survives %s', async (_, echostr) => {
    expect((await check(ECHO_VECTOR, echostr)).body).toBe('3187465029417758233');
  });
  test('needs no database', async () => {
    const broken = {
      ...receiver.deps.db,
      batch: () => Promise.reject(new Error('down')),
      withCorp: () => Promise.reject(new Error('down')),
    };
    const other = buildApp({ ...receiver.deps, db: broken });
    const answer = await other.inject({
      method: 'GET',
      url: `${pathOf(ECHO_VECTOR, APP)}&echostr=${encodeURIComponent(ECHO_VECTOR.encrypt)}`,
    });
    await other.close();
    expect(answer.statusCode).toBe(200);
  });
  test('of a captured event prints nothing', async () => {
    const answer = await check(DISMISS_VECTOR);

    expect([answer.statusCode, answer.body]).toEqual([403, '']);
    expect(await refusals()).toEqual({ echo: 1 });
  });
  test('without an echo is refused', async () => {
    const answer = await app.inject({ method: 'GET', url: pathOf(ECHO_VECTOR, APP) });
    expect([answer.statusCode, answer.body]).toEqual([403, '']);
  });
});

describe('the socket', () => {
  test('that speaks no HTTP is told so without a body', async () => {
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as { port: number };
    const answer = await raw(port, 'hello\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*\r\n\r\n$/);
  });
  test('has the limits of the house', () => {
    expect({
      headers: app.server.headersTimeout,
      request: app.server.requestTimeout,
      idle: app.server.keepAliveTimeout,
      sockets: app.server.maxConnections,
    }).toEqual({ headers: 5_000, request: 10_000, idle: 30_000, sockets: 1_000 });
  });
});

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}
