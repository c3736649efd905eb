import type { Tx } from '../db/client.ts';
import type { Directory, Person } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import { isHired } from '../rules/personnel.ts';
import { type Measured, mergeSmall } from './merge-small.ts';

/** How far back numbers go. */
export const SPAN_DAYS = 90;
const DAY_MS = 24 * 3_600_000;

export interface SideBySide {
  readonly departments: readonly Measured[];
  /** Who leads a department or somebody, beside everybody else; leaders by what they owe themselves. */
  readonly ranks: readonly Measured[];
}

interface Names {
  readonly none: string;
  readonly leaders: string;
  readonly others: string;
}

/** Departments and ranks side by side over the last ninety days: counts of people and matters, nobody by name. */
export async function sideBySide(
  tx: Tx,
  corp: Corp,
  directory: Directory,
  at: Date,
  names: Names,
): Promise<SideBySide> {
  const since = new Date(at.getTime() - SPAN_DAYS * DAY_MS);
  const facts = await factsOf(tx, corp, since);
  const people = [...directory.persons.values()].filter(
    (one) => one.userid !== null && one.relation !== 'system-account' && isHired(one, at.getTime()),
  );
  const led = new Set(people.flatMap(({ directLeader }) => directLeader ?? []));
  const rankOf = (one: Person): string =>
    one.leaderIn.length > 0 || led.has(one.userid ?? '') ? names.leaders : names.others;
  const departmentOf = ({ mainDepartment, departments }: Person): string =>
    directory.departments.get(mainDepartment ?? departments[0] ?? 0)?.name ?? names.none;
  return {
    departments: mergeSmall(measured(people, departmentOf, facts)),
    ranks: mergeSmall(measured(people, rankOf, facts)),
  };
}

interface Facts {
  /** Accounts of whom at least one rule could check something in a group. */
  readonly seen: ReadonlySet<string>;
  /** Accounts about whom a case was opened that was not taken back, and those of whom one was confirmed by a person. */
  readonly found: ReadonlySet<string>;
  readonly confirmed: ReadonlySet<string>;
  readonly answers: readonly { readonly userid: string; readonly met: number; readonly due: number }[];
}

function measured(people: readonly Person[], groupOf: (one: Person) => string, facts: Facts): Measured[] {
  const byGroup = new Map<string, Person[]>();
  for (const one of people) byGroup.set(groupOf(one), [...(byGroup.get(groupOf(one)) ?? []), one]);
  return [...byGroup]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => {
      const accounts = new Set(own.map(({ userid }) => (userid ?? '').toLowerCase()));
      const among = (set: ReadonlySet<string>): number => [...accounts].filter((one) => set.has(one)).length;
      const answers = facts.answers.filter(({ userid }) => accounts.has(userid));
      const sum = (what: 'met' | 'due'): number => answers.reduce((all, one) => all + one[what], 0);
      return {
        names: [name],
        people: accounts.size,
        seen: among(facts.seen),
        found: among(facts.found),
        confirmed: among(facts.confirmed),
        awaited: answers.length,
        met: sum('met'),
        due: sum('due'),
      };
    });
}

async function factsOf(tx: Tx, corp: Corp, since: Date): Promise<Facts> {
  const seen = await tx.$queryRaw<{ userid: string }[]>`
    select distinct lower(m.member_id) as userid from qungui.membership m
    where m.corp = ${corp} and m.until is null and m.member_kind = 'employee' and exists (
      select from qungui.coverage c where c.corp = m.corp and c.chat_id = m.chat_id and c.until is null and c.verdict in ('checked', 'partly'))`;
  const cases = await tx.$queryRaw<{ userid: string; confirmed: boolean }[]>`
    select lower(coalesce(a.userid, substr(c.subject, 8))) as userid,
           bool_or(exists (select from qungui.decision d where d.corp = c.corp and d.case_id = c.id and d.action = 'confirmed')) as confirmed
    from qungui."case" c
    left join qungui.account a on a.corp = c.corp and a.until is null and c.subject = 'person:' || a.person_id::text
    where c.corp = ${corp} and c.opened_at >= ${since} and c.level <> 'observe' and c.nature = 'breach'
      and (c.subject like 'member:%' or a.userid is not null) and coalesce(c.closed_because, '') <> 'taken-back'
    group by 1`;
  const answers = await tx.$queryRaw<{ userid: string; met: number; due: number }[]>`
    select lower(o.awaited[1]) as userid, count(*) filter (where o.acknowledge_state = 'met')::int as met, count(*)::int as due
    from qungui.obligation o
    where o.corp = ${corp} and o.opened_at >= ${since} and o.cancelled is null and cardinality(o.awaited) > 0
      and o.acknowledge_state in ('met', 'late', 'missed')
    group by 1`;
  const visible = new Set(seen.map(({ userid }) => userid));
  // Of whom nothing can be seen any more no share is said.
  const found = cases.filter(({ userid }) => visible.has(userid));
  return {
    seen: visible,
    found: new Set(found.map(({ userid }) => userid)),
    confirmed: new Set(found.filter(({ confirmed }) => confirmed).map(({ userid }) => userid)),
    answers,
  };
}
