import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/db.ts';
import { type Db, openDb } from '../db/client.ts';
import { kekOf } from '../db/kek.ts';
import { openKeyring } from '../db/keyring.ts';
import type { CorpKeys } from '../db/keys.ts';
import { appointmentsOf } from '../groups/appointments.ts';
import { Corp, newId } from '../ids.ts';
import { accountCreated, accountDeleted } from './account-events.ts';
import { renameAccount } from './rename-account.ts';

const corp = Corp.parse('shifan');
const at = (time: string): Date => new Date(`2026-11-26T${time}:00+08:00`);

let database: TestDatabase;
let db: Db;
let keys: CorpKeys;
const stay = newId();
const invited = newId();
const matter = newId();

beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.appUrl, 'fixed');
  keys = await openKeyring(db, kekOf(Buffer.alloc(32, 3))).of(corp);
  await db.withCorp(corp, async (tx) => {
    const listed = (entry: string, since: Date) =>
      tx.listEntry.create({
        data: { corp, id: newId(), list: 'approved', entry, detail: { title: '顾问' }, since, setBy: 'hr' },
      });
    await accountCreated(tx, corp, 'old.name', at('08:00'));
    await accountDeleted(tx, corp, 'old.name', at('08:30'));
    await accountCreated(tx, corp, 'old.name', at('09:00'));
    const { personId } = await tx.account.findFirstOrThrow({ where: { corp, userid: 'old.name', until: null } });
    const seen = { corp, chatId: 'wr-1', since: at('09:10'), learned: 'fetch' };
    await tx.membership.createMany({
      data: [
        { ...seen, id: stay, memberId: 'old.name', memberKind: 'employee', personId },
        { ...seen, id: invited, memberId: 'wm-guest', memberKind: 'external', inviter: 'old.name' },
      ],
    });
    await tx.nicknameState.create({
      data: {
        corp,
        id: newId(),
        chatId: 'wr-1',
        memberId: 'old.name',
        since: at('09:10'),
        nickname: '营销-张示例',
        shownName: '',
      },
    });
    await tx.appointment.create({
      data: { corp, id: newId(), chatId: 'wr-1', userid: 'Old.Name', appointedBy: '营销经理', since: at('09:05') },
    });
    await tx.case.create({
      data: {
        corp,
        id: matter,
        nature: 'question',
        rule: 'membership/joined-by',
        instance: 'joined-by',
        clause: '第六条',
        chatId: 'wr-1',
        subject: 'member:old.name',
        window: `old.name@${at('09:10').getTime()}`,
        state: 'open',
        level: 'remind',
        says: 'asked',
        detail: {},
        tell: 'admin',
        policySlug: 'p',
        policyVersion: 1,
        inputHash: 'h',
        openedAt: at('09:20'),
      },
    });
    await listed('Old.Name', at('08:40'));
    await tx.identity.create({
      data: {
        corp,
        id: newId(),
        memberId: 'wm-guest',
        relation: 'staff',
        list: 'approved',
        entry: 'Old.Name',
        since: at('09:15'),
        decidedBy: 'hr',
      },
    });
    const word = { corp, chatId: 'wr-1', what: 'identity-checked', evidence: '', about: '' };
    await tx.attestation.createMany({
      data: [
        { ...word, id: newId(), memberId: 'old.name', saidBy: 'li', since: at('09:12') },
        { ...word, id: newId(), memberId: 'wm-guest', saidBy: 'Old.Name', since: at('09:13') },
        { ...word, id: newId(), memberId: 'old.name', saidBy: 'li', since: at('08:10') },
        { ...word, id: newId(), memberId: 'old_name', saidBy: 'li', since: at('09:14') },
        { ...word, id: newId(), memberId: 'old.name', saidBy: 'li', since: at('09:10'), until: at('09:11') },
      ],
    });
    const message = { corp, toUserid: 'old.name', kind: 'reminder', content: '', notBefore: at('09:30') };
    await tx.notice.createMany({
      data: ['waiting', 'held', 'sent'].map((state) => ({ ...message, id: newId(), state, createdAt: at('09:30') })),
    });
    await renameAccount(tx, corp, keys, { from: 'old.name', to: 'new.name', at: at('10:00') });
  });
}, 60_000);
afterAll(async () => {
  await db.close();
  await database.drop();
});

const clock = (moment: Date): string => new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
const former = (holderId: string) =>
  db.withCorp(corp, (tx) =>
    tx.formerName.findMany({ where: { corp, holderId }, select: { holder: true, name: true, renamedAt: true } }),
  );
const appointed = async () =>
  (await db.withCorp(corp, (tx) => appointmentsOf(tx, corp, ['wr-1']))).map(({ userid, since, until }) => ({
    userid,
    since,
    until,
  }));

