import { templateAbout } from '../attendance/form-templates.ts';
import { attendanceWanted } from '../attendance/wanted.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { accountCreated, accountDeleted } from '../directory/account-events.ts';
import { renameAccount } from '../directory/rename-account.ts';
import type { CallbackEvent, ContactEvent, DirectoryEvent } from '../events/callback-event.ts';
import { applyGroupEvents } from '../groups/apply-events.ts';
import type { Corp } from '../ids.ts';
import { recordConsents } from '../messages/consents.ts';
import { isAboutGroups } from '../register/approval/templates.ts';
import { armTimer } from '../timers/arm.ts';

/** Details of an account lag behind its event as a group's do. */
const PERSON_LOOK_MS = 2_000;
/** Departments and tags change in crowds, and each time everything is read: once for all of them. */
const DIRECTORY_LOOK_MS = 300_000;

/** Events whose whole effect is rows: they need no call to WeCom. Presses and replies are decided elsewhere. */
export type RowEvent = Exclude<CallbackEvent, { kind: 'card-pressed' | 'text-received' | 'complaint-received' }>;

/** Applies an event to the rows and arms the looks it asks for. Late, doubled and reordered events end in the same rows. */
export async function applyCallback(tx: Tx, corp: Corp, keys: CorpKeys, event: RowEvent, at: Date): Promise<void> {
  switch (event.kind) {
    case 'group-created':
    case 'group-changed':
    case 'group-dismissed':
    case 'members-joined':
    case 'members-left':
      await applyGroupEvents(tx, corp, [event], at);
      return;
    case 'account-created':
    case 'account-changed':
    case 'account-deleted':
      return accountMoved(tx, corp, keys, event, at);
    case 'department-created':
    case 'department-changed':
    case 'department-deleted':
    case 'tag-changed':
      return armTimer(tx, corp, {
        kind: 'sync-directory',
        subject: '-',
        dueAt: new Date(at.getTime() + DIRECTORY_LOOK_MS),
        at,
      });
    case 'contact-changed':
      if (event.what === 'archive-agreed') await agreed(tx, corp, event);
      return contactChanged(tx, corp, event.externalUserid, at);
    case 'scope-entered':
    case 'scope-left':
      return lookAtPerson(tx, corp, event.userid, at);
    case 'approval-moved':
      return approvalMoved(tx, corp, event, at);
    case 'archive-grew':
      return armTimer(tx, corp, { kind: 'pull-archive', subject: '-', dueAt: at, at });
    case 'app-alert':
    case 'unhandled':
      return; // kept as a row, counted by its name; nothing of the product's state follows from it yet
  }
}

type AccountEvent = Extract<DirectoryEvent, { userid: string }>;

async function accountMoved(tx: Tx, corp: Corp, keys: CorpKeys, event: AccountEvent, at: Date): Promise<void> {
  const when = new Date(event.createdAtMs);
  if (event.kind === 'account-created') await accountCreated(tx, corp, event.userid, when);
  if (event.kind === 'account-deleted') await accountDeleted(tx, corp, event.userid, when);
  const renamed = event.kind === 'account-changed' ? event.newUserid : null;
  await lookAtPerson(tx, corp, renamed ?? event.userid, at);
  if (renamed) await renameAccount(tx, corp, keys, { from: event.userid, to: renamed, at: when });
}

/** An outsider agreed that his conversation with one employee is archived [92130]. */
const agreed = (tx: Tx, corp: Corp, event: ContactEvent): Promise<readonly string[]> =>
  recordConsents(tx, corp, [
    {
      external: event.externalUserid,
      place: event.userid,
      agreed: 'agreed',
      atMs: event.createdAtMs,
      learned: 'event',
    },
  ]);

/** Only people of our groups are read: whom else an employee talks to is no business of ours. */
async function contactChanged(tx: Tx, corp: Corp, externalUserid: string, at: Date): Promise<void> {
  const stay = await tx.membership.findFirst({
    where: { corp, memberId: externalUserid, until: null },
    select: { id: true },
  });
  if (!stay) return;
  const dueAt = new Date(at.getTime() + PERSON_LOOK_MS);
  await armTimer(tx, corp, { kind: 'look-contact', subject: externalUserid, dueAt, at });
}

/**
 * Only two kinds of forms are read: those about groups (our own, and of the templates that the company names), and those about
 * leave and trips, where a policy waits for people.
 */
async function approvalMoved(
  tx: Tx,
  corp: Corp,
  { number, templateId }: Extract<CallbackEvent, { kind: 'approval-moved' }>,
  at: Date,
): Promise<void> {
  const look = () => armTimer(tx, corp, { kind: 'look-approval', subject: number, dueAt: at, at });
  if (await isAboutGroups(tx, corp, { number, templateId })) return look();
  if ((await attendanceWanted(tx, corp, at)) === 'no') return;
  const about = await templateAbout(tx, corp, templateId, at);
  if (about === 'absence') return look();
  if (about === 'not-read') await armTimer(tx, corp, { kind: 'look-template', subject: templateId, dueAt: at, at });
}

async function lookAtPerson(tx: Tx, corp: Corp, userid: string, at: Date): Promise<void> {
  await armTimer(tx, corp, {
    kind: 'look-person',
    subject: userid,
    dueAt: new Date(at.getTime() + PERSON_LOOK_MS),
    at,
  });
}
