import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { type Db, nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys, Keyring } from '../db/keys.ts';
import type { Approval, Reach } from '../events/group.ts';
import { type Corp, newId } from '../ids.ts';
import { armTimer } from '../timers/arm.ts';
import { appointmentsOf } from './appointments.ts';
import { holdGroup } from './hold-group.ts';
import { reachOf, setReach } from './reach.ts';

/** What the register is told of one group. A group that no API lists is registered by its chat id with its reach. */
export interface Registration {
  readonly chatId: string;
  readonly reach: Reach;
  readonly kind: string;
  readonly ownerDepartment: string;
  readonly purpose: string;
  readonly approval: Approval | null;
  readonly filing: Approval | null;
  readonly endsAt: Date | null;
  readonly admins: readonly {
    readonly userid: string;
    readonly appointedBy: string;
    readonly since: Date;
    readonly until: Date | null;
  }[];
}

type Deps = { readonly db: Db; readonly keys: Keyring };

/** Writes a group into the register: a new line ends the one before, appointments end where they are no longer named. */
export async function registerGroup(deps: Deps, corp: Corp, registration: Registration, by: string): Promise<void> {
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) => {
    const writing: Writing = { corp, keys, at: await nowIn(tx), by };
    const appointed = await writeRegistration(tx, writing, registration);
    await appendAudit(tx, corp, keys, writing.at, [registeredEntry(writing, registration), ...appointed]);
  });
}

/**
 * The same in the caller's transaction. The appointments' entries belong into the trail, and with them `registeredEntry` or
 * one entry for many groups; the group is looked at afterwards.
 */
export async function writeRegistration(tx: Tx, writing: Writing, registration: Registration): Promise<AuditEntry[]> {
  const { corp, at, by } = writing;
  await knowGroup(tx, corp, registration, at);
  await writeEntry(tx, corp, registration, by, at);
  const appointed = await writeAppointments(tx, writing, registration);
  await armTimer(tx, corp, { kind: 'look-group', subject: registration.chatId, dueAt: at, at });
  return appointed;
}

export const registeredEntry = ({ keys, by }: Writing, registration: Registration): AuditEntry => ({
  v: 1,
  kind: 'group-registered',
  chatId: registration.chatId,
  groupKind: registration.kind,
  ownerDepartment: registration.ownerDepartment,
  permit: permitOf(registration),
  by: pseudonymOf(keys, by),
});

/** Whose word it is, and when. */
export interface Writing {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
  readonly by: string;
}

export const permitOf = ({ approval, filing }: Registration): 'approval' | 'filing' | 'none' => {
  if (approval) return 'approval';
  return filing ? 'filing' : 'none';
};

/** A group that an API already showed keeps the reach it was seen with. */
async function knowGroup(tx: Tx, corp: Corp, { chatId, reach }: Registration, at: Date): Promise<void> {
  await tx.$executeRaw`
    insert into qungui.chat_group (corp, chat_id, found_at) values (${corp}, ${chatId}, ${at}) on conflict do nothing`;
  await holdGroup(tx, corp, chatId);
  const { verifiedAt } = await tx.chatGroup.findUniqueOrThrow({ where: { corp_chatId: { corp, chatId } } });
  const seen = await reachOf(tx, corp, chatId, 'now');
  if (seen.reach === 'unknown' && verifiedAt === null)
    await setReach(tx, corp, chatId, { reach, evidence: 'declared in the register' }, at);
}

async function writeEntry(tx: Tx, corp: Corp, registration: Registration, by: string, at: Date): Promise<void> {
  const { chatId, kind, ownerDepartment, purpose, approval, filing, endsAt } = registration;
  await tx.registerEntry.updateMany({ where: { corp, chatId, until: null }, data: { until: at } });
  await tx.registerEntry.create({
    data: {
      corp,
      id: newId(),
      chatId,
      since: at,
      kind,
      ownerDepartment,
      purpose,
      ...(approval ? { approval: { ...approval } } : {}),
      ...(filing ? { filing: { ...filing } } : {}),
      endsAt,
      setBy: by,
    },
  });
}

async function writeAppointments(
  tx: Tx,
  { corp, keys, at, by }: Writing,
  { chatId, admins }: Registration,
): Promise<AuditEntry[]> {
  const appointed = await appointmentsOf(tx, corp, [chatId]);
  const open = appointed.filter(({ until }) => until === null || until > at);
  const ended = open.filter((row) => !admins.some((admin) => sameAppointment(row, admin)));
  if (ended.length > 0)
    await tx.appointment.updateMany({ where: { corp, id: { in: ended.map((row) => row.id) } }, data: { until: at } });
  const begun = admins.filter((admin) => !open.some((row) => sameAppointment(row, admin)));
  const holders = await holdersOf(tx, corp, begun);
  for (const { userid: written, appointedBy, since, until } of begun) {
    const userid = written.toLowerCase();
    const personId = holders.get(userid) ?? null;
    await tx.appointment.create({ data: { corp, id: newId(), chatId, userid, personId, appointedBy, since, until } });
  }
  const entry = (userid: string, change: 'appointed' | 'withdrawn'): AuditEntry => ({
    v: 1,
    kind: 'appointment-made',
    chatId,
    admin: pseudonymOf(keys, userid),
    change,
    by: pseudonymOf(keys, by),
  });
  return [
    ...begun.map((admin) => entry(admin.userid.toLowerCase(), 'appointed')),
    ...ended.map((row) => entry(row.userid, 'withdrawn')),
  ];
}

async function holdersOf(tx: Tx, corp: Corp, admins: Registration['admins']): Promise<ReadonlyMap<string, string>> {
  const userids = admins.map(({ userid }) => userid.toLowerCase());
  const rows = await tx.account.findMany({ where: { corp, userid: { in: userids }, until: null } });
  return new Map(rows.map(({ userid, personId }) => [userid, personId]));
}

type Named = Registration['admins'][number];

/** An appointment whose dates or source were changed is another one; what was appointed before stays on record. */
const sameAppointment = (a: Named, b: Named): boolean =>
  a.userid.toLowerCase() === b.userid.toLowerCase() &&
  a.appointedBy === b.appointedBy &&
  a.since.getTime() === b.since.getTime() &&
  a.until?.getTime() === b.until?.getTime();
