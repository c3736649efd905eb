import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantByName, hireCast } from '../../test/builders/cast.ts';
import { brake } from '../../test/builders/chain.ts';
import { openOutbox } from '../../test/builders/outbox.ts';
import { rewriteTrail } from '../../test/builders/rewritten.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';
import { appendAudit } from '../audit/append.ts';
import { showLeft } from '../directory/person-rows.ts';
import { openLog } from '../log.ts';
import { sendDigest } from './send-digest.ts';
import { tellHead } from './tell-head.ts';

const timeZone = 'Asia/Shanghai';

describe('in a house', () => {
  let { house, run, json } = {} as SmallHouse;
  beforeAll(async () => {
    ({ house, run, json } = await openSmallHouse());
    await house.tenant.withoutCallbacks(() => hireCast(house.tenant));
    await house.sync();
  }, 120_000);
  afterAll(() => house.close());

  /** The heads that are on somebody's phone, as he would copy them. */
  const headsOf = (userid: string): string[] =>
    house.tenant.inbox(userid).flatMap(({ text }) => text.match(/shifan:\d+:[0-9a-f]{32}/g) ?? []);
  const metric = async (name: string): Promise<string | undefined> => {
    const { measureBacklog } = await import('../backlog/measure-backlog.ts');
    await measureBacklog(house.deps);
    const shown = await house.deps.metrics.registry.getSingleMetricAsString(name);
    return /\{corp="shifan"\} (\S+)/.exec(shown)?.[1];
  };

  test('HR has it on the next working day, ten minutes after the digest, in words that say how to compare', async () => {
    await house.until('2026-11-27T09:30:00+08:00');
    const [head] = headsOf('li.renshi');
    const { text } = house.tenant.inbox('li.renshi').find((one) => one.text.includes('审计存证')) ?? { text: '' };
    expect(text).toContain('audit verify --head');
    expect(text).toContain('到 2026-11-27，审计记录共');
    expect(await run('audit', 'verify', '--head', head ?? '')).toMatchObject({ exit: 0 });
    expect(await house.trail('head-told')).toMatchObject([{ seq: Number(head?.split(':')[1]) }]);
  });

  test('nobody is told on a Sunday, and an auditor and a privacy officer before HR', async () => {
    await grantByName(house);
    const before = headsOf('li.renshi').length;
    await house.until('2026-11-30T09:00:00+08:00');
    expect(headsOf('li.renshi')).toHaveLength(before);
    await house.until('2026-11-30T09:30:00+08:00');
    const heads = ['feng.shenji', 'chu.baohu'].map((userid) => headsOf(userid));
    expect(heads[0]).toHaveLength(1);
    expect(heads[1]).toEqual(heads[0]);
    expect(headsOf('li.renshi')).toHaveLength(before);
    expect(headsOf('zheng.xinxi')).toEqual([]);
  });

  test('the trail is verified every hour, and all of it after the night', async () => {
    const check = await house.inCorp((tx) => tx.auditCheck.findUniqueOrThrow({ where: { corp: house.corp } }));
    expect(check.checkedAt.toISOString()).toMatch(/^2026-11-30T00:47:/);
    expect(check.wholeAt.toISOString()).toMatch(/^2026-11-29T20:47:/);
    expect([await metric('qungui_audit_broken'), await metric('qungui_audit_head_readers')]).toEqual(['0', '2']);
    const { corps } = await json('doctor', '--only', 'trail');
    expect(corps[0].checks[0]).toMatchObject({ verdict: 'ok' });
  });

  test('a head that is none, or of a corp that is not looked at, is no silent yes', async () => {
    for (const head of ['shifan:12', 'shifan:12:abc', `other:12:${'a'.repeat(32)}`])
      expect(await run('audit', 'verify', '--head', head)).toMatchObject({ exit: 2 });
  });

  test('a trail that was rewritten with all rights and the key is whole to itself; the message names the place', async () => {
    const [first] = headsOf('li.renshi');
    const [second] = headsOf('feng.shenji');
    const [one, two] = [first, second].map((head) => Number(head?.split(':')[1]));
    await rewriteTrail(house, Number(one) + 2);

    expect(await run('audit', 'verify')).toMatchObject({ exit: 0 });
    expect(await run('audit', 'verify', '--head', first ?? '')).toMatchObject({ exit: 0 });
    expect(await run('audit', 'verify', '--head', first ?? '', '--head', second ?? '')).toMatchObject({
      exit: 1,
      out: `✗ shifan: broken at record ${two}: anchor differs; up to record ${one} it is as it was told\n`,
    });
  });

  test('the next look at it finds that, too: the trail, the doctor and the metric say so, and stay so', async () => {
    await house.until('2026-11-30T09:50:00+08:00');
    const [found, ...more] = await house.trail('trail-broken');
    expect(found).toMatchObject({ fault: 'broken link' });
    expect(await metric('qungui_audit_broken')).toBe('1');
    const { corps } = await json('doctor', '--only', 'trail');
    expect(corps[0].checks[0]).toMatchObject({ verdict: 'fail' });
    await house.until('2026-11-30T12:00:00+08:00');
    expect(await metric('qungui_audit_broken')).toBe('1');
    expect(more.length + (await house.trail('trail-broken')).length).toBeLessThanOrEqual(2);
  });
});

test('without anything for a digest the head is told all the same; where nobody may keep it, the log says so', async () => {
  const outbox = await openOutbox();
  const { corp } = outbox;
  const keys = await outbox.keys();
  const lines: string[] = [];
  const log = openLog('info', (line) => lines.push(line));
  const place = { corp, keys, log };
  const readers = await outbox.inCorp((tx) =>
    tx.personState.findMany({ where: { corp, until: null, departments: { has: 3 } } }),
  );

  await outbox.inCorp((tx, at) => appendAudit(tx, corp, keys, at, [brake(1)]));

  expect(await outbox.inCorp((tx, at) => sendDigest(tx, { ...place, at }))).toBe(0);
  expect(await outbox.inCorp((tx, at) => tellHead(tx, { ...place, at, timeZone }))).toBe(Math.min(2, readers.length));
  await outbox.deliver();
  expect(JSON.stringify(outbox.phones.shown())).toContain('审计存证');

  for (const { personId } of readers) await outbox.inCorp((tx, at) => showLeft(tx, corp, personId, at));
  expect(await outbox.inCorp((tx, at) => tellHead(tx, { ...place, at, timeZone }))).toBe(0);
  expect(lines.join()).toContain('nobody is told the head');
});
