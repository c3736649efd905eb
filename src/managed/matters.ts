import type { AuditEntry } from '../audit/entry.ts';
import { auditSubject } from '../audit/pseudonym.ts';
import { type Addressee, addressee } from '../cases/addressee.ts';
import { closeCases } from '../cases/close-cases.ts';
import { fill } from '../cases/sentences.ts';
import { caseTold } from '../cases/told-entry.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { GroupFacts } from '../events/facts.ts';
import { type Corp, newId } from '../ids.ts';
import { type NoticeLine, noticeContent } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import { nextTellable } from '../notices/quiet-hours.ts';
import { inputHash } from '../policy/input-hash.ts';
import type { Clause, Kind, Policy } from '../policy/policy.ts';
import { quietUntil } from '../register/inventory/running.ts';
import { plainText } from '../rules/plain-text.ts';
import type { Detail } from '../rules/rule.ts';
import { chineseCalendar } from '../work-time/calendar.ts';
import { MATTER_PREFIX, type MatterName, SAYINGS } from './sentences.ts';

/** A group with all that a question about it needs. */
export interface About {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly policy: Policy;
  readonly kind: Kind;
  readonly facts: GroupFacts;
  readonly at: Date;
}

export interface Matter {
  readonly name: MatterName;
  readonly says: string;
  /** `group`, or `member:` and an account. */
  readonly subject: string;
  readonly nature: 'task' | 'question';
  readonly detail: Detail;
  /** `member`: the person himself; `admin`: who looks after the group; `hr`: the digest. */
  readonly tell: 'member' | 'admin' | 'hr';
}

/** Opens a case that asks a person about a group that the service keeps, and tells whom it is for; one at a time. */
export async function openMatter(tx: Tx, about: About, matter: Matter): Promise<AuditEntry[]> {
  const { corp, policy, facts, at } = about;
  const { chatId } = facts.group;
  const { name, says, subject, nature, detail, tell } = matter;
  const same = { corp, chatId, instance: name, subject, closedAt: null };
  if ((await tx.case.count({ where: same })) > 0) return [];
  const to = addressee({ tell, subject: subjectOf(subject) }, facts);
  const clause = clauseOf(about, name);
  const hash = inputHash(policy.hash, facts);
  const row = await tx.case.create({
    data: {
      corp,
      id: newId(),
      nature,
      rule: name,
      instance: name,
      clause: clause.id,
      chatId,
      subject,
      window: '-',
      state: to.as === 'hr' ? 'escalated' : 'open',
      level: 'remind',
      says,
      detail,
      tell,
      policySlug: policy.slug,
      policyVersion: policy.version,
      inputHash: hash,
      openedAt: at,
    },
    select: { id: true, number: true },
  });
  const told = await tellMatter(tx, about, matter, clause, row, to);
  return [openedEntry(about, matter, clause, row.id, hash), ...told];
}

const subjectOf = (subject: string) =>
  subject === 'group' ? ({ kind: 'group' } as const) : ({ kind: 'member', id: subject.slice(7) } as const);

/** The rules whose clause a matter stands on; for all others it is the clause by which the group has its members. */
const STANDS_ON: Readonly<Partial<Record<MatterName, readonly string[]>>> = {
  'managed/unused': ['register/dormant', 'register/registered', 'register/approved'],
  'managed/outside': ['register/registered', 'register/approved'],
};

function clauseOf({ policy, kind }: Pick<About, 'policy' | 'kind'>, matter: MatterName): Clause {
  const uses = policy.uses.filter((use) => use.kinds.includes(kind.id));
  const named = STANDS_ON[matter] ?? ['membership/required-members'];
  const use = named.flatMap((id) => uses.find(({ rule }) => rule.id === id) ?? [])[0] ?? uses[0];
  const clause = use?.clause ?? policy.clauses[0];
  if (!clause) throw new TypeError('a policy without clauses');
  return clause;
}

