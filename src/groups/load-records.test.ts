import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDirectory, aPerson } from '../../test/builders/person.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { freshDatabase, type TestDatabase } from '../../test/db.ts';
import { type Db, openDb } from '../db/client.ts';
import type { RecordKind, Records } from '../events/records.ts';
import { Corp, newId, PersonId } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { oneOfASet } from '../rules/set/one-of-a-set.ts';
import { loadFactsOf } from './load-facts.ts';
import { withRecords } from './load-records.ts';
import { lookBeside, lookBesideGone } from './look-beside.ts';

const corp = Corp.parse('shifan');
const at = (time: string): Date => new Date(`${time}:00+08:00`);
const now = at('2026-11-26T10:00');

const EVERYTHING: readonly RecordKind[] = [
  'siblings',
  'stays',
  'names',
  'nicknames',
  'moves',
  'attestations',
  'reminded',
  'activity',
];

/** A policy with one use that asks for records, in the kinds it names. */
function policyAsking(used: readonly string[], settings: object = {}): Policy {
  const policy = foundingPolicy('anhui-chamber');
  const [use] = policy.uses;
  const [kind] = policy.kinds.values();
  if (!use || !kind) throw new RangeError('the policy uses no rule');
  const rule = { ...oneOfASet, asks: EVERYTHING } as unknown as typeof use.rule;
  const asking = { ...use, rule, kinds: used, unset: [], settings: oneOfASet.settings.parse(settings) };
  const kinds = new Map(['members', 'safety'].map((id) => [id, { ...kind, id, narrows: null }]));
  return { ...policy, kinds, uses: [{ ...asking, level: 'observe' }] };
}

