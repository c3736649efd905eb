import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { openTestDb } from '../../test/db.ts';
import type { GroupEvent } from '../events/callback-event.ts';
import { Corp, newId } from '../ids.ts';
import { applyGroupEvents } from './apply-events.ts';
import type { RosterEvent } from './follow-versions.ts';
import type { SeenMember, Snapshot } from './snapshot.ts';
import { writeSnapshot } from './write-snapshot.ts';

const corp = Corp.parse('shifan');
const startMs = Date.parse('2026-11-26T09:00:00+08:00');
const seconds = (later: number): Date => new Date(startMs + later * 1000);

const { db, close } = await openTestDb();
afterAll(close);

const seen = (id: string, joinedAt: Date): SeenMember => ({
  id,
  kind: 'external',
  joinedAt,
  joinScene: 1,
  inviter: null,
  joinState: null,
  nickname: '',
  shownName: id,
});
const snapshot = (memberVersion: string, members: readonly SeenMember[]): Snapshot => ({
  reach: 'customer',
  name: '示范营销群',
  owner: 'qian.xiaoshou',
  admins: [],
  createdAt: seconds(0),
  notice: '',
  memberVersion,
  members,
});
const event = (chatId: string, over: Partial<RosterEvent>): RosterEvent => ({
  change: 'joined',
  chatId,
  members: ['wm1'],
  joinScene: 0,
  how: 'unknown',
  lastVersion: 'v1',
  version: 'v2',
  atMs: seconds(60).getTime(),
  ...over,
});
const aGroup = async (members: readonly SeenMember[] = []): Promise<string> => {
  const chatId = `wr${newId().slice(0, 8)}`;
  await db.withCorp(corp, (tx) =>
    writeSnapshot(tx, corp, chatId, snapshot('v1', members), { memberVersion: null, verifiedAt: null }, seconds(1)),
  );
  return chatId;
};
/** As WeCom tells it. */
const told = ({ change, chatId, members, how, lastVersion, version, atMs }: RosterEvent): GroupEvent => {
  const moved = { chatId, members, lastMemVer: lastVersion ?? '', curMemVer: version ?? '', createdAtMs: atMs };
  return change === 'joined'
    ? { ...moved, kind: 'members-joined', joinScene: 0, name: 'change_external_chat/update/add_member' }
    : {
        ...moved,
        kind: 'members-left',
        quitScene: how === 'removed' ? 1 : 0,
        name: 'change_external_chat/update/del_member',
      };
};
const applyAll = (events: readonly RosterEvent[], at: Date) =>
  db.withCorp(corp, (tx) => applyGroupEvents(tx, corp, events.map(told), at));
const apply = async (e: RosterEvent, at: Date) => (await applyAll([e], at))[0];
const inside = async (chatId: string): Promise<string[]> => {
  const rows = await db.withCorp(corp, (tx) => tx.membership.findMany({ where: { corp, chatId, until: null } }));
  return rows.map((row) => row.memberId).sort();
};
const look = (chatId: string, held: string, shown: Snapshot, at: Date, verifiedAt = seconds(1)) =>
  db.withCorp(corp, (tx) => writeSnapshot(tx, corp, chatId, shown, { memberVersion: held, verifiedAt }, at));