describe('a renamed account', () => {
  test('keeps its appointment from its first day on, under the new name; the row says how it was made', async () => {
    expect(await appointed()).toEqual([{ userid: 'new.name', since: at('09:05'), until: null }]);
    const [row] = await db.withCorp(corp, (tx) => tx.appointment.findMany({ where: { corp } }));
    expect(row?.userid).toBe('Old.Name');
  });

  test('has its stays under the new name, with the old one beside them', async () => {
    const row = await db.withCorp(corp, (tx) => tx.membership.findFirst({ where: { corp, id: stay } }));
    expect(row).toMatchObject({ memberId: 'new.name', since: at('09:10'), until: null });
    expect(await former(stay)).toEqual([{ holder: 'stay', name: 'old.name', renamedAt: at('10:00') }]);
    expect(await former(invited)).toEqual([{ holder: 'inviter', name: 'old.name', renamedAt: at('10:00') }]);
  });

  test('has its nickname under both names, each in its time', async () => {
    const rows = await db.withCorp(corp, (tx) =>
      tx.nicknameState.findMany({ where: { corp }, orderBy: { memberId: 'desc' } }),
    );
    expect(rows.map(({ memberId, since, until }) => ({ memberId, since, until }))).toEqual([
      { memberId: 'old.name', since: at('09:10'), until: at('10:00') },
      { memberId: 'new.name', since: at('09:10'), until: null },
    ]);
  });

  test('has its matters under the new name, with the old one beside them', async () => {
    const joinedAtMs = at('09:10').getTime();
    const row = await db.withCorp(corp, (tx) => tx.case.findFirst({ where: { corp, id: matter } }));
    expect(row).toMatchObject({ subject: 'member:new.name', window: `new.name@${joinedAtMs}` });
    expect((await former(matter)).map(({ holder, name }) => [holder, name]).sort()).toEqual([
      ['matter', 'member:old.name'],
      ['window', `old.name@${joinedAtMs}`],
    ]);
  });

  test('stays on the lists that name it, from the renaming on under the new name, and so does whoever is known by its line', async () => {
    const lines = await db.withCorp(corp, (tx) =>
      tx.listEntry.findMany({ where: { corp }, orderBy: { since: 'asc' } }),
    );
    expect(lines.map(({ entry, since, until, detail }) => ({ entry, since, until, detail }))).toEqual([
      { entry: 'Old.Name', since: at('08:40'), until: at('10:00'), detail: { title: '顾问' } },
      { entry: 'new.name', since: at('10:00'), until: null, detail: { title: '顾问' } },
    ]);
    const known = await db.withCorp(corp, (tx) => tx.identity.findMany({ where: { corp }, orderBy: { since: 'asc' } }));
    expect(known.map(({ entry, until }) => [entry, until])).toEqual([
      ['Old.Name', at('10:00')],
      ['new.name', null],
    ]);
  });

  test('has what was vouched for about it and by it under the new name, said when it was said; an earlier holder’s stays his', async () => {
    const words = await db.withCorp(corp, (tx) => tx.attestation.findMany({ where: { corp } }));
    const shown = words.map(({ memberId, saidBy, since, until }) =>
      [memberId, saidBy, clock(since), until ? clock(until) : 'stands'].join(' '),
    );
    expect(shown.sort()).toEqual([
      'new.name li 09:12 stands',
      'old.name li 08:10 stands',
      'old.name li 09:10 09:11',
      'old.name li 09:12 10:00',
      'old_name li 09:14 stands',
      'wm-guest Old.Name 09:13 10:00',
      'wm-guest new.name 09:13 stands',
    ]);
  });

  test('reads what waits and what is held back for it under the new name; what was sent went to the old one', async () => {
    const rows = await db.withCorp(corp, (tx) => tx.notice.findMany({ where: { corp }, orderBy: { number: 'asc' } }));
    expect(rows.map(({ state, toUserid }) => `${state} ${toUserid}`).sort()).toEqual([
      'held new.name',
      'sent old.name',
      'waiting new.name',
    ]);
  });

  test('is in the trail by both pseudonyms', async () => {
    const [record] = await db.withCorp(corp, (tx) => tx.auditRecord.findMany({ where: { corp } }));
    const [body] = await db.withCorp(corp, (tx) => tx.auditBody.findMany({ where: { corp } }));
    expect(record?.kind).toBe('account-renamed');
    expect(JSON.parse(body?.body ?? '')).toMatchObject({
      from: keys.pseudonym('old.name'),
      to: keys.pseudonym('new.name'),
      renamedAt: at('10:00').toISOString(),
    });
  });

  test('renamed once more takes all of it along again', async () => {
    const standing = await db.withCorp(corp, async (tx) => {
      await renameAccount(tx, corp, keys, { from: 'new.name', to: 'third.name', at: at('10:10') });
      await renameAccount(tx, corp, keys, { from: 'third.name', to: 'new.name', at: at('10:20') });
      const open = { corp, until: null };
      return {
        matters: await tx.case.findMany({ where: { corp }, select: { subject: true } }),
        lines: await tx.listEntry.findMany({ where: open, select: { entry: true } }),
        words: await tx.attestation.findMany({ where: { ...open, what: 'identity-checked', since: at('09:12') } }),
        waiting: await tx.notice.findMany({ where: { corp, state: 'held' }, select: { toUserid: true } }),
      };
    });
    expect(standing).toMatchObject({
      matters: [{ subject: 'member:new.name' }],
      lines: [{ entry: 'new.name' }],
      words: [{ memberId: 'new.name' }],
      waiting: [{ toUserid: 'new.name' }],
    });
  });

  test('given to somebody else hands no appointment on', async () => {
    await db.withCorp(corp, (tx) => accountDeleted(tx, corp, 'new.name', at('11:00')));
    for (const userid of ['old.name', 'new.name'])
      await db.withCorp(corp, (tx) => accountCreated(tx, corp, userid, at('12:00')));
    expect(await appointed()).toEqual([{ userid: 'new.name', since: at('09:05'), until: at('11:00') }]);
  });
});