async function tellMatter(
  tx: Tx,
  { corp, keys, policy, facts, at }: About,
  matter: Matter,
  clause: Clause,
  { id, number }: { readonly id: string; readonly number: bigint },
  to: Addressee,
): Promise<AuditEntry[]> {
  if (to.as === 'hr') return [];
  // Held until the very cut-off, so that whoever lifts it finds what it held; the hours in which people are told come after.
  const quiet = to.as === 'member' ? await quietUntil(tx, corp, at) : null;
  const tellAt = new Date(nextTellable((quiet ?? at).getTime(), policy.manners, chineseCalendar));
  const notBefore = quiet ?? tellAt;
  const line = lineOf(matter, clause, facts, { id, number: String(number) });
  const content = noticeContent(matter.nature, 'zh', [line]);
  const noticeId = await enqueueNotice(tx, corp, keys, { to: to.userid, content, notBefore, at });
  await tx.case.updateMany({ where: { corp, id }, data: { state: 'told', toldAt: tellAt, reminders: 1 } });
  const { chatId } = facts.group;
  return [caseTold(keys, { caseId: id, chatId, noticeId, to: to.userid, tell: to.as })];
}

function lineOf(
  { name, says, detail, tell }: Matter,
  clause: Clause,
  { group }: GroupFacts,
  { id, number }: { readonly id: string; readonly number: string },
): NoticeLine {
  const saying = SAYINGS[name]?.[says];
  if (!saying) throw new TypeError(`no sentence ${name} ${says}`);
  return {
    caseId: id,
    number,
    topic: 'other',
    about: null,
    clauseId: clause.id,
    clauseText: clause.text,
    groupName: group.name,
    who: tell === 'member' ? null : (detail.who ?? null),
    happened: fill(saying.says, detail),
    fix: fill(saying.fix, detail),
    paste: null,
    due: null,
    groupText: null,
    buttons: [...saying.buttons],
  };
}

function openedEntry(
  { keys, policy, facts }: About,
  { name, says, subject, nature, tell }: Matter,
  clause: Clause,
  caseId: string,
  hash: string,
): AuditEntry {
  return {
    v: 1,
    kind: 'case-opened',
    caseId,
    chatId: facts.group.chatId,
    policySlug: policy.slug,
    policyVersion: policy.version,
    nature,
    rule: name,
    instance: name,
    clause: clause.id,
    subject: auditSubject(keys, subject),
    says,
    level: 'remind',
    tell,
    inputHash: hash,
  };
}

/** Closes open matters of these names whose subject is not among those that still wait. */
export async function closeMatters(
  tx: Tx,
  { corp, at }: { readonly corp: Corp; readonly at: Date },
  chatId: string,
  names: readonly MatterName[],
  waiting: ReadonlySet<string>,
): Promise<AuditEntry[]> {
  const open = await tx.case.findMany({ where: { corp, chatId, closedAt: null, instance: { in: [...names] } } });
  const ended = open.filter(({ instance, subject }) => !waiting.has(`${instance} ${subject}`));
  return closeCases(
    tx,
    { corp, at, judged: null },
    ended.map(({ id }) => ({ id, because: 'fixed' })),
  );
}

/** A question that nobody answered in time goes to HR's digest. */
export async function escalateMatters(tx: Tx, corp: Corp, chatId: string, before: Date): Promise<AuditEntry[]> {
  const late = { corp, chatId, closedAt: null, state: 'told', toldAt: { lte: before } };
  const rows = await tx.case.findMany({
    where: { ...late, instance: { startsWith: MATTER_PREFIX } },
    select: { id: true },
  });
  await tx.case.updateMany({ where: { corp, id: { in: rows.map(({ id }) => id) } }, data: { state: 'escalated' } });
  return rows.map(({ id }) => ({ v: 1, kind: 'case-escalated', caseId: id, chatId, to: 'hr' }));
}

/** How somebody is called in a sentence; the account where the directory does not know him. */
export function calledIn({ directory, members }: GroupFacts, userid: string): string {
  const stay = members.find(({ id }) => id.toLowerCase() === userid);
  const person = stay?.personId ? directory.persons.get(stay.personId) : directory.byAccount.get(userid);
  return plainText(person?.name || userid, 20);
}
