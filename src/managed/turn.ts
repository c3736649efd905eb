import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { standing as stopStanding, stopsNow } from '../cases/stopped.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Member } from '../events/group.ts';
import { holdGroup } from '../groups/hold-group.ts';
import { loadFacts } from '../groups/load-facts.ts';
import { ofManagedGroup } from '../groups/snapshot.ts';
import { writeSnapshot } from '../groups/write-snapshot.ts';
import type { Corp } from '../ids.ts';
import type { Kind, Policy } from '../policy/policy.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { askPeople } from './ask-people.ts';
import { brakeOn } from './brake.ts';
import { beginChanges, type ChangeRow, settleByReading, writePlan } from './change-rows.ts';
import type { About } from './matters.ts';
import { callsLeftMs } from './pace.ts';
import { writePlaces } from './places.ts';
import { type Plan, planChanges } from './plan.ts';
import { remember } from './remember.ts';
import { type Roster, rosterOf } from './roster.ts';
import { type Seen, standingOf } from './standing.ts';
import { keptNow } from './young-rule.ts';

/** People in one call: when one of them is refused, the others are asked for again one by one. */
const MOST_A_CALL = 500;

/** Why a group is not kept now. */
export type NotKept = 'not-shown' | 'no-policy' | 'not-kept-by-policy' | 'stopped' | 'nobody-belongs';

/** What a look at a group came to: its plan, and the changes that are begun. */
export interface Turn {
  readonly plan: Plan;
  readonly roster: Roster;
  /** Marked as begun; the caller makes one call of them. Empty: nothing is to be done now. */
  readonly begun: readonly ChangeRow[];
  /** Removals that wait for a person, and why; null when none does. */
  readonly held: { readonly count: number; readonly because: string } | null;
  /** No call may be made for so long. */
  readonly waitMs: number;
}

export interface Turning {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly chatId: string;
  readonly by: string;
  /** How many removals a person confirmed; 0: none. */
  readonly confirmed: number;
  /** Those he confirmed, once they are known: they stay confirmed for the rest of the run. */
  readonly released: Set<string>;
}

/** A group's facts with the roster as WeCom shows it at this moment, its policy and kind; or why it is not kept. */
export async function readGroup(tx: Tx, corp: Corp, chatId: string, seen: Seen, at: Date) {
  const directory = await directoryOf(tx, corp, at.getTime());
  const rows = await loadFacts(tx, corp, chatId, directory, at);
  const policies = await policiesInForce(tx, corp, at);
  const id = rows?.registered?.kind ?? '';
  const policy = policies.find(({ kinds }) => kinds.has(id));
  const kind = policy?.kinds.get(id);
  if (!rows || !policy || !kind) return 'no-policy';
  if (rows.group.reach !== 'managed') return 'not-shown';
  if (!kind.managed || kind.status === 'undecided') return 'not-kept-by-policy';
  if (stopStanding(await stopsNow(tx, corp), { instance: 'managed', kind: kind.id }) === 'stopped') return 'stopped';
  return { policy, kind, managed: kind.managed, facts: asSeen(rows, seen) };
}

/** The rows may be older than what was just read. */
function asSeen(facts: GroupFacts, seen: Seen): GroupFacts {
  const known = new Map(facts.members.map((member) => [member.id.toLowerCase(), member]));
  const members = seen.members.map((id) => known.get(id) ?? newcomer(id, facts));
  return { ...facts, group: { ...facts.group, name: seen.name, owner: seen.owner }, members };
}

const newcomer = (id: string, { directory, atMs }: GroupFacts): Member => ({
  id,
  kind: 'employee',
  personId: directory.byAccount.get(id)?.id ?? null,
  joinedAtMs: atMs,
  joinScene: null,
  inviter: null,
  joinState: null,
  nickname: null,
  shownName: '',
});

export interface Kept {
  readonly policy: Policy;
  readonly kind: Kind;
  readonly facts: GroupFacts;
  readonly roster: Roster;
  readonly plan: Plan;
}

