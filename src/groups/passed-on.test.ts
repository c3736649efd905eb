import { afterAll, describe, expect, test } from 'vitest';
import { openTestDb } from '../../test/db.ts';
import { accountDeleted } from '../directory/account-events.ts';
import { refreshContact } from '../directory/contacts.ts';
import { startPerson } from '../directory/person-rows.ts';
import { Corp, newId } from '../ids.ts';
import type { ContactApi } from '../wecom/contact/contact.ts';
import { ofManagedGroup, type Snapshot } from './snapshot.ts';
import { writeSnapshot } from './write-snapshot.ts';

const corp = Corp.parse('shifan');
const at = (time: string): Date => new Date(`2026-11-26T${time}:00+08:00`);

const { db, close } = await openTestDb();
afterAll(close);

const managed = (members: readonly string[]): Snapshot =>
  ofManagedGroup({ name: '示范部门群', owner: 'zhang.san', members: [...members] } as never);

const customer = (id: string, kind: 'employee' | 'external'): Snapshot => ({
  ...managed([]),
  reach: 'customer',
  members: [
    {
      id,
      kind,
      joinedAt: at('08:00'),
      joinScene: 1,
      inviter: null,
      joinState: null,
      nickname: '',
      shownName: '林示例',
    },
  ],
});

const groups = new Map<string, Date>();
const look = (chatId: string, shown: Snapshot, when: Date) => {
  const verifiedAt = groups.get(chatId) ?? null;
  groups.set(chatId, when);
  return db.withCorp(corp, (tx) => writeSnapshot(tx, corp, chatId, shown, { memberVersion: null, verifiedAt }, when));
};
const stays = async (chatId: string) => {
  const rows = await db.withCorp(corp, (tx) =>
    tx.membership.findMany({ where: { corp, chatId }, orderBy: { since: 'asc' } }),
  );
  return rows.map(({ personId, since, until }) => ({ personId, since, until }));
};
const hire = (userid: string, when: Date) => db.withCorp(corp, (tx) => startPerson(tx, corp, userid, when));
const dismiss = (userid: string, when: Date) => db.withCorp(corp, (tx) => accountDeleted(tx, corp, userid, when));

describe('an account that was given to somebody new', () => {
  test.each<['managed' | 'customer', string]>([
    ['managed', 'begins a stay of his where the group shows accounts alone'],
    ['customer', 'stays the earlier one’s where WeCom tells when the member joined'],
  ])('%s: %s', async (reach) => {
    const chatId = `wr${newId().slice(0, 8)}`;
    const userid = `lin.${reach}`;
    const shown = reach === 'managed' ? managed([userid]) : customer(userid, 'employee');
    const before = await hire(userid, at('07:00'));
    await look(chatId, shown, at('09:00'));
    await dismiss(userid, at('10:00'));
    await look(chatId, shown, at('11:00'));
    const heir = await hire(userid, at('15:00'));
    await look(chatId, shown, at('16:00'));
    await look(chatId, shown, at('17:00'));

    expect(await stays(chatId)).toEqual(
      reach === 'managed'
        ? [
            { personId: before, since: at('09:00'), until: at('16:00') },
            { personId: heir, since: at('16:00'), until: null },
          ]
        : [{ personId: before, since: at('08:00'), until: null }],
    );
  });
});

describe('an external person', () => {
  const contact = {
    externalContact: async () => ({ name: '林示例', kind: 1, corpName: '', position: '', followers: [] }),
  } as unknown as ContactApi;
  const personOf = async (externalUserid: string) =>
    (await db.withCorp(corp, (tx) => tx.contactState.findFirst({ where: { corp, externalUserid, until: null } })))
      ?.personId;

  test('is named in the stays of before he was read, and in those that begin after', async () => {
    const [early, late] = [`wr${newId().slice(0, 8)}`, `wr${newId().slice(0, 8)}`];
    await look(early, customer('wmLin', 'external'), at('09:00'));
    expect(await stays(early)).toMatchObject([{ personId: null }]);
    await refreshContact({ db }, corp, contact, 'wmLin');
    await look(late, customer('wmLin', 'external'), at('10:00'));

    const personId = await personOf('wmLin');
    expect(personId).toMatch(/-/);
    expect(await stays(early)).toMatchObject([{ personId }]);
    expect(await stays(late)).toMatchObject([{ personId }]);
  });
});