describe('the version protocol', () => {
  test('an event that follows the version we hold is applied without asking WeCom', async () => {
    const chatId = await aGroup();

    expect(await apply(event(chatId, {}), seconds(61))).toBe('applied');
    expect(await inside(chatId)).toEqual(['wm1']);
  });

  test('the same event again changes nothing', async () => {
    const chatId = await aGroup();
    await apply(event(chatId, {}), seconds(61));

    expect(await apply(event(chatId, {}), seconds(62))).toBe('seen');
    expect(await inside(chatId)).toEqual(['wm1']);
  });

  test('after a lost event nothing is believed until the roster is fetched', async () => {
    const chatId = await aGroup();

    expect(await apply(event(chatId, { lastVersion: 'v7', version: 'v8' }), seconds(61))).toBe('distrusted');
    expect(await inside(chatId)).toEqual([]);
  });

  test('a fetch that still shows the roster of before the event is not believed in the first seconds', async () => {
    const chatId = await aGroup();
    await apply(event(chatId, {}), seconds(61));

    expect(await look(chatId, 'v2', snapshot('v1', []), seconds(63))).toBe('overtaken');
    expect(await inside(chatId)).toEqual(['wm1']);
  });

  test('a fetch that began before the event was applied is not believed', async () => {
    const chatId = await aGroup();
    await apply(event(chatId, {}), seconds(61));

    expect(await look(chatId, 'v1', snapshot('v1', []), seconds(120))).toBe('overtaken');
  });

  test('of two looks at once the older answer does not win by coming later', async () => {
    const chatId = await aGroup();
    const renamed = { ...snapshot('v1', []), name: '示范新群' };
    expect(await look(chatId, 'v1', renamed, seconds(40))).toBe('written');

    expect(await look(chatId, 'v1', snapshot('v1', []), seconds(41))).toBe('overtaken');
    const [state] = await db.withCorp(corp, (tx) => tx.groupState.findMany({ where: { corp, chatId, until: null } }));
    expect(state?.name).toBe('示范新群');
  });

  test('a look after the settling time is the truth', async () => {
    const chatId = await aGroup();
    await apply(event(chatId, { lastVersion: 'v7', version: 'v8' }), seconds(61));

    expect(await look(chatId, 'v1', snapshot('v8', [seen('wm9', seconds(50))]), seconds(91))).toBe('written');
    expect(await inside(chatId)).toEqual(['wm9']);
  });

  test('an event that comes after the look still tells that he was removed; by whom, WeCom never says', async () => {
    const chatId = await aGroup([seen('wm1', seconds(0))]);
    await look(chatId, 'v1', snapshot('v2', []), seconds(62));

    await apply(event(chatId, { change: 'left', how: 'removed' }), seconds(63));

    const [row] = await db.withCorp(corp, (tx) => tx.membership.findMany({ where: { corp, chatId, memberId: 'wm1' } }));
    expect(row?.leftHow).toBe('removed');
  });
});

test('an event that is not believed still tells how he left, once the look finds him gone', async () => {
  const chatId = await aGroup([seen('wm1', seconds(0)), seen('wm2', seconds(0))]);
  const removed = { change: 'left', how: 'removed', lastVersion: 'v7', version: 'v8' } as const;
  await apply(event(chatId, { ...removed, members: ['wm1', 'wm2'] }), seconds(61));
  await look(chatId, 'v1', snapshot('v8', [seen('wm2', seconds(0))]), seconds(91));

  const rows = await db.withCorp(corp, (tx) =>
    tx.membership.findMany({ where: { corp, chatId }, orderBy: { memberId: 'asc' } }),
  );
  expect(rows.map((row) => [row.until !== null, row.leftHow])).toEqual([
    [true, 'removed'],
    [false, null],
  ]);
});

test('two stays of one member never overlap', async () => {
  const chatId = await aGroup([seen('wm1', seconds(0))]);
  await look(chatId, 'v1', snapshot('v3', [seen('wm1', seconds(70))]), seconds(91));

  const rows = await db.withCorp(corp, (tx) =>
    tx.membership.findMany({ where: { corp, chatId }, orderBy: { since: 'asc' } }),
  );
  expect(rows.map((row) => [row.since, row.until])).toEqual([
    [seconds(0), seconds(70)],
    [seconds(70), null],
  ]);
});

/** Joins and leaves of five people, each with the version before and after. */
const history = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 8 });

