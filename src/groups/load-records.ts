import { createHash } from 'node:crypto';
import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import { heldAt } from '../directory/holder-at.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Hit } from '../events/hit.ts';
import type {
  Attestation,
  NameSpell,
  NicknameSpell,
  PastStay,
  RecordKind,
  Records,
  Reminded,
} from '../events/records.ts';
import { noRecords } from '../events/records.ts';
import { type HowMuch, overhear } from '../hearing/overheard.ts';
import type { Corp } from '../ids.ts';
import { askedOf } from '../policy/asks.ts';
import type { Policy } from '../policy/policy.ts';
import { byGroup } from './by-group.ts';
import { loadActivity } from './load-activity.ts';
import { loadAway } from './load-away.ts';
import { loadHeardFrom } from './load-heard-from.ts';
import { hitsOf, wordListsFor } from './load-hits.ts';
import { loadSiblings } from './load-siblings.ts';
import { loadUngraded } from './load-ungraded.ts';
import { loadWork } from './load-work.ts';

/** How far back what happened is of any concern. Removals of those who are inside count for ever. */
const LATELY_MS = 100 * 86_400_000;

/** The facts of a group and the policy it is judged by. */
export interface Judgeable {
  readonly facts: GroupFacts;
  readonly policy: Policy;
}

/**
 * The same facts with what was before, stands beside and was vouched for, where a rule of the policy asks for it; the others
 * are answered as they are and cost nothing. They also say how far messages are seen. In as many statements for many groups as for one.
 */
export async function withRecords(
  tx: Tx,
  corp: Corp,
  given: readonly Judgeable[],
  howMuch: HowMuch = 'all',
): Promise<GroupFacts[]> {
  const heeding = given.map(({ facts, policy }) => ({ facts, policy, asked: askedOf(policy, facts) }));
  const overheard = await overhear(tx, corp, heeding, howMuch);
  const asking = heeding.map(({ facts, policy, asked }) => ({ facts: overheard.facts(facts), policy, asked }));
  const wanting = (kind: RecordKind) => asking.filter(({ asked }) => asked.records.has(kind));
  if (asking.every(({ asked }) => asked.records.size === 0)) return asking.map(({ facts }) => facts);
  const siblings = await loadSiblings(tx, corp, wanting('siblings'));
  const past = await loadPast(tx, corp, (kind) => wanting(kind).map(({ facts }) => facts));
  const working = wanting('work');
  const workIn = await loadWork(tx, corp, working);
  const asksForWork = new Set(working.map(({ facts }) => facts.group.chatId));
  return asking.map(({ facts, asked }) => {
    if (asked.records.size === 0) return facts;
    const { chatId } = facts.group;
    return {
      ...facts,
      records: {
        ...past(facts),
        siblings: siblings.get(chatId) ?? [],
        searchedKinds: asked.beside,
        talk: overheard.talk(chatId),
        ...(asksForWork.has(chatId) && { work: workIn(facts) }),
      },
    };
  });
}

/** One group's. */
export async function withRecordsOf(tx: Tx, corp: Corp, facts: GroupFacts, policy: Policy): Promise<GroupFacts> {
  const [told] = await withRecords(tx, corp, [{ facts, policy }]);
  return told ?? facts;
}

