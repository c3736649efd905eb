import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DEMO, openTestReceiver, type TestReceiver } from '../../test/fixtures/callbacks/receiver.ts';
import { pathOf, sealedFor, xmlBody } from '../../test/fixtures/callbacks/sealed.ts';
import type { CorpConfig } from '../config.ts';
import { nowIn } from '../db/client.ts';
import { keepAddresses } from '../intake/keep-addresses.ts';
import { buildApp } from './app.ts';

// Where WeCom calls, and from where.

const WORD = 'aB3-dEf_hIjK1mNoPqR2tU';
const PLAIN = '/callbacks/demo/app';

let receiver: TestReceiver;
let app: FastifyInstance;
beforeAll(async () => {
  receiver = await openTestReceiver();
});
afterEach(async () => {
  await app.close();
});
afterAll(() => receiver.close());

async function open(over: Partial<CorpConfig>, trustedProxies: readonly string[] = []): Promise<void> {
  const { config } = receiver.deps;
  const demo = config.corps.get(DEMO) as CorpConfig;
  const corps = new Map([...config.corps, [DEMO, { ...demo, ...over }]]);
  receiver.deps.metrics.registry.resetMetrics();
  receiver.rung.length = 0;
  receiver.logged.length = 0;
  app = buildApp({ ...receiver.deps, config: { ...config, corps, trustedProxies } }, { patienceMs: 20_000 });
  await app.ready();
}

const withPath = (plain: 'open' | 'closed'): Partial<CorpConfig> => {
  const { surfaces } = receiver.deps.config.corps.get(DEMO) as CorpConfig;
  return { surfaces: { ...surfaces, ...(surfaces.app && { app: { ...surfaces.app, path: { word: WORD, plain } } }) } };
};

let nth = 0;
const post = (to: string, from = '127.0.0.1', headers = {}) => {
  nth += 1;
  const vector = sealedFor(`<xml><Event><![CDATA[x]]></Event><EventKey><![CDATA[${nth}]]></EventKey></xml>`);
  return app.inject({
    method: 'POST',
    url: pathOf(vector, to),
    payload: xmlBody(vector.encrypt),
    remoteAddress: from,
    headers: { 'content-type': 'text/xml', ...headers },
  });
};
const status = async (...args: Parameters<typeof post>) => (await post(...args)).statusCode;
const echo = async (to: string) => {
  const vector = sealedFor('1234567890');
  const url = `${pathOf(vector, to)}&echostr=${encodeURIComponent(vector.encrypt)}`;
  return (await app.inject({ method: 'GET', url })).statusCode;
};

describe('the word behind an address', () => {
  test('where there is none the plain address is answered, and no other', async () => {
    await open({});
    expect([await status(PLAIN), await status(`${PLAIN}/${WORD}`), await echo(PLAIN)]).toEqual([200, 403, 200]);
  });

  test('while WeCom still has the plain one both are answered', async () => {
    await open(withPath('open'));
    expect([await status(PLAIN), await status(`${PLAIN}/${WORD}`)]).toEqual([200, 200]);
    expect([await echo(PLAIN), await echo(`${PLAIN}/${WORD}`)]).toEqual([200, 200]);
  });

  test('once the plain one is closed only the word leads in; other surfaces stay as they are', async () => {
    await open(withPath('closed'));
    const nearly = `${WORD.slice(0, -1)}V`;
    expect([await status(PLAIN), await status(`${PLAIN}/${nearly}`), await status(`${PLAIN}/`)]).toEqual([
      403, 403, 403,
    ]);
    expect([await status(`${PLAIN}/${WORD}`), await echo(PLAIN), await echo(`${PLAIN}/${WORD}`)]).toEqual([
      200, 403, 200,
    ]);
    expect((await receiver.deps.metrics.refused.get()).values).toMatchObject([{ labels: { cause: 'address' } }]);
  });
});

const known = (addresses: readonly string[], daysAgo = 0) =>
  receiver.deps.db.withCorp(DEMO, async (tx) =>
    keepAddresses(tx, DEMO, addresses, new Date((await nowIn(tx)).getTime() - daysAgo * 86_400_000)),
  );
