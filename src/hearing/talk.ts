import { groupPlan, plansOf } from '../attendance/plans-of.ts';
import { workHoursOf } from '../cases/work-hours.ts';
import type { Tx } from '../db/client.ts';
import type { Conversation, Member } from '../events/conversation.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Corp } from '../ids.ts';
import { type Heard, type HeardFrom, loadHeard } from '../messages/load-messages.ts';
import type { Sight } from '../messages/sight.ts';
import type { ToLoad } from '../obligations/part-of.ts';
import type { Policy } from '../policy/policy.ts';
import { chineseCalendar } from '../work-time/calendar.ts';
import { ordinaryPlan } from '../work-time/working-time.ts';
import { departmentsIn, namesOf, rolesIn, type Stay } from './cast.ts';
import { loadSaidBeside, type SaidBeside } from './said-beside.ts';
import { loadSigns } from './signs.ts';
import { staysIn } from './stays.ts';

/** A group whose talk is wanted, from when on, and how far it is seen. */
export interface Wanted {
  readonly facts: GroupFacts;
  readonly policy: Policy;
  readonly sinceMs: number;
  readonly sight: Sight;
  /** What of it is judged, and read; null: all. */
  readonly of: ToLoad | null;
}

/** Leave and shifts of so far ahead are asked for: a deadline of weeks reaches over a holiday. */
const AHEAD_MS = 60 * 86_400_000;

/**
 * What was said lately in these groups, by whom, and who they are to each other: by chat id, in as many statements for many groups
 * as for one (and a few a policy). Where messages are not seen only what we published ourselves is there.
 */
export async function loadTalks(
  tx: Tx,
  corp: Corp,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<string, Conversation>> {
  if (wanted.length === 0) return new Map();
  const since = new Map(wanted.map((one) => [idOf(one), one.sinceMs]));
  const first = new Date(Math.min(...since.values()));
  const seen = wanted.filter(({ sight }) => sight.unseen === null);
  const heard = await loadHeard(tx, corp, new Map(seen.map((one) => [idOf(one), heardFrom(one)])));
  const stays = await staysIn(tx, corp, wanted.map(idOf), first);
  const beside = await loadSaidBeside(tx, corp, wanted.map(idOf), first);
  const talks = new Map<string, Conversation>();
  for (const policy of new Set(wanted.map((one) => one.policy))) {
    const own = wanted.filter((one) => one.policy === policy);
    const atMs = own[0]?.facts.atMs ?? 0;
    const ids = own.flatMap((one) =>
      (stays.get(idOf(one)) ?? []).flatMap(({ id, kind }) => (kind === 'employee' ? [id] : [])),
    );
    const plans = await plansOf(tx, corp, policy, [...new Set(ids)], first.getTime(), atMs + AHEAD_MS);
    const signs = await loadSigns(tx, corp, own.map(idOf), mustBeShown(policy), first);
    const hours = await hoursOf(tx, corp, policy, own);
    for (const one of own) {
      const id = idOf(one);
      const inside = stays.get(id) ?? [];
      const talk: Talk = {
        heard: heard.get(id) ?? NOBODY_SPOKE,
        beside: beside(id),
        stays: inside,
        members: inside.map((stay) => memberOf(stay, one, plans)),
        signs: signs.get(id) ?? [],
        plan: hours(one),
      };
      talks.set(id, talkOf(one, talk));
    }
  }
  return talks;
}

/** Uses under which a miss must show that the person could have answered. */
const mustBeShown = ({ uses }: Policy): string[] =>
  uses.flatMap(({ instance, waits }) => (waits?.reachable === 'must-be-shown' ? [instance] : []));

const heardFrom = ({ sinceMs, of }: Wanted): HeardFrom =>
  of ? { sinceMs: of.part.wholeFromMs, ids: of.ids, bySender: of.bySender } : { sinceMs };

const idOf = ({ facts }: Wanted): string => facts.group.chatId;
const NOBODY_SPOKE: Heard = { messages: [], readings: new Map() };

/** The hours of each owner department, asked for once. */
async function hoursOf(tx: Tx, corp: Corp, policy: Policy, own: readonly Wanted[]) {
  const departmentOf = ({ facts }: Wanted): string | null => facts.registered?.ownerDepartment || null;
  const plans = new Map<string | null, Conversation['plan']>();
  for (const department of new Set(own.map(departmentOf)))
    plans.set(department, await groupPlan(tx, corp, policy, department));
  return (one: Wanted) => plans.get(departmentOf(one)) as Conversation['plan'];
}

function memberOf(stay: Stay, { facts, policy }: Wanted, plans: Awaited<ReturnType<typeof plansOf>>): Member {
  return { ...stay, names: namesOf(stay.id, policy, facts), ...plans(stay.id) };
}

interface Talk {
  readonly heard: Heard;
  readonly beside: SaidBeside;
  readonly stays: readonly Stay[];
  readonly members: readonly Member[];
  readonly signs: Conversation['signs'];
  readonly plan: Conversation['plan'];
}

function talkOf(
  { facts, policy, sight, of }: Wanted,
  { heard, beside, stays, members, signs, plan }: Talk,
): Conversation {
  const seen = sight.unseen === null ? { seenUntilMs: sight.seenUntilMs, gaps: sight.gaps } : {};
  return {
    chatId: facts.group.chatId,
    ...heard,
    ...beside,
    lexicon: policy.lexicon,
    members,
    roles: rolesIn(policy, facts, stays),
    departments: departmentsIn(facts, stays),
    signs,
    plan,
    ...seen,
    ...(of && { part: of.part }),
  };
}

/** The talk of a group in which there is nothing to judge. */
export const silence = ({ facts, policy, sight }: Wanted): Conversation =>
  talkOf(
    { facts, policy, sight, sinceMs: facts.atMs, of: null },
    {
      heard: NOBODY_SPOKE,
      beside: { published: [], presses: [], rulings: [] },
      stays: [],
      members: [],
      signs: [],
      plan: ordinaryPlan(workHoursOf(policy), chineseCalendar),
    },
  );