/** The plan of a group, from its rows and from what WeCom shows; nothing is written. */
export async function planGroup(
  tx: Tx,
  { corp, chatId, name }: { readonly corp: Corp; readonly chatId: string; readonly name: string },
  seen: Seen,
  at: Date,
): Promise<Kept | NotKept> {
  const group = await readGroup(tx, corp, chatId, seen, at);
  if (typeof group === 'string') return group;
  const { policy, kind, managed, facts } = group;
  const roster = rosterOf(policy, kind, facts);
  if (roster.belongs.size === 0) return 'nobody-belongs';
  const atMs = at.getTime();
  const kept = await keptNow(tx, corp, policy, managed, kind, at);
  const standing = standingOf(await remember(tx, corp, chatId, at), seen, atMs);
  const plan = planChanges({ name, kept, roster, seen, standing, directory: facts.directory, atMs });
  return { policy, kind, facts, roster, plan };
}

/**
 * One look at a group, in one transaction: what became of calls without an answer, who belongs, what is to be done, whom to
 * ask, and which changes are begun now. The call itself is the caller's.
 */
export async function takeTurn(tx: Tx, turning: Turning, name: string, seen: Seen): Promise<Turn | NotKept> {
  const { corp, keys, chatId, by } = turning;
  await holdGroup(tx, corp, chatId);
  const at = await nowIn(tx);
  await writeSeen(tx, corp, chatId, seen, at);
  const entries: AuditEntry[] = await settleByReading(tx, { corp, keys, at }, chatId, seen);
  const kept = await planGroup(tx, { corp, chatId, name }, seen, at);
  if (typeof kept === 'string') {
    await appendAudit(tx, corp, keys, at, entries);
    return kept;
  }
  const { plan, roster } = kept;
  await writePlaces(tx, corp, chatId, roster, at);
  const rows = await writePlan(tx, { corp, chatId, by, at }, plan.steps);
  const held = await heldBack(tx, turning, rows, seen, at);
  const about: About = { corp, keys, policy: kept.policy, kind: kept.kind, facts: kept.facts, at };
  entries.push(...(await askPeople(tx, about, plan, held)));
  const may = rows.filter((row) => row.what !== 'remove' || held === null);
  const waitMs = may.length === 0 ? 0 : await callsLeftMs(tx, corp, 'appchat/update', at);
  const begun = waitMs > 0 ? [] : oneCall(may);
  await beginChanges(tx, corp, begun, at);
  await appendAudit(tx, corp, keys, at, entries);
  return { plan, roster, begun, held, waitMs };
}

/** What was just read is what the rows say from now on. */
async function writeSeen(tx: Tx, corp: Corp, chatId: string, seen: Seen, at: Date): Promise<void> {
  const row = await tx.chatGroup.findUnique({ where: { corp_chatId: { corp, chatId } } });
  const before = { memberVersion: row?.memberVersion ?? null, verifiedAt: row?.verifiedAt ?? null };
  await writeSnapshot(tx, corp, chatId, ofManagedGroup({ chatId, ...seen }), before, at);
}

/** Rows of one kind, the first that is due; one that was refused among others goes alone. */
function oneCall(rows: readonly ChangeRow[]): ChangeRow[] {
  const [first] = rows;
  if (!first) return [];
  if (first.errcode !== null) return [first];
  return rows.filter((row) => row.what === first.what && row.errcode === null).slice(0, MOST_A_CALL);
}

const HOUR_MS = 3_600_000;

/** A person who pressed for one removal was asked; the others are counted, by one group at a time in the whole corp. */
async function heldBack(
  tx: Tx,
  { corp, chatId, confirmed, released }: Turning,
  rows: readonly ChangeRow[],
  seen: Seen,
  at: Date,
): Promise<Turn['held']> {
  const planned = rows.filter(({ what, why, id }) => what === 'remove' && why !== 'confirmed' && !released.has(id));
  if (planned.length === 0) return null;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`removals/${corp}`}, 0))`;
  const lately = await tx.managedChange.findMany({
    where: {
      corp,
      what: 'remove',
      why: { not: 'confirmed' },
      state: { in: ['doing', 'unknown', 'done'] },
      beganAt: { gt: new Date(at.getTime() - HOUR_MS) },
    },
    select: { chatId: true },
  });
  const because = brakeOn({
    planned: planned.length,
    members: seen.members.length,
    lately: { group: lately.filter((row) => row.chatId === chatId).length, corp: lately.length },
    confirmed,
  });
  if (because !== 'go') return { count: planned.length, because };
  if (confirmed > 0 && planned.length === confirmed) for (const { id } of planned) released.add(id);
  return null;
}
