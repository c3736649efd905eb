import type { Tx } from '../db/client.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Corp } from '../ids.ts';
import { askedOf } from '../policy/asks.ts';
import type { Policy } from '../policy/policy.ts';
import { recordsOf } from '../rules/records.ts';
import { armTimers } from '../timers/arm.ts';

/** A change this old was looked at when it was new, or is found in the night. */
const FRESH_MS = 15 * 60_000;
/** The groups beside are judged once this one has settled. */
const AFTER_MS = 30_000;

/** Who came or went lately matters to the groups beside, where a rule compares them: they are looked at too. */
export async function lookBeside(tx: Tx, corp: Corp, facts: GroupFacts, policy: Policy, at: Date): Promise<void> {
  const { beside } = askedOf(policy, facts);
  if (beside.length === 0) return;
  const sinceMs = at.getTime() - FRESH_MS;
  const { chatId } = facts.group;
  const left = recordsOf(facts).stays.filter((stay) => stay.chatId === chatId && stay.untilMs >= sinceMs);
  const joined = facts.members.filter(({ joinedAtMs }) => joinedAtMs >= sinceMs);
  const changed = [...new Set([...left.map(({ memberId }) => memberId), ...joined.map(({ id }) => id)])];
  if (changed.length === 0) return;
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    select distinct m.chat_id as "chatId" from qungui.membership m
    join qungui.register_entry r on r.corp = m.corp and r.chat_id = m.chat_id and r.until is null
    where m.corp = ${corp} and m.member_id = any(${changed}::text[]) and m.until is null and m.chat_id <> ${chatId}
      and r.kind = any(${[...beside]}::text[])`;
  await lookAt(tx, corp, rows, at);
}

/** A group that is gone leaves its place to those of its kind and department. */
export async function lookBesideGone(tx: Tx, corp: Corp, chatId: string, at: Date): Promise<void> {
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    select other.chat_id as "chatId" from qungui.register_entry gone
    join qungui.register_entry other on other.corp = gone.corp and other.kind = gone.kind and other.until is null
      and other.owner_department = gone.owner_department and other.chat_id <> gone.chat_id
    where gone.corp = ${corp} and gone.chat_id = ${chatId} and gone.until is null`;
  await lookAt(tx, corp, rows, at);
}

async function lookAt(tx: Tx, corp: Corp, rows: readonly { readonly chatId: string }[], at: Date): Promise<void> {
  const subjects = rows.map(({ chatId }) => chatId);
  await armTimers(tx, corp, { kind: 'look-group', subjects, dueAt: new Date(at.getTime() + AFTER_MS), at });
}