const figure = async (name: string): Promise<string> => {
  const text = await receiver.deps.metrics.registry.metrics();
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`))
    .join('\n');
};

describe('the addresses from which WeCom calls', () => {
  test('nobody looks at them where the corp does not want it', async () => {
    await open({});
    expect(await status(PLAIN, '203.0.113.9')).toBe(200);
    expect(await figure('qungui_callback_sources')).toBe('');
  });

  test('as long as none are known everything is taken, the figure says 0, and they are asked for once', async () => {
    await open({ callbackFrom: 'wecom' });
    expect(await status(PLAIN, '203.0.113.9')).toBe(200);
    expect(await figure('qungui_callback_sources')).toContain('corp="demo"} 0');
    expect(receiver.rung.filter((bell) => bell === 'timers demo')).toHaveLength(1);
    await app.close();
    await open({ callbackFrom: 'wecom' });
    expect(receiver.rung).toEqual([]);
    const armed = await receiver.deps.db.withCorp(DEMO, (tx) => tx.timer.count({ where: { kind: 'read-addresses' } }));
    expect(armed).toBe(1);
  });

  test('a good signature from elsewhere is refused, or only counted; one of a stranger is not worth a word', async () => {
    await known(['198.51.100.*']);
    await open({ callbackFrom: 'wecom' });
    expect([await status(PLAIN, '198.51.100.7'), await status(PLAIN, '203.0.113.9')]).toEqual([200, 403]);
    expect([await status(PLAIN, '127.0.0.1'), await status(PLAIN, '::ffff:127.0.0.1')]).toEqual([200, 200]); // trigger
    expect(await figure('qungui_callback_sources')).toContain('corp="demo"} 1');
    expect(await figure('qungui_callback_foreign_total')).toContain('outcome="refused"} 1');
    expect(receiver.logged.filter((line) => line.includes('an address that WeCom does not name'))).toHaveLength(1);
    const unsigned = await app.inject({
      method: 'POST',
      url: `${PLAIN}?msg_signature=0`,
      remoteAddress: '203.0.113.9',
    });
    expect([unsigned.statusCode, await figure('qungui_callback_foreign_total')]).toEqual([
      403,
      expect.stringContaining('} 1'),
    ]);
    await app.close();
    await open({ callbackFrom: 'watched' });
    expect(await status(PLAIN, '203.0.113.9')).toBe(200);
    expect(await figure('qungui_callback_foreign_total')).toContain('outcome="taken"} 1');
  });

  test('a list that is empty, or that nobody could read for days, refuses nobody', async () => {
    await known([]);
    await open({ callbackFrom: 'wecom' });
    expect([await status(PLAIN, '203.0.113.9'), await figure('qungui_callback_sources')]).toEqual([
      200,
      expect.stringContaining('} 0'),
    ]);
    await app.close();
    await known(['198.51.100.7'], 4);
    await open({ callbackFrom: 'wecom' });
    expect([await status(PLAIN, '203.0.113.9'), await figure('qungui_callback_sources')]).toEqual([
      200,
      expect.stringContaining('} 0'),
    ]);
  });

  test('who calls for somebody else is believed only where he is listed', async () => {
    await known(['198.51.100.7']);
    const via = { 'x-forwarded-for': '198.51.100.7' };
    await open({ callbackFrom: 'wecom' }, ['10.0.0.0/24']);
    expect([await status(PLAIN, '10.0.0.5', via), await status(PLAIN, '10.0.1.5', via)]).toEqual([200, 403]);
    await app.close();
    await open({ callbackFrom: 'wecom' });
    expect(await status(PLAIN, '10.0.0.5', via)).toBe(403);
  });

  test('a list that became another is history', async () => {
    await known(['198.51.100.8']);
    await known(['198.51.100.8']);
    const rows = await receiver.deps.db.withCorp(DEMO, (tx) =>
      tx.callbackSource.findMany({ orderBy: { since: 'asc' } }),
    );
    expect(rows.filter(({ until }) => until === null)).toMatchObject([{ addresses: ['198.51.100.8'] }]);
    expect(rows.length).toBeGreaterThan(2);
    await open({});
  });
});
