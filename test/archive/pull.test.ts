import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { compilerIsHere } from '../../simulator/archive/build-library.ts';
import type { ArchiveConfig } from '../../src/config.ts';
import { reachesOf } from '../../src/groups/reach.ts';
import { registerGroup } from '../../src/groups/register.ts';
import { hearing } from '../../src/hearing/hear.ts';
import { newId } from '../../src/ids.ts';
import { nobodyHears } from '../../src/messages/keep-batch.ts';
import { pullArchive } from '../../src/messages/pull.ts';
import { readAgain } from '../../src/messages/read-again.ts';
import { openRecords } from '../../src/wecom/archive/open-records.ts';
import { type ArchiveHouse, openArchiveHouse } from './archive-house.ts';

describe.each(compilerIsHere() ? ['the stand-in'] : [])('an archive pulled through %s', () => {
  let open: ArchiveHouse;
  beforeEach(async () => {
    open = await openArchiveHouse();
  });
  afterEach(() => open.close());

  const pull = async () => {
    const { deps, corp } = open.house;
    return pullArchive(deps, corp, hearing(await deps.keys.of(corp)));
  };
  const ids = async () => (await open.rows()).map(({ id }) => id);

  test('messages are rows: who, where, when, what kind, how long; no words', async () => {
    const id = await open.say('Sun.Jingli', '收到，看样板房');
    expect(await pull()).toBe('caught-up');
    const [row] = await open.rows();
    expect(row).toMatchObject({
      id,
      chatId: open.world.group,
      fromId: 'sun.jingli',
      fromKind: 'employee',
      kind: 'text',
      length: 7,
      words: null,
      revokedAt: null,
      learnedBy: 'archive',
    });
    expect(row?.personId).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(row)).not.toContain('样板房');
    expect(await open.counts()).toEqual({ kept: 1 });
  });

  test('a second pull finds nothing new; the same message again is counted and kept once', async () => {
    const msgid = await open.say('sun.jingli', '一');
    await pull();
    await open.say('sun.jingli', '一', { msgid });
    await pull();
    await pull();
    expect(await ids()).toEqual([msgid]);
    expect(await open.counts()).toEqual({ kept: 1, repeated: 1 });
  });

  test('an internal group that people only declared is seen through the archive once its messages come', async () => {
    const { house } = open;
    const [entry] = open.world.registrations;
    if (!entry) throw new TypeError('the small company has one group');
    const declared = { ...entry, chatId: 'wrInternal', reach: 'internal' as const, kind: 'headquarters' };
    await registerGroup(house.deps, house.corp, declared, 'li.renshi');
    await open.say('sun.jingli', '一', { roomid: 'wrInternal' });
    await open.say('sun.jingli', '二');
    await pull();
    const reaches = await house.inCorp((tx) => reachesOf(tx, house.corp, ['wrInternal', open.world.group], 'now'));
    expect(reaches.get('wrInternal')).toEqual({ reach: 'internal', evidence: 'messages of the archive' });
    expect(reaches.get(open.world.group)?.reach).toBe('customer');
  });

  test('one-to-one conversations are counted and kept nowhere', async () => {
    await open.say('sun.jingli', '悄悄话', { roomid: '' });
    await pull();
    expect([await open.rows(), await open.parked(), await open.counts()]).toEqual([[], [], { 'one-to-one': 1 }]);
  });

  test('a recall marks its message, whichever comes first', async () => {
    const atMs = Date.parse('2026-11-26T09:31:00+08:00');
    const recall = (pre_msgid: string) =>
      open.say('sun.jingli', '', { msgtype: 'revoke', action: 'recall', msgtime: atMs, revoke: { pre_msgid } });
    const first = await open.say('sun.jingli', '一');
    await recall(first);
    await pull();
    await recall('later_msg');
    await pull();
    await open.say('sun.jingli', '二', { msgid: 'later_msg' });
    await pull();
    expect((await open.rows()).map(({ revokedAt }) => revokedAt?.getTime())).toEqual([atMs, atMs]);
  });

  test('missing seqs are a gap, alarmed and in the trail; the first record of all is none', async () => {
    open.archive.lose(3);
    await open.say('sun.jingli', '一');
    await pull();
    open.archive.lose(2);
    await open.say('sun.jingli', '二');
    await pull();
    const gaps = await open.house.inCorp((tx) => tx.archiveGap.findMany());
    expect(gaps.map(({ fromSeq, toSeq, because }) => [String(fromSeq), String(toSeq), because])).toEqual([
      ['5', '6', 'jump'],
    ]);
    expect(await open.house.trail('archive-gap')).toEqual([
      { v: 1, kind: 'archive-gap', fromSeq: '5', toSeq: '6', because: 'jump' },
    ]);
  });

  test('four days without a pull are an alarm, once; after five what expired is a gap', async () => {
    const { archive, house } = open;
    await open.say('sun.jingli', '一');
    await pull();
    archive.fault({ at: 'pull', does: 'code', code: 10009, times: -1 });
    for (const text of ['二', '三', '四']) await open.say('sun.jingli', text);
    await house.setClock('2026-11-30T09:00:00+08:00');
    await pull();
    expect(await house.trail('archive-late')).toEqual([]);
    await house.setClock('2026-11-30T10:00:00+08:00');
    await pull();
    await pull();
    expect(await house.trail('archive-late')).toMatchObject([{ code: 'E-ARCHIVE-10009' }]);
    archive.noFault();
    archive.expireBefore(3);
    await house.setClock('2026-12-02T10:00:00+08:00');
    await pull();
    expect(await house.trail('archive-gap')).toMatchObject([{ fromSeq: '2', toSeq: '2', because: 'five-days' }]);
    expect(await ids()).toHaveLength(3);
  });

  test('after five days without a pull an archive that has nothing new is a gap: it may all be gone', async () => {
    await open.say('sun.jingli', '一');
    await pull();
    await open.house.setClock('2026-12-02T10:00:00+08:00');
    await pull();
    await pull();
    expect(await open.house.trail('archive-gap')).toMatchObject([{ fromSeq: '2', toSeq: '2', because: 'five-days' }]);
  });

  test('what was heard while nothing was seen is looked at by the pull that finds nothing more', async () => {
    const { corp, inCorp } = open.house;
    const [chatId, at] = [open.world.group, new Date('2026-11-26T09:00:00+08:00')];
    const looks = () => inCorp((tx) => tx.timer.count({ where: { corp, kind: 'look-messages', state: 'armed' } }));
    await pull();
    expect(await looks()).toBe(0);
    await inCorp(async (tx) => {
      await tx.saidAnew.create({ data: { corp, id: newId(), chatId, fromAt: at, at } });
      const gap = { rule: 'half-an-hour', verdict: 'data-gap', reason: 'data-gap', policyVersion: 1 };
      await tx.coverage.create({ data: { corp, id: newId(), chatId, since: at, ...gap } });
    });
    await pull();
    expect(await looks()).toBe(1);
  });

  test('bad data: each record is parked with its reason, and those beside it are read', async () => {
    const { archive, world } = open;
    const bad: readonly (readonly [string, string | Uint8Array])[] = [
      ['broken-json', '{"msgid":'],
      ['broken-json', ''],
      ['broken-json', '\u0000'],
      ['invalid-utf8', Uint8Array.of(0x7b, 0xff, 0xfe)],
      ['invalid-utf8', Uint8Array.of(0xed, 0xa0, 0x80)],
      ['unknown-shape', '{}'],
      ['unknown-shape', '[]'],
      ['unknown-shape', 'null'],
      ['unknown-shape', '"text"'],
      ['unknown-shape', JSON.stringify({ ...HEAD, roomid: world.group, msgtime: 0 })],
      ['unknown-shape', JSON.stringify({ ...HEAD, roomid: world.group, from: '' })],
      ['unknown-shape', JSON.stringify({ ...HEAD, roomid: world.group, msgtype: 'image' })],
      ['unknown-shape', JSON.stringify({ ...HEAD, roomid: world.group, action: 'recall' })],
      ['unknown-type', JSON.stringify({ ...HEAD, roomid: world.group, msgtype: 'hologram', hologram: {} })],
      ['unknown-type', JSON.stringify({ ...HEAD, roomid: world.group, msgtype: '__proto__' })],
      ['too-big', JSON.stringify({ ...HEAD, roomid: world.group, text: { content: 'x'.repeat(6_000_000) } })],
    ];
    for (const [at, [, record]] of bad.entries()) {
      archive.append(record, `bad${at}`);
      await open.say('sun.jingli', `fine ${at}`);
    }
    archive.append('x', 'wrong', { publickey_ver: 9 });
    archive.append('x', 'wrong', { encrypt_random_key: 'AAAA' });
    archive.append('x', 'wrong', { encrypt_chat_msg: 'zz' });
    archive.append('x', 'wrong', { msgid: 7 });
    expect(await pull()).toBe('caught-up');
    const reasons = (await open.parked()).map(({ reason }) => reason);
    const shut = ['no-key', 'undecryptable', 'undecryptable', 'broken-record'];
    expect(reasons).toEqual([...bad.map(([reason]) => reason), ...shut]);
    expect(await open.rows()).toHaveLength(16);
    expect((await open.parked()).every(({ body }) => body?.startsWith('v1.'))).toBe(true);
    expect(await open.counts()).toEqual({ kept: 16, parked: 20 });
    const { exit, corps } = await open.json('status');
    expect([exit, corps[0].archive.parked]).toEqual([1, 20]);
    expect(corps[0].attention).toContain('20 records of the archive cannot be read: messages parked');
    expect(await open.house.deps.metrics.registry.metrics()).toContain('qungui_archive_parked{corp="shifan"} 20');
  });

  test('a record sealed for a key that is not here is set aside, and read when the key has come', async () => {
    const { archive, house } = open;
    await open.say('sun.jingli', '一');
    archive.newKey();
    await open.say('sun.jingli', '二');
    await open.say('sun.jingli', '三');
    await pull();
    expect((await open.parked()).map(({ reason, keyVersion }) => [reason, keyVersion])).toEqual([
      ['no-key', 2],
      ['no-key', 2],
    ]);
    const records = openRecords(house.deps.config.corps.get(house.corp)?.corpid ?? '', {
      ...(house.deps.config.corps.get(house.corp)?.archive as ArchiveConfig),
      privateKeys: archive.privateKeys(),
    });
    await readAgain(house.deps, house.corp, records, nobodyHears);
    await readAgain(house.deps, house.corp, records, nobodyHears);
    await records.close();
    expect((await open.parked()).map(({ state, body }) => [state, body])).toEqual([
      ['read', null],
      ['read', null],
    ]);
    expect(await open.rows()).toHaveLength(3);
  });

  test('one that kills the library when its key has come keeps none beside it from being read', async () => {
    const { archive, house } = open;
    archive.newKey();
    for (const text of ['一', '二', '三']) await open.say('sun.jingli', text);
    await pull();
    archive.fault({ at: 'decrypt', does: 'abort-on', seq: 2, times: -1 });
    const corp = house.deps.config.corps.get(house.corp);
    for (let turn = 0; turn < 6; turn += 1) {
      const records = openRecords(corp?.corpid ?? '', {
        ...(corp?.archive as ArchiveConfig),
        privateKeys: archive.privateKeys(),
      });
      await readAgain(house.deps, house.corp, records, nobodyHears);
      await records.close();
    }
    expect((await open.parked()).map(({ state, reason }) => (state === 'read' ? state : reason))).toEqual([
      'read',
      'kills-the-library',
      'read',
    ]);
  });

  test('a record that kills the library is parked, after it killed it alone three times; nothing else is lost', async () => {
    for (let i = 0; i < 20; i += 1) await open.say('sun.jingli', `${i}`);
    open.archive.fault({ at: 'decrypt', does: 'abort-on', seq: 11, times: -1 });
    for (let i = 0; i < 12 && (await pull()) !== 'caught-up'; i += 1);
    expect(await open.parked()).toMatchObject([{ reason: 'kills-the-library', msgid: '000000000011_msg' }]);
    expect(await open.rows()).toHaveLength(19);
  });

  test('killed and made to abort twenty times in the middle of a pull: no message lost, none doubled, the service stays', async () => {
    const { archive } = open;
    const wanted: string[] = [];
    for (let round = 0; round < 20; round += 1) {
      for (let i = 0; i < 7; i += 1) wanted.push(await open.say('sun.jingli', `${round} ${i}`));
      if (round % 3 === 0) archive.fault({ at: 'pull', does: 'abort', times: 1 });
      if (round % 3 === 1) archive.fault({ at: 'decrypt', does: 'abort-nth', nth: 1 + (round % 7), times: 1 });
      if (round % 3 === 2) archive.fault({ at: 'pull', does: 'hang', times: 1 });
      const pulling = pull();
      if (round % 3 === 2) {
        await vi.waitFor(() => expect(archive.faultsLeft()).toBe(0), { timeout: 30_000, interval: 20 });
        killHolder();
      }
      expect(['failed', 'caught-up']).toContain(await pulling);
      expect((await fetch(`${open.house.origin}/callbacks/shifan/app`)).status).toBeLessThan(500);
    }
    archive.noFault();
    for (let i = 0; i < 12 && (await pull()) !== 'caught-up'; i += 1);
    expect(await ids()).toEqual(wanted);
    expect(await open.counts()).toEqual({ kept: wanted.length });
    expect(await open.parked()).toEqual([]);
  });

  test('the timer pulls by itself, goes on after failures, and the callback of new messages pulls at once', async () => {
    const { house } = open;
    await open.say('sun.jingli', '一');
    await house.until('2026-11-26T09:32:00+08:00');
    expect(await ids()).toHaveLength(1);
    open.archive.fault({ at: 'pull', does: 'code', code: 10009, times: 2 });
    await open.say('sun.jingli', '二');
    await house.until('2026-11-26T09:36:00+08:00');
    expect(await ids()).toHaveLength(2);
    expect(await house.inCorp((tx) => tx.archiveCursor.findFirst())).toMatchObject({ trouble: null, failures: 0 });
  });
});

/** Kills the process that holds the library, a child of this one. */
function killHolder(): void {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
  const holder = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('wecom/archive/child'));
  process.kill(Number(holder), 'SIGKILL');
}

const HEAD = {
  msgid: 'm',
  action: 'send',
  from: 'sun.jingli',
  tolist: [],
  msgtime: 1_700_000_000_000,
  msgtype: 'text',
  text: { content: 'x' },
};