let database: TestDatabase;
let db: Db;
const [li, case1] = [newId(), newId()];
const directory = aDirectory({ persons: [aPerson({ id: PersonId.parse(li), userid: 'li' })] });
beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.appUrl, 'fixed');
  await db.withCorp(corp, async (tx) => {
    const group = (chatId: string, kind: string, ownerDepartment: string, dissolvedAt: Date | null = null) =>
      Promise.all([
        tx.chatGroup.create({
          data: { corp, chatId, createdAt: at('2026-01-01T10:00'), foundAt: now, dissolvedAt, verifiedAt: now },
        }),
        tx.registerEntry.create({
          data: { corp, id: newId(), chatId, since: now, kind, ownerDepartment, purpose: '', setBy: 'hr' },
        }),
      ]);
    const state = (
      chatId: string,
      name: string,
      since: Date,
      until: Date | null,
      owner = 'li',
      noticeHash: string | null = null,
    ) => tx.groupState.create({ data: { corp, id: newId(), chatId, name, owner, since, until, noticeHash } });
    const stay = (
      chatId: string,
      memberId: string,
      since: Date,
      until: Date | null = null,
      leftHow: string | null = null,
    ) =>
      tx.membership.create({
        data: {
          corp,
          id: newId(),
          chatId,
          memberId,
          memberKind: memberId === 'li' ? 'employee' : 'external',
          personId: memberId === 'li' ? li : null,
          since,
          until,
          leftHow,
          learned: 'event',
        },
      });
    await group('wr-1', 'members', '秘书处');
    await group('wr-2', 'members', '秘书处');
    await group('wr-3', 'members', '会员部');
    await group('wr-4', 'safety', '安全部');
    await group('wr-5', 'members', '秘书处', now);
    await state('wr-1', '旧名', at('2026-01-01T10:00'), at('2026-11-01T10:00'));
    await state('wr-1', '新名', at('2026-11-01T10:00'), at('2026-11-02T10:00'));
    await state('wr-1', '新名', at('2026-11-02T10:00'), null, 'wang', 'f00d');
    await state('wr-2', '二群', at('2026-01-01T10:00'), null);
    await state('wr-3', '新 名（2）', at('2026-01-01T10:00'), null);
    await stay('wr-1', 'wm-1', at('2026-11-20T10:00'));
    await stay('wr-1', 'li', at('2026-01-01T10:00'));
    await stay('wr-2', 'wm-1', at('2026-10-01T10:00'));
    await stay('wr-4', 'li', at('2026-02-01T10:00'));
    await stay('wr-1', 'wm-2', at('2026-01-01T10:00'), at('2026-11-25T10:00'), 'left');
    await stay('wr-1', 'wm-3', at('2025-01-01T10:00'), at('2026-01-02T10:00'), 'left');
    await stay('wr-3', 'wm-1', at('2025-01-01T10:00'), at('2025-02-01T10:00'), 'removed');
    const nickname = (text: string, since: Date, until: Date | null, memberId = 'li') =>
      tx.nicknameState.create({
        data: { corp, id: newId(), chatId: 'wr-1', memberId, nickname: text, shownName: '李样本', since, until },
      });
    await nickname('', at('2026-01-01T10:00'), at('2026-11-20T10:00'));
    await nickname('李样本', at('2026-11-20T10:00'), null);
    await nickname('过客', at('2026-11-20T10:00'), at('2026-11-25T10:00'), 'wm-2');
    const person = (departments: number[], position: string, since: Date, until: Date | null) =>
      tx.personState.create({
        data: {
          corp,
          id: newId(),
          personId: li,
          since,
          until,
          name: '李样本',
          alias: String(since.getTime()),
          position,
          departments,
          mainDepartment: departments[0] ?? null,
          status: 1,
        },
      });
    await person([2, 3], '专员', at('2026-01-01T10:00'), at('2026-03-01T10:00'));
    await person([2, 4], '专员', at('2026-03-01T10:00'), at('2026-04-01T10:00'));
    await person([2, 4], '专员', at('2026-04-01T10:00'), null);
    await tx.attestation.create({
      data: {
        corp,
        id: newId(),
        chatId: 'wr-1',
        what: 'own-avatar',
        memberId: 'li',
        saidBy: 'li',
        evidence: '',
        about: '',
        since: at('2026-05-01T10:00'),
      },
    });
    await tx.attestation.create({
      data: {
        corp,
        id: newId(),
        chatId: 'wr-1',
        what: 'taken-back',
        saidBy: 'li',
        evidence: '',
        about: '',
        since: at('2026-05-01T10:00'),
        until: now,
      },
    });
    const told = (over: object) =>
      tx.case.create({
        data: {
          corp,
          id: newId(),
          nature: 'breach',
          rule: 'naming/nickname',
          instance: 'nicknames',
          clause: '三 2',
          chatId: 'wr-1',
          subject: 'member:wm-1',
          window: '-',
          state: 'told',
          level: 'remind',
          says: 'other',
          detail: {},
          tell: 'member',
          policySlug: 'anhui-chamber',
          policyVersion: 1,
          inputHash: 'x',
          openedAt: at('2026-11-21T10:00'),
          toldAt: at('2026-11-21T10:00'),
          ...over,
        },
      });
    await told({});
    await told({ subject: `person:${li}`, window: 'a', state: 'closed', closedAt: now, closedBecause: 'fixed' });
    await told({ subject: 'member:li', window: 'b', state: 'closed', closedAt: now, closedBecause: 'waived' });
    await told({ subject: 'member:li', window: 'c', toldAt: null });
    await told({ id: case1, nature: 'task', subject: 'group', detail: { attests: 'member-review' } });
    const wang = { corp, personId: newId() };
    await tx.account.createMany({
      data: [
        { ...wang, id: newId(), userid: 'wang.old', since: at('2026-01-01T10:00'), until: at('2026-11-25T10:00') },
        { ...wang, id: newId(), userid: 'wang', since: at('2026-11-25T10:00') },
        { corp, personId: newId(), id: newId(), userid: 'wang.old', since: at('2026-11-25T11:00') },
      ],
    });
    await tx.decision.create({
      data: {
        corp,
        id: newId(),
        caseId: case1,
        actor: 'Wang.Old',
        action: 'done',
        via: 'card',
        at: at('2026-11-24T10:00'),
      },
    });
    await tx.decision.create({
      data: {
        corp,
        id: newId(),
        caseId: case1,
        actor: 'wang',
        action: 'cannot',
        via: 'card',
        at: at('2026-11-23T10:00'),
      },
    });
  });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

async function recordsOf(chatId: string, policy: Policy): Promise<Records | undefined> {
  const told = await db.withCorp(corp, async (tx) => {
    const seen = await loadFactsOf(tx, corp, ['wr-1', 'wr-2', 'wr-3', 'wr-4'], directory, now);
    return withRecords(
      tx,
      corp,
      [...seen.values()].map((facts) => ({ facts, policy })),
    );
  });
  return told.find(({ group }) => group.chatId === chatId)?.records;
}
const ms = (time: string): number => at(time).getTime();