/** Of each kind only the groups that ask for it are read. */
async function loadPast(
  tx: Tx,
  corp: Corp,
  wanting: (kind: RecordKind) => readonly GroupFacts[],
): Promise<(facts: GroupFacts) => Records> {
  const idsOf = (kind: RecordKind): string[] => wanting(kind).map(({ group }) => group.chatId);
  const since = (kind: RecordKind): Date => new Date((wanting(kind)[0]?.atMs ?? 0) - LATELY_MS);
  const stays = byGroup(await staysOf(tx, corp, idsOf('stays'), since('stays')));
  const states = byGroup(await statesOf(tx, corp, idsOf('names')));
  const nicknames = byGroup(await nicknamesOf(tx, corp, idsOf('nicknames'), since('nicknames')));
  const attestations = byGroup(await attestationsOf(tx, corp, idsOf('attestations')));
  const reminded = byGroup(await remindedOf(tx, corp, idsOf('reminded')));
  const hits = byGroup(await hitsOf(tx, corp, idsOf('hits'), wanting('hits')[0]?.atMs ?? 0));
  const wordLists = await wordListsFor(tx, corp, idsOf('hits'));
  const moves = await movesOf(tx, corp, wanting('moves'));
  const activity = await loadActivity(tx, corp, wanting('activity'));
  const awayIn = await loadAway(tx, corp, wanting('away'));
  const heardFrom = await loadHeardFrom(tx, corp, wanting('heard-from'));
  const ungraded = await loadUngraded(tx, corp, wanting('ungraded'));
  const asking = (kind: RecordKind) => new Set(idsOf(kind));
  const [listening, grading] = [asking('heard-from'), asking('ungraded')];
  return (facts) => {
    const { chatId } = facts.group;
    return {
      ...noRecords,
      stays: (stays.get(chatId) ?? []).map(
        ({ chatId: _judged, where, ...stay }): PastStay => ({ ...stay, chatId: where }),
      ),
      names: namesIn(states.get(chatId) ?? []),
      noticeHash: announced(states.get(chatId)?.at(-1)?.noticeHash ?? null),
      nicknames: (nicknames.get(chatId) ?? []).map(({ chatId: _judged, ...spell }): NicknameSpell => spell),
      moves: moves.size === 0 ? {} : movesIn(facts, moves),
      attestations: (attestations.get(chatId) ?? []).map(({ chatId: _judged, ...word }): Attestation => word),
      activity: activity.get(chatId) ?? null,
      reminded: (reminded.get(chatId) ?? []).map(({ chatId: _judged, ...one }): Reminded => one),
      hits: (hits.get(chatId) ?? []).map(({ chatId: _judged, ...hit }): Hit => hit),
      wordLists,
      away: awayIn(facts),
      ...(listening.has(chatId) && { heardFrom: heardFrom(chatId) }),
      ...(grading.has(chatId) && { ungraded: ungraded(chatId) }),
    };
  };
}

const movesIn = (facts: GroupFacts, moves: ReadonlyMap<string, Ms>): Record<string, Ms> =>
  Object.fromEntries([...personsOf(facts)].flatMap((id) => (moves.has(id) ? [[id, moves.get(id) as Ms]] : [])));

/** A millisecond number of a timestamp, as the driver reads it. */
type Ms = number;

interface StayRow {
  readonly chatId: string;
  readonly where: string;
  readonly memberId: string;
  readonly personId: string | null;
  readonly sinceMs: Ms;
  readonly untilMs: Ms;
  readonly how: PastStay['how'];
}

const staysOf = (tx: Tx, corp: Corp, ids: string[], since: Date): Promise<StayRow[]> => tx.$queryRaw<StayRow[]>`
  select * from (
    select m.chat_id as "chatId", m.chat_id as "where", m.member_id as "memberId", m.person_id::text as "personId",
           (extract(epoch from m.since) * 1000)::float8 as "sinceMs", (extract(epoch from m.until) * 1000)::float8 as "untilMs",
           coalesce(m.left_how, 'unknown') as how
    from qungui.membership m
    where m.corp = ${corp} and m.chat_id = any(${ids}::text[]) and m.until >= ${since}
    union
    select here.chat_id, m.chat_id, m.member_id, m.person_id::text, (extract(epoch from m.since) * 1000)::float8,
           (extract(epoch from m.until) * 1000)::float8, m.left_how
    from qungui.membership here
    join qungui.membership m on m.corp = here.corp and m.member_id = here.member_id and m.left_how = 'removed' and m.until is not null
    where here.corp = ${corp} and here.chat_id = any(${ids}::text[]) and here.until is null) as stay
  order by "untilMs", "memberId", "where"`;

interface StateRow {
  readonly chatId: string;
  readonly name: string;
  readonly noticeHash: string | null;
  readonly sinceMs: Ms;
}

const statesOf = (tx: Tx, corp: Corp, ids: string[]): Promise<StateRow[]> => tx.$queryRaw<StateRow[]>`
  select chat_id as "chatId", name, notice_hash as "noticeHash", (extract(epoch from since) * 1000)::float8 as "sinceMs"
  from qungui.group_state where corp = ${corp} and chat_id = any(${ids}::text[]) order by since`;

/** An announcement that was emptied is none. */
const announced = (hash: string | null): string | null => (hash === EMPTY ? null : hash);
const EMPTY = createHash('sha256').update('').digest('hex');

/** A state also changes with its owner: only another name begins a new spell. */
function namesIn(states: readonly StateRow[]): NameSpell[] {
  const spells = states.filter(({ name }, at) => at === 0 || states[at - 1]?.name !== name);
  return spells.map(({ name, sinceMs }) => ({ name, sinceMs }));
}

