import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../src/ids.ts';
import { armTimer } from '../../src/timers/arm.ts';
import { asSuperuser } from '../db.ts';
import { type Line, openTalkingHouse, type TalkingHouse } from './talking-house.ts';

let open: TalkingHouse;
beforeAll(async () => {
  open = await openTalkingHouse({ consents: 'unsaid' });
});
afterAll(() => open.house.close());

const coverage = async () => {
  const { corp, inCorp } = open.house;
  const rows = await inCorp((tx) => tx.coverage.findMany({ where: { corp, rule: 'half-an-hour', until: null } }));
  return rows.map(({ verdict, reason }) => [verdict, reason]);
};
const look = async () => {
  const { corp, inCorp, deps } = open.house;
  const at = await deps.clock.now();
  await inCorp((tx) => armTimer(tx, corp, { kind: 'look-group', subject: open.world.group, dueAt: at, at }));
  await open.house.idle();
};

describe('a rule about answers', () => {
  test('is not checkable without an archive, where an outsider has not agreed, and while nothing is read', async () => {
    expect(await coverage()).toEqual([['not-checkable', 'no-archive']]);
    await open.readUpTo('11-26 09:31');
    await look();
    expect(await coverage()).toEqual([['not-checkable', 'no-consent']]);
    await open.consent();
    await look();
    expect(await coverage()).toEqual([['checked', null]]);
    await open.house.until('2026-11-26T10:00:00+08:00');
    await look();
    expect(await coverage()).toEqual([['data-gap', 'data-gap']]);
    expect(await open.rows()).toEqual([]);
  });

  test('says of what fell due while records are missing neither that it was met nor that it was missed', async () => {
    const { corp, inCorp } = open.house;
    await open.readUpTo('11-26 10:05');
    await open.hear({ id: 'm1', from: 'sun.jingli', at: '11-26 10:00', text: '@营销策划部-钱销售 请今天把报表发我' });
    const gap = { fromSeq: 5, toSeq: 9, because: 'jump', foundAt: new Date('2026-11-26T10:30:00+08:00') };
    await inCorp((tx) =>
      tx.archiveGap.create({
        data: {
          corp,
          id: newId(),
          ...gap,
          afterAt: new Date('2026-11-26T10:10:00+08:00'),
          beforeAt: new Date('2026-11-26T10:20:00+08:00'),
        },
      }),
    );
    await open.readUpTo('11-26 13:00');
    await open.house.until('2026-11-26T13:00:00+08:00');
    await open.house.idle();
    expect(await open.rows()).toMatchObject([{ acknowledgeState: 'unknown', closedAt: null }]);
    expect((await open.house.openCases()).filter(({ rule }) => rule === 'response/task')).toEqual([]);
    expect(await coverage()).toEqual([['partly', 'data-gap']]);
    await open.hear({ id: 'm2', from: 'qian.xiaoshou', at: '11-26 12:00', text: '收到' });
    expect(await open.rows()).toMatchObject([{ acknowledgeState: 'unknown', closedAt: expect.any(Date) }]);
  });
});

/** What was thought for a while, before what was said earlier came, is kept and counts for nothing. */
const stands = ({ cancelled }: { readonly cancelled: string | null }) => cancelled !== 'gone';

const SECRET = '华东密件';
const talk: readonly Line[] = [
  { id: 'o1', from: 'sun.jingli', at: '11-27 10:00', text: `@营销策划部-钱销售 请今天发${SECRET}` },
  { id: 'o2', from: 'sun.jingli', at: '11-27 10:05', text: `@营销策划部-钱销售 还有${SECRET}二，请今天给我` },
  { id: 'o3', from: 'qian.xiaoshou', at: '11-27 10:20', text: `收到，${SECRET}在路上` },
  { id: 'o4', from: 'sun.jingli', at: '11-27 10:50', text: `@营销策划部-钱销售 请今天再核对${SECRET}` },
  {
    id: 'o5',
    from: 'sun.jingli',
    at: '11-27 11:00',
    text: '',
    action: 'recall',
    msgtype: 'revoke',
    revoke: { pre_msgid: 'o4' },
  },
];

describe('the same messages', () => {
  test('in any order end in the same rows, and no word of them is anywhere', async () => {
    const { corp, inCorp } = open.house;
    await open.readUpTo('11-27 14:00');
    await open.house.until('2026-11-27T14:00:00+08:00');
    const said: unknown[] = [];
    for (const order of [
      [0, 1, 2, 3, 4],
      [4, 3, 2, 1, 0],
      [2, 0, 4, 1, 3],
    ]) {
      await inCorp(async (tx) => {
        await tx.message.deleteMany({ where: { corp, id: { startsWith: 'o' } } });
        await tx.messageRecall.deleteMany({ where: { corp } });
        await tx.obligation.deleteMany({ where: { corp, NOT: { messages: { has: 'm1' } } } });
      });
      for (const at of order) await open.hear(talk[at] as Line);
      said.push(
        (await open.rows()).filter(stands).map(({ id: _, foundAt: _f, changedAt: _c, closedAt, ...row }) => ({
          ...row,
          isOver: closedAt !== null,
        })),
      );
    }
    expect(said[0]).toMatchObject([
      { messages: ['m1'] },
      { messages: ['o1', 'o2'], acknowledgeState: 'met', acknowledgeWorkedMs: 1_200_000n },
      { messages: ['o4'], cancelled: 'revoked' },
    ]);
    expect(said[1]).toEqual(said[0]);
    expect(said[2]).toEqual(said[0]);
    expect(await tablesWith(SECRET)).toEqual([]);
    expect(await tablesWith('报表')).toEqual([]);
  });
});

/** Every table in which a text stands, as it is; sealed columns hold none. */
const tablesWith = (text: string): Promise<string[]> =>
  asSuperuser(open.house.database, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('qungui', 'bullmq') and table_type = 'BASE TABLE' and table_name <> 'policy_version'`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const { rows: hits } = await client.query(`select 1 from ${name} t where t::text like '%' || $1 || '%' limit 1`, [
        text,
      ]);
      if (hits.length > 0) found.push(name);
    }
    return found;
  });
