import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** By what the rows name one human: everything he was ever filed under. */
export interface Named {
  readonly persons: readonly string[];
  /** Accounts and external ids. */
  readonly ids: readonly string[];
  /** As cases name their subject. */
  readonly subjects: readonly string[];
  readonly cases: readonly string[];
}

/** A kind of rows about a person. `p` holds his names, `t` is the row. */
export interface Kind {
  readonly table: string;
  readonly where: string;
  /** Sealed columns that are opened for him; every other sealed value is left out. */
  readonly opens?: readonly string[];
  readonly drops?: readonly string[];
  /** When a wish of his takes it away: always; its past alone while he works here; with his closed cases; never. */
  readonly goes: 'always' | 'past' | 'with-case' | 'never';
  /** It lies in a group, which may be held. */
  readonly inGroup?: true;
  /** When it was said: what was said around a matter that stays, stays. */
  readonly saidAt?: string;
}

const byPerson = 't.person_id = any(p.persons)';
const byMember = 't.member_id = any(p.ids)';
const ofCase = 't.case_id = any(p.cases)';

/** Where rows about a person are; in this order they go. */
export const KINDS: readonly Kind[] = [
  {
    table: 'message',
    where: 't.from_id = any(p.ids)',
    opens: ['words'],
    drops: ['fingerprint', 'hash'],
    goes: 'always',
    inGroup: true,
    saidAt: 'sent_at',
  },
  {
    table: 'content_hit',
    where: 't.by_id = any(p.ids)',
    opens: ['excerpt'],
    goes: 'always',
    inGroup: true,
    saidAt: 'said_at',
  },
  { table: 'obligation', where: 'p.ids && t.awaited', goes: 'never', inGroup: true },
  { table: 'obligation_press', where: 't.by_userid = any(p.ids)', opens: ['reason'], goes: 'always', inGroup: true },
  { table: 'heard_member', where: byMember, goes: 'always', inGroup: true },
  { table: 'archive_consent', where: 't.external_id = any(p.ids)', goes: 'never' },
  { table: 'archive_seat', where: 't.userid = any(p.ids)', goes: 'past' },
  { table: 'owner_statistic', where: 't.owner = any(p.ids)', goes: 'always' },
  { table: 'clock_in', where: 't.userid = any(p.ids)', goes: 'always' },
  { table: 'absence', where: byPerson, goes: 'always' },
  { table: 'shift', where: byPerson, goes: 'past' },
  { table: 'attendance_form', where: 't.applicant = any(p.ids)', goes: 'always' },
  { table: 'nickname_state', where: byMember, goes: 'past', inGroup: true },
  { table: 'membership', where: byMember, goes: 'past', inGroup: true },
  { table: 'identity', where: byMember, goes: 'past' },
  { table: 'appointment', where: byPerson, goes: 'past' },
  { table: 'attestation', where: byMember, goes: 'past', inGroup: true },
  { table: 'page_session', where: byPerson, drops: ['token_hash'], goes: 'always' },
  { table: 'role_grant', where: byPerson, goes: 'never' },
  { table: 'person_place', where: byPerson, goes: 'past' },
  { table: 'deputy', where: 't.of_id = any(p.persons) or t.by_id = any(p.persons)', goes: 'past' },
  { table: 'signature', where: byPerson, goes: 'never' },
  {
    table: 'complaint',
    where: 't.by_id = any(p.persons)',
    opens: ['text', 'answer'],
    drops: ['to_userid', 'decided_by'],
    goes: 'never',
  },
  { table: 'exemption', where: byPerson, opens: ['reason', 'because'], goes: 'with-case' },
  { table: 'record_read', where: byPerson, opens: ['reason'], goes: 'with-case' },
  {
    table: 'notice',
    where: 't.to_userid = any(p.ids)',
    drops: ['content', 'body', 'response_code'],
    goes: 'with-case',
  },
  { table: 'strike', where: byPerson, goes: 'with-case' },
  { table: 'pack_request', where: ofCase, opens: ['reason'], goes: 'with-case' },
  { table: 'appeal', where: ofCase, opens: ['text'], goes: 'with-case' },
  { table: 'statement', where: ofCase, opens: ['question', 'text'], goes: 'with-case' },
  { table: 'proposal', where: byPerson, opens: ['note'], goes: 'with-case' },
  { table: 'decision', where: ofCase, opens: ['reason'], goes: 'with-case' },
  { table: 'finding', where: ofCase, goes: 'with-case' },
  { table: 'case', where: 't.id = any(p.cases)', goes: 'with-case' },
  { table: 'relation_state', where: byPerson, goes: 'past' },
  { table: 'contact_state', where: byPerson, goes: 'past' },
  { table: 'person_state', where: byPerson, goes: 'past' },
  { table: 'account', where: byPerson, goes: 'past' },
];

/** Names of tables and conditions are constants of ours; values are parameters. */
export const inPerson = (kind: Pick<Kind, 'table' | 'where'>, what: string, also = 'true'): string =>
  `with p as (select $2::uuid[] as persons, $3::text[] as ids, $4::uuid[] as cases)
   ${what} qungui."${kind.table}" t ${what.startsWith('delete') ? 'using' : 'cross join'} p
   where t.corp = $1 and (${kind.where}) and (${also})`;

export const given = (corp: Corp, { persons, ids, cases }: Named) =>
  [corp, [...persons], [...ids], [...cases]] as const;

/** Everything that one human is filed under: earlier persons that HR joined to him, too. */
export async function namesOf(tx: Tx, corp: Corp, personId: string): Promise<Named> {
  const person = await tx.person.findFirst({ where: { corp, id: personId }, select: { joinedTo: true } });
  const joined = await tx.person.findMany({
    where: { corp, OR: [{ joinedTo: personId }, ...(person?.joinedTo ? [{ id: person.joinedTo }] : [])] },
    select: { id: true },
  });
  const persons = [...new Set([personId, ...joined.map(({ id }) => id)])];
  const where = { corp, personId: { in: persons } };
  const accounts = await tx.account.findMany({ where, select: { userid: true }, distinct: ['userid'] });
  const contacts = await tx.contactState.findMany({
    where,
    select: { externalUserid: true },
    distinct: ['externalUserid'],
  });
  const ids = [...accounts.map(({ userid }) => userid), ...contacts.map(({ externalUserid }) => externalUserid)];
  const subjects = [...ids.map((id) => `member:${id}`), ...persons.map((id) => `person:${id}`)];
  const cases = await tx.case.findMany({ where: { corp, subject: { in: subjects } }, select: { id: true } });
  return { persons, ids, subjects, cases: cases.map(({ id }) => id) };
}
