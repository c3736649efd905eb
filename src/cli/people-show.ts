import type { CorpConfig } from '../config.ts';
import type { Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { type CaseLine, openCasesOf } from './case-lines.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { clockOf } from './moments.ts';
import { printable, table } from './table.ts';

interface PersonShown {
  readonly id: string;
  readonly userid: string | null;
  readonly relation: string;
  readonly relationBy: string | null;
  readonly joinedTo: string | null;
  readonly name: string;
  readonly position: string;
  readonly status: string;
  /** Null: held since before we looked. */
  readonly since: Date | null;
  readonly until: Date | null;
}

interface Shown {
  readonly persons: readonly PersonShown[];
  readonly identity: {
    readonly relation: string;
    readonly list: string | null;
    readonly entry: string | null;
    readonly decidedBy: string;
  } | null;
  readonly groups: readonly { readonly chatId: string; readonly name: string; readonly since: Date }[];
  readonly cases: readonly CaseLine[];
}

export async function showPerson(
  deps: Pick<Deps, 'config' | 'db'>,
  slug: string | undefined,
  wanted: string,
): Promise<Answer> {
  const corp = corpOf(deps.config, slug);
  const shown = await deps.db.withCorp(corp.slug, (tx) => readPerson(tx, corp.slug, wanted));
  return { exit: 0, json: { corp: corp.slug, id: wanted, ...shown }, text: report(corp, wanted, shown) };
}

async function readPerson(tx: Tx, corp: Corp, wanted: string): Promise<Shown> {
  const employee = await holdersOf(tx, corp, wanted.toLowerCase());
  const memberId = employee.length > 0 ? wanted.toLowerCase() : wanted;
  const persons = employee.length > 0 ? employee : await contactOf(tx, corp, wanted);
  const groups = await groupsOf(tx, corp, memberId);
  const identity = await tx.identity.findFirst({
    where: { corp, memberId, until: null },
    select: { relation: true, list: true, entry: true, decidedBy: true },
  });
  if (persons.length === 0 && groups.length === 0)
    throw wrongUse(
      `nobody is called ${wanted}`,
      'no account, contact or member has this id',
      'correct it, or read people again: sync',
    );
  const subjects = [`member:${memberId}`, ...persons.map(({ id }) => `person:${id}`)];
  return { persons, identity, groups, cases: await openCasesOf(tx, corp, { subjects }) };
}

/** Everybody who ever held an account, the present holder first. */
const holdersOf = (tx: Tx, corp: Corp, userid: string): Promise<PersonShown[]> =>
  tx.$queryRaw<PersonShown[]>`
    select p.id::text, a.userid, coalesce(r.relation, 'unknown') as relation, r.set_by as "relationBy", p.joined_to::text as "joinedTo",
           coalesce(s.name, '') as name, coalesce(s.position, '') as position,
           case s.status when 1 then 'active' when 2 then 'disabled' when 4 then 'not activated' when 5 then 'left'
             else 'unknown' end as status,
           case when a.since > 'epoch' then a.since end as since, a.until
    from qungui.account a
    join qungui.person p on p.corp = a.corp and p.id = a.person_id
    left join qungui.relation_state r on r.corp = p.corp and r.person_id = p.id and r.until is null
    left join qungui.person_state s on s.corp = p.corp and s.person_id = p.id and s.until is null
    where a.corp = ${corp} and a.userid = ${userid} order by a.until desc nulls first`;

const contactOf = (tx: Tx, corp: Corp, externalUserid: string): Promise<PersonShown[]> =>
  tx.$queryRaw<PersonShown[]>`
    select p.id::text, null as userid, coalesce(r.relation, 'unknown') as relation, r.set_by as "relationBy", p.joined_to::text as "joinedTo",
           c.name, c.position, case c.known when 'yes' then 'a contact' else 'nobody has added him' end as status,
           c.since, c.until
    from qungui.contact_state c
    join qungui.person p on p.corp = c.corp and p.id = c.person_id
    left join qungui.relation_state r on r.corp = p.corp and r.person_id = p.id and r.until is null
    where c.corp = ${corp} and c.external_userid = ${externalUserid} and c.until is null`;

const groupsOf = (tx: Tx, corp: Corp, memberId: string): Promise<{ chatId: string; name: string; since: Date }[]> =>
  tx.$queryRaw`
    select m.chat_id as "chatId", coalesce(s.name, '') as name, m.since
    from qungui.membership m
    left join qungui.group_state s on s.corp = m.corp and s.chat_id = m.chat_id and s.until is null
    where m.corp = ${corp} and m.member_id = ${memberId} and m.until is null order by m.since`;

function report({ timeZone }: CorpConfig, wanted: string, { persons, identity, groups, cases }: Shown): string {
  const at = clockOf(timeZone);
  const held = table(
    ['person', 'name', 'position', 'status', 'relation', 'said by', 'from', 'to', 'the same as'],
    persons.map((one) => [
      one.id,
      one.name,
      one.position,
      one.status,
      one.relation,
      one.relationBy ?? '-',
      one.since === null ? 'before we looked' : at(one.since),
      at(one.until),
      one.joinedTo ?? '-',
    ]),
    '  ',
  );
  const decided = identity
    ? `${printable(`Identity: ${identity.relation}${identity.list ? `, ${identity.list} ${identity.entry}` : ''}, said by ${identity.decidedBy}`)}\n`
    : '';
  const inGroups = table(
    ['group', 'chat id', 'since'],
    groups.map(({ name, chatId, since }) => [name || '?', chatId, at(since)]),
    '  ',
  );
  const open = table(
    ['case', 'since', 'state', 'what'],
    cases.map(({ number, openedAt, state, says }) => [`C-${number}`, at(openedAt), state, says.zh]),
    '  ',
  );
  return [
    `${printable(wanted)}\n${held}${decided}`,
    `In groups, as far as we see (${groups.length})\n${inGroups}`,
    `Open cases (${cases.length})\n${open}`,
  ].join('');
}