test('a group of a kind that no asking rule is used in has none, and they cost nothing', async () => {
  expect(await recordsOf('wr-4', policyAsking(['members']))).toBeUndefined();
});

test('beside a group stand the living ones of its kind and department, of its kind and name, and those that share members', async () => {
  const here = await recordsOf('wr-1', policyAsking(['members']));
  expect(here?.siblings.map(({ chatId, shared }) => [chatId, shared])).toEqual([
    ['wr-2', [{ id: 'wm-1', joinedAtMs: ms('2026-10-01T10:00') }]],
    ['wr-3', []],
  ]);
  expect(here?.searchedKinds).toEqual(['members']);

  const safety = await recordsOf('wr-1', policyAsking(['members'], { kinds: ['safety'] }));
  expect(safety?.siblings.map(({ chatId, shared }) => [chatId, shared.map(({ id }) => id)])).toEqual([
    ['wr-2', []],
    ['wr-3', []],
    ['wr-4', ['li']],
  ]);
});

test('what was before: stays, names, nicknames and moves', async () => {
  const { stays, names, noticeHash, nicknames, moves } = (await recordsOf(
    'wr-1',
    policyAsking(['members']),
  )) as Records;
  expect(stays.map(({ chatId, memberId, how }) => [chatId, memberId, how])).toEqual([
    ['wr-3', 'wm-1', 'removed'],
    ['wr-1', 'wm-2', 'left'],
  ]);
  expect(names).toEqual([
    { name: '旧名', sinceMs: ms('2026-01-01T10:00') },
    { name: '新名', sinceMs: ms('2026-11-01T10:00') },
  ]);
  expect(noticeHash).toBe('f00d');
  expect(nicknames.map(({ memberId, nickname }) => [memberId, nickname])).toEqual([
    ['li', ''],
    ['li', '李样本'],
  ]);
  expect(moves).toEqual({ [li]: ms('2026-03-01T10:00') });
});

test('what was vouched for by command and by press, by whoever held the account then, and who was reminded', async () => {
  const { attestations, reminded } = (await recordsOf('wr-1', policyAsking(['members']))) as Records;
  expect(attestations.map(({ what, memberId, by, atMs }) => [what, memberId, by, atMs])).toEqual([
    ['own-avatar', 'li', 'li', ms('2026-05-01T10:00')],
    ['member-review', null, 'wang', ms('2026-11-24T10:00')],
  ]);
  expect(reminded.map(({ memberId, instance }) => [memberId, instance])).toEqual([
    ['wm-1', 'nicknames'],
    ['li', 'nicknames'],
  ]);
});

test('who came or went is looked at in the groups beside, and a group that is gone leaves its place to others', async () => {
  const policy = policyAsking(['members'], { kinds: ['members', 'safety'] });
  const lookedAt = () =>
    db.withCorp(corp, async (tx) => {
      const armed = await tx.timer.findMany({
        where: { corp, kind: 'look-group', state: 'armed' },
        orderBy: { subject: 'asc' },
      });
      await tx.timer.deleteMany({ where: { corp } });
      return armed.map(({ subject }) => subject);
    });
  const look = (moment: Date) =>
    db.withCorp(corp, async (tx) => {
      const seen = await loadFactsOf(tx, corp, ['wr-1'], directory, moment);
      const [facts] = await withRecords(
        tx,
        corp,
        [...seen.values()].map((one) => ({ facts: one, policy })),
      );
      if (facts) await lookBeside(tx, corp, facts, policy, moment);
    });

  await look(now);
  expect(await lookedAt()).toEqual([]);
  await look(at('2026-11-20T10:05'));
  expect(await lookedAt()).toEqual(['wr-2']);
  await db.withCorp(corp, (tx) => lookBesideGone(tx, corp, 'wr-5', now));
  expect(await lookedAt()).toEqual(['wr-1', 'wr-2']);
});

test('what no rule asks for is not read', async () => {
  const asking = policyAsking(['members']);
  const [use] = asking.uses;
  if (!use) throw new RangeError('no use');
  const names = { ...asking, uses: [{ ...use, rule: { ...use.rule, asks: ['names' as const] } }] };
  const records = await recordsOf('wr-1', names);

  expect(records?.names.length).toBe(2);
  expect([records?.siblings, records?.stays, records?.attestations, records?.moves]).toEqual([[], [], [], {}]);
});
