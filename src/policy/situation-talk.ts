import type { Conversation, Department, RoleHeld, Member as Speaker } from '../events/conversation.ts';
import type { GroupFacts } from '../events/facts.ts';
import { chineseCalendar } from '../work-time/calendar.ts';
import { ordinaryPlan } from '../work-time/working-time.ts';
import type { CasesFile, PolicyCase } from './cases-file.ts';
import type { Policy } from './policy.ts';
import { accountIn, outsiderId } from './situation-directory.ts';
import { type Cast, readScript, ScriptError } from './talk-script.ts';

/** Who is who in a group, as the house works it out: who leads whom, who holds which role, how they are called. */
export type WhoIsWho = (
  policy: Policy,
  facts: GroupFacts,
  stays: readonly Pick<Speaker, 'id' | 'kind' | 'fromMs' | 'untilMs'>[],
) => {
  readonly roles: readonly RoleHeld[];
  readonly departments: readonly Department[];
  readonly namesOf: (id: string) => readonly string[];
};

interface Told {
  readonly file: CasesFile;
  readonly policy: Policy;
  readonly whoIsWho: WhoIsWho;
}

/** What was said in a case; null: it says nothing of that. Its lines were read before. */
export function talkIn(one: PolicyCase, facts: GroupFacts, told: Told): Conversation | null {
  const { 对话: says } = one.群;
  return says === undefined ? null : readScript(says, castIn(one, facts, told)).talk;
}

/** The first line of a case's conversation that means nothing; null: all of them do. */
export function scriptFault(one: PolicyCase, file: CasesFile, policy: Policy): string | null {
  const { 对话: says } = one.群;
  if (says === undefined) return null;
  const nobody: WhoIsWho = () => ({ roles: [], departments: [], namesOf: () => [] });
  const facts = { members: one.成员.map(({ 谁: name }) => ({ id: idIn(file)(name), kind: 'employee' as const })) };
  try {
    readScript(says, castIn(one, facts as unknown as GroupFacts, { file, policy, whoIsWho: nobody }));
    return null;
  } catch (fault) {
    if (fault instanceof ScriptError) return fault.message;
    throw fault;
  }
}

const idIn =
  (file: CasesFile) =>
  (name: string): string =>
    Object.hasOwn(file.外部联系人, name) ? outsiderId(name) : accountIn(file)(name);

function castIn(one: PolicyCase, facts: GroupFacts, { file, policy, whoIsWho }: Told): Cast {
  const { manners, lexicon } = policy;
  const plan = ordinaryPlan({ timeZone: manners.timeZone, stretches: manners.workday }, chineseCalendar);
  const stays = facts.members.map(({ id, kind }) => ({ id, kind, fromMs: 0, untilMs: null }));
  const { roles, departments, namesOf } = whoIsWho(policy, facts, stays);
  const away = (id: string) =>
    one.群.休假
      .filter(({ 谁: who }) => idIn(file)(who) === id)
      .map(({ 自: fromMs, 至: untilMs }) => ({ why: 'leave' as const, fromMs, untilMs }));
  const talk: Conversation = {
    chatId: 'wr-case',
    messages: [],
    readings: new Map(),
    lexicon,
    published: [],
    presses: [],
    rulings: [],
    signs: [],
    plan,
    members: stays.map((stay) => ({ ...stay, names: namesOf(stay.id), plan, absences: away(stay.id) })),
    roles,
    departments,
  };
  return { talk, called: calledIn(one, file), idOf: idIn(file), year: yearOf(one.时间 ?? file.时间) };
}

/** How members are written after an @: as they are shown, so that two may be called alike. */
function calledIn({ 成员: stays }: PolicyCase, file: CasesFile): ReadonlyMap<string, readonly string[]> {
  const called = new Map<string, readonly string[]>();
  for (const { 谁: who, 显示名: shown = who } of stays)
    called.set(shown, [...(called.get(shown) ?? []), idIn(file)(who)]);
  return called;
}

const chinaMs = 8 * 3_600_000;
const yearOf = (atMs: number): number => new Date(atMs + chinaMs).getUTCFullYear();