const nicknamesOf = (tx: Tx, corp: Corp, ids: string[], since: Date) => tx.$queryRaw<
  (NicknameSpell & { readonly chatId: string })[]
>`
  select n.chat_id as "chatId", n.member_id as "memberId", n.nickname, (extract(epoch from n.since) * 1000)::float8 as "sinceMs"
  from qungui.nickname_state n
  where n.corp = ${corp} and n.chat_id = any(${ids}::text[]) and (n.until is null or n.until >= ${since})
    and exists (select from qungui.membership m where m.corp = n.corp and m.chat_id = n.chat_id and m.member_id = n.member_id
                and m.until is null)
  order by n.since, n.member_id`;

/** Words given by a command, and those given by pressing "done" on a card that asks for one, by the name of whoever pressed now. */
const attestationsOf = (tx: Tx, corp: Corp, ids: string[]) => tx.$queryRaw<
  (Attestation & { readonly chatId: string })[]
>`
  select * from (
    select chat_id as "chatId", what, member_id as "memberId", said_by as by, about, (extract(epoch from since) * 1000)::float8 as "atMs"
    from qungui.attestation where corp = ${corp} and chat_id = any(${ids}::text[]) and until is null
    union all
    select c.chat_id, c.detail->>'attests', coalesce(c.detail->>'attestsOf', case when c.subject like 'member:%' then substr(c.subject, 8) end),
           coalesce(pressed.userid, d.actor), coalesce(c.detail->>'attestsAbout', ''), (extract(epoch from d.at) * 1000)::float8
    from qungui.decision d
    join qungui."case" c on c.corp = d.corp and c.id = d.case_id
    left join lateral (
      select called.userid
      from qungui.account a
      join qungui.account called on called.corp = a.corp and called.person_id = a.person_id and called.until is null
      where a.corp = d.corp and a.userid = lower(d.actor) and ${heldAt(Prisma.sql`d.at`)}
      limit 1) as pressed on true
    where d.corp = ${corp} and c.chat_id = any(${ids}::text[]) and d.action in ('done', 'fixed') and c.detail->>'attests' is not null) as word
  order by "atMs", what, "memberId" nulls first`;

/** Of what was waived or was only another policy's nobody is reminded a second time. */
const remindedOf = (tx: Tx, corp: Corp, ids: string[]) => tx.$queryRaw<(Reminded & { readonly chatId: string })[]>`
  select c.chat_id as "chatId", c.rule, c.instance, (extract(epoch from c.told_at) * 1000)::float8 as "atMs", m.member_id as "memberId"
  from qungui."case" c
  join qungui.membership m on m.corp = c.corp and m.chat_id = c.chat_id and m.until is null
    and c.subject in ('member:' || m.member_id, 'person:' || m.person_id::text)
  where c.corp = ${corp} and c.chat_id = any(${ids}::text[]) and c.nature = 'breach' and c.told_at is not null
    and coalesce(c.closed_because, '') not in ('waived', 'policy-changed')
  order by c.told_at, c.number`;

/** Those inside, and those who look after the group from outside. */
function personsOf({ members, group, registered, directory }: GroupFacts): ReadonlySet<string> {
  const accounts = [group.owner, ...(registered?.admins ?? []).map(({ userid }) => userid)];
  const keepers = accounts.flatMap((userid) => directory.byAccount.get(userid.toLowerCase())?.id ?? []);
  return new Set([...members.flatMap(({ personId }) => personId ?? []), ...keepers]);
}

/** When departments or title last differed from before; the first state of a person is no move. */
async function movesOf(tx: Tx, corp: Corp, groups: readonly GroupFacts[]): Promise<Map<string, Ms>> {
  const persons = [...new Set(groups.flatMap((facts) => [...personsOf(facts)]))];
  const rows = await tx.$queryRaw<{ id: string; atMs: Ms }[]>`
    select person_id::text as id, (extract(epoch from max(since)) * 1000)::float8 as "atMs"
    from (select person_id, since, post, lag(post) over (partition by person_id order by since) as before
          from (select person_id, since, jsonb_build_array(main_department, position,
                       (select array_agg(d order by d) from unnest(departments) as d)) as post
                from qungui.person_state where corp = ${corp} and person_id = any(${persons}::uuid[])) as held) as spell
    where before is not null and before is distinct from post
    group by person_id`;
  return new Map(rows.map(({ id, atMs }) => [id, atMs]));
}
