import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Collector, openCollector, type SentSpan } from '../../test/builders/collector.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';
import { HouseError } from '../errors.ts';
import { openTracing } from './open-tracing.ts';
import { carriedNow, traced } from './trace.ts';

let collector: Collector;
let small: SmallHouse;
let spans: readonly SentSpan[];

beforeAll(async () => {
  expect(carriedNow()).toBeNull();
  collector = await openCollector();
  small = await openSmallHouse();
  const tracing = openTracing({ endpoint: collector.endpoint, ratio: 1, authorization: null });
  const { house, world } = small;
  await house.tenant.join(world.group, 'li.renshi', { inviter: 'zhao.shiyong' });
  await house.until('2026-11-26T09:50:00+08:00');
  await house.tenant.say('zhao.shiyong', '举报 这句话只给人事看');
  await house.idle();
  await carriedFar();
  await strangeThings();
  await tracing.close();
  spans = collector.spans();
}, 120_000);
afterAll(async () => {
  await small.house.close();
  await collector.close();
});

/** A row that makes a row that makes a row. */
async function carriedFar(): Promise<void> {
  let carried: string | null = null;
  for (let rows = 0; rows < 12; rows += 1)
    carried = await traced(
      'timer',
      { kind: 'again-and-again', attempt: rows },
      async (): Promise<string | null> => carriedNow(),
      carried,
    );
}

async function strangeThings(): Promise<void> {
  await traced(
    'wecom',
    { api: 'gettoken?corpsecret=PLANTED', kind: '赵试用', corp: 'zhao@shifan', outcome: 'fine' },
    async () => undefined,
  );
  const failing = (err: Error) =>
    traced('review', { corp: 'failing' }, () => Promise.reject(err)).catch(() => undefined);
  await failing(new Error('PLANTED words of a person'));
  await failing(new HouseError({ code: 'E-WECOM-60011', what: 'PLANTED', why: 'PLANTED', remedy: '', retry: 'never' }));
}

const saidBy = ({ attributes }: SentSpan, key: string): unknown =>
  attributes.find((one) => one.key === `qungui.${key}`)?.value.stringValue;

/** The names from a span up to where its trace began. */
function wayUp(span: SentSpan): string[] {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return parent ? [parent.name, ...wayUp(parent)] : [];
}
const shown = () => spans.filter((one) => one.name === 'wecom' && saidBy(one, 'api') === 'message/send');

describe('one trace', () => {
  test('leads from a callback over its review, the timer and the message to the call of WeCom', () => {
    const ways = shown().map((one) => wayUp(one).join(' < '));
    expect(ways).toContainEqual(expect.stringMatching(/^notice < (timer < )+review < callback$/));
    expect(ways).toContain('notice < review < callback');
  });

  test('holds calls beside each other, each with its answer', () => {
    const [read] = spans.filter(
      (one) => one.name === 'wecom' && String(saidBy(one, 'api')).startsWith('externalcontact/groupchat'),
    );
    expect(read && wayUp(read)).toEqual(expect.arrayContaining(['timer', 'review', 'callback']));
    expect(read?.attributes.map(({ key }) => key)).toContain('qungui.errcode');
  });

  test('ends after eight rows: what arms itself for ever is not one trace', () => {
    const again = spans.filter((one) => saidBy(one, 'kind') === 'again-and-again');
    const ids = [...new Set(again.map(({ traceId }) => traceId))];
    const lengths = ids.map((id) => again.filter(({ traceId }) => traceId === id).length);
    expect(lengths).toEqual([9, 3]);
  });
});

describe('a trace says', () => {
  test('nothing but what is on the list', () => {
    const keys = new Set(spans.flatMap(({ attributes }) => attributes.map(({ key }) => key)));
    const listed = ['api', 'attempt', 'corp', 'count', 'errcode', 'kind', 'outcome', 'row', 'surface'];
    expect([...keys].sort()).toEqual(listed.map((key) => `qungui.${key}`));
    expect(spans.flatMap(({ events = [] }) => events)).toEqual([]);
  });

  test('of an error its code alone', () => {
    const failed = spans.filter((one) => saidBy(one, 'corp') === 'failing').map(({ status }) => status?.message);
    expect(failed).toEqual(['error', 'E-WECOM-60011']);
  });

  test('no secret, no person, no group and no word', async () => {
    const { house, world } = small;
    const surfaces = [...house.deps.config.corps.values()].flatMap((corp) => [
      corp.corpid,
      ...Object.values(corp.surfaces).flatMap(({ secret, callbackKeys }) =>
        [secret ?? [], ...callbackKeys.flatMap(({ token, aesKey }) => [token, aesKey])].flat(),
      ),
    ]);
    const planted = [
      'PLANTED',
      world.group,
      'zhao.shiyong',
      'li.renshi',
      '赵试用',
      '李人事',
      '只给人事看',
      '举报',
      ...surfaces,
    ];
    expect(spans.length).toBeGreaterThan(20);
    for (const word of planted) expect(collector.heard().includes(word), word).toBe(false);
    expect(collector.heard()).not.toMatch(/access_token|msg_signature|corpsecret/);
  });
});

test('rows carry no more than the trace, and nothing where nobody wants traces', async () => {
  const { house } = small;
  const rows = await house.inCorp(async (tx) => [
    ...(await tx.callback.findMany({ select: { trace: true } })),
    ...(await tx.timer.findMany({ select: { trace: true } })),
    ...(await tx.notice.findMany({ select: { trace: true } })),
  ]);
  const traces = rows.flatMap(({ trace }) => trace ?? []);
  expect(traces.length).toBeGreaterThan(3);
  for (const trace of traces) expect(trace).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01\/[0-7]$/);
  await house.tenant.say('zhao.shiyong', '举报 再说一句');
  await house.idle();
  const [last] = await house.inCorp((tx) => tx.callback.findMany({ orderBy: { receivedAt: 'desc' }, take: 1 }));
  expect(last?.trace).toBeNull();
});

test('a collector that is gone stops nobody', async () => {
  const tracing = openTracing({ endpoint: 'http://127.0.0.1:9/v1/traces', ratio: 1, authorization: null });
  expect(await traced('review', { corp: 'shifan' }, async () => 'done')).toBe('done');
  await tracing.close();
});