test('lost, doubled and reordered events end in what the last look shows', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.infiniteStream(fc.nat({ max: 9 })), async (people, chance) => {
      const chatId = await aGroup();
      const present = new Map<string, Date>();
      const events = people.map((person, n): RosterEvent => {
        const id = `wm${person}`;
        const moment = seconds(60 + n);
        const joins = !present.has(id);
        if (joins) present.set(id, moment);
        else present.delete(id);
        return event(chatId, {
          change: joins ? 'joined' : 'left',
          members: [id],
          lastVersion: `v${n + 1}`,
          version: `v${n + 2}`,
          atMs: moment.getTime(),
        });
      });
      const delivered = events
        .flatMap((e) => Array.from({ length: [0, 1, 1, 1, 2][(chance.next().value ?? 0) % 5] ?? 1 }, () => e))
        .map((e) => ({ e, order: chance.next().value ?? 0 }))
        .sort((a, b) => a.order - b.order);
      for (const { e } of delivered) await apply(e, seconds(80));
      const row = await db.withCorp(corp, (tx) => tx.chatGroup.findFirst({ where: { corp, chatId } }));

      const truth = snapshot(
        `v${events.length + 1}`,
        [...present].map(([id, moment]) => seen(id, moment)),
      );
      await look(chatId, row?.memberVersion ?? '', truth, seconds(200));

      expect(await inside(chatId)).toEqual([...present.keys()].sort());
    }),
    { numRuns: 40 },
  );
});

/** What is known of a group, without its own name. */
const knownOf = (chatId: string) =>
  db.withCorp(corp, async (tx) => {
    const stays = await tx.membership.findMany({
      where: { corp, chatId },
      orderBy: [{ memberId: 'asc' }, { since: 'asc' }],
    });
    const group = await tx.chatGroup.findFirst({ where: { corp, chatId } });
    const timers = await tx.timer.findMany({ where: { corp, subject: chatId }, orderBy: { kind: 'asc' } });
    return {
      stays: stays.map(({ memberId, since, until, leftHow, memberKind }) => ({
        memberId,
        since,
        until,
        leftHow,
        memberKind,
      })),
      version: group?.memberVersion,
      timers: timers.map(({ kind, dueAt }) => ({ kind, dueAt })),
    };
  });

/** Who comes or goes, in which of three groups, how, and whether an event between is missing. */
const move = fc.record({
  group: fc.nat({ max: 2 }),
  person: fc.nat({ max: 2 }),
  change: fc.constantFrom('joined' as const, 'left' as const),
  how: fc.constantFrom('left' as const, 'removed' as const),
  told: fc.constantFrom('in turn', 'in turn', 'in turn', 'twice', 'one is missing'),
});

test('events of several groups applied together end as one by one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 2, maxLength: 12 }), async (moves) => {
      const [alone, together] = await Promise.all(
        [0, 1].map(() => Promise.all([0, 1, 2].map(() => aGroup([seen('wm0', seconds(0))])))),
      );
      const eventsIn = (groups: readonly string[] = []): RosterEvent[] => {
        const versions = [1, 1, 1];
        return moves.flatMap(({ group, person, change, how, told: way }, nth) => {
          const before = (versions[group] ?? 1) + (way === 'one is missing' ? 1 : 0);
          versions[group] = before + 1;
          const one = event(groups[group] ?? '', {
            change,
            how: change === 'left' ? how : 'unknown',
            members: [`wm${person}`],
            lastVersion: `v${before}`,
            version: `v${before + 1}`,
            atMs: seconds(60 + nth).getTime(),
          });
          return way === 'twice' ? [one, one] : [one];
        });
      };
      for (const one of eventsIn(alone)) await apply(one, seconds(100));
      await applyAll(eventsIn(together), seconds(100));

      for (const nth of [0, 1, 2])
        expect(await knownOf(together?.[nth] ?? '')).toEqual(await knownOf(alone?.[nth] ?? ''));
    }),
    { numRuns: 30 },
  );
});
