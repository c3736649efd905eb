import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { reachOf } from '../groups/reach.ts';
import { registeredEntry, writeRegistration } from '../groups/register.ts';
import { type Corp, newId } from '../ids.ts';
import { becomes } from '../register/find-declared.ts';
import { isOwnId } from '../register/own-id.ts';
import type { AppchatApi } from '../wecom/appchat/appchat.ts';
import { refusedWith, WeComRefused } from '../wecom/refused.ts';
import { resting } from '../wecom/trouble.ts';
import { beginChanges, type ChangeRow, endChanges, replan } from './change-rows.ts';
import type { KeepDeps } from './deps.ts';
import { askForClosing } from './ending.ts';
import { tellNotMade } from './make-approved.ts';
import { callsLeftMs } from './pace.ts';
import { Wanted } from './request-group.ts';

/** Our id is taken: a call whose answer was lost had made the group [98913]. */
const EXISTS = 86215;

/**
 * Makes the group that was asked for, with exactly its roster, once: the chat id is ours, so a call without an answer is
 * settled by reading. The register entry is written with it. Needs the group's lease.
 */
export async function makeGroup(
  deps: KeepDeps,
  corp: Corp,
  keys: CorpKeys,
  chatId: string,
): Promise<'made' | 'refused'> {
  const { appchat } = deps.wecom.of(corp);
  const begun = await deps.db.withCorp(corp, (tx) => beginMaking(tx, corp, chatId));
  if (begun === 'made' || begun === 'refused') return begun;
  if (begun.waitMs > 0) throw resting('appchat/create', begun.waitMs);
  if (begun.state === 'asked' || (await appchat.get(chatId)) === null) {
    const asked = await askForIt(appchat, begun);
    if (asked !== 'made') return notMade(deps, corp, keys, begun, asked);
  }
  await deps.db.withCorp(corp, (tx) => writeMade(tx, corp, keys, begun));
  return 'made';
}

interface Making {
  readonly chatId: string;
  readonly name: string;
  readonly state: string;
  readonly wanted: Wanted;
  readonly askedBy: string;
  readonly replaces: string | null;
  readonly change: ChangeRow;
  readonly waitMs: number;
}

/** The row says that WeCom is being asked before it is. */
async function beginMaking(tx: Tx, corp: Corp, chatId: string): Promise<Making | 'made' | 'refused'> {
  const at = await nowIn(tx);
  const row = await tx.managedGroup.findUniqueOrThrow({ where: { corp_chatId: { corp, chatId } } });
  if (row.state === 'made' || row.state === 'refused') return row.state;
  const change = await tx.managedChange.findFirstOrThrow({
    where: { corp, chatId, what: 'create', state: { in: ['planned', 'doing', 'unknown'] } },
  });
  const waitMs = row.state === 'asked' ? await callsLeftMs(tx, corp, 'appchat/create', at) : 0;
  if (waitMs === 0) {
    await tx.managedGroup.updateMany({ where: { corp, chatId }, data: { state: 'doing' } });
    await beginChanges(tx, corp, [change], at);
  }
  const { name, state, askedBy, replaces } = row;
  return { chatId, name, state, wanted: Wanted.parse(row.wanted), askedBy, replaces, change, waitMs };
}

async function askForIt(appchat: AppchatApi, { chatId, name, wanted }: Making): Promise<'made' | WeComRefused> {
  const members = wanted.roster.map(({ userid }) => userid);
  try {
    await appchat.create({ name, owner: wanted.owner, members, chatId });
    return 'made';
  } catch (err) {
    if (refusedWith(err, EXISTS)) return 'made';
    if (err instanceof WeComRefused) return err;
    throw err;
  }
}

/** What may go better later is tried again; the rest is refused for good, until somebody asks anew. */
async function notMade(
  deps: KeepDeps,
  corp: Corp,
  keys: CorpKeys,
  { chatId, change, replaces }: Making,
  err: WeComRefused,
): Promise<'refused'> {
  const again = err.retry !== 'never';
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const data = { state: again ? 'asked' : 'refused', errcode: err.errcode };
    await tx.managedGroup.updateMany({ where: { corp, chatId }, data });
    if (again) return replan(tx, corp, [change], err.errcode);
    const entries = await endChanges(tx, { corp, keys, at }, [change], 'refused', err.errcode);
    if (change.why === 'approved' && replaces)
      entries.push(...(await tellNotMade(tx, { corp, keys, at }, replaces, { errcode: err.errcode })));
    await appendAudit(tx, corp, keys, at, entries);
  });
  if (again) throw err;
  return 'refused';
}

/** The group is there: it is in the register, those inside have their places, and a hand-made predecessor is to be closed. */
async function writeMade(tx: Tx, corp: Corp, keys: CorpKeys, making: Making): Promise<void> {
  const { chatId, wanted, askedBy, change, replaces } = making;
  const at = await nowIn(tx);
  await tx.managedGroup.updateMany({ where: { corp, chatId }, data: { state: 'made', madeAt: at, errcode: null } });
  const ended = await endChanges(tx, { corp, keys, at }, [change], 'done');
  await writeFirstMembers(tx, corp, making, at);
  const writing = { corp, keys, at, by: askedBy };
  const registration = { ...wanted.registration, chatId, reach: 'managed' as const };
  const appointed = await writeRegistration(tx, writing, registration);
  const entries: AuditEntry[] = [...ended, registeredEntry(writing, registration), ...appointed];
  if (replaces) entries.push(...(await afterIt(tx, { corp, keys, at }, replaces, making)));
  await appendAudit(tx, corp, keys, at, entries);
}

/** What an approval had registered before it was made is this group now; a hand-made one is to be closed. */
async function afterIt(
  tx: Tx,
  asking: { readonly corp: Corp; readonly keys: CorpKeys; readonly at: Date },
  replaces: string,
  { chatId, name }: Making,
): Promise<AuditEntry[]> {
  const { corp, at } = asking;
  const { reach } = await reachOf(tx, corp, replaces, 'now');
  return isOwnId(replaces) && reach === 'managed'
    ? becomes(tx, corp, replaces, chatId, at)
    : askForClosing(tx, asking, replaces, name);
}

/** They came in by the call that made the group. */
async function writeFirstMembers(tx: Tx, corp: Corp, { chatId, wanted, change }: Making, at: Date): Promise<void> {
  const { beganAt, call } = await tx.managedChange.findUniqueOrThrow({
    where: { corp_id: { corp, id: change.id } },
    select: { beganAt: true, call: true },
  });
  const { roster } = wanted;
  await tx.managedPlace.createMany({
    data: roster.map(({ userid, personId, why }) => ({
      corp,
      id: newId(),
      chatId,
      userid,
      personId,
      why,
      since: beganAt ?? at,
    })),
  });
  await tx.managedChange.createMany({
    data: roster.map(({ userid, why }) => ({
      corp,
      id: newId(),
      chatId,
      what: 'add',
      target: userid,
      why,
      state: 'done',
      call,
      plannedBy: change.plannedBy,
      plannedAt: beganAt ?? at,
      beganAt,
      endedAt: at,
    })),
  });
}
