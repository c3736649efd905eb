import type { Tx } from '../db/client.ts';
import { holderAt } from '../directory/holder-at.ts';
import type { Directory, Person } from '../events/person.ts';
import { holdGroup } from '../groups/hold-group.ts';
import type { Corp, PersonId } from '../ids.ts';
import { isSubject } from '../notices/keepers.ts';
import type { Policy } from '../policy/policy.ts';
import { withRelations } from '../policy/relations.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import type { Deciding } from './deciding.ts';
import type { Stage } from './queue-state.ts';

/** A case while it is held, with what is needed to decide of it. */
export interface Matter {
  readonly id: string;
  readonly number: bigint;
  readonly chatId: string;
  readonly rule: string;
  readonly instance: string;
  readonly clause: string;
  readonly subject: string;
  readonly window: string;
  readonly nature: string;
  readonly state: string;
  readonly stage: Stage | null;
  readonly says: string;
  readonly detail: unknown;
  readonly tell: string;
  readonly policySlug: string;
  readonly policyVersion: number;
  readonly inputHash: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly groupName: string;
  /** What the group is registered as now; null: it is not. */
  readonly kind: string | null;
}

/** A held case with everything that the law and the lines of the company are asked with. */
export interface Held {
  readonly matter: Matter;
  readonly policy: Policy;
  /** With the relations that the policy gives. */
  readonly directory: Directory;
  /** The one it is about, when it is one of the company's own. */
  readonly person: Person | null;
}

/** Holds a case behind its group until the transaction ends, as everybody does; null: there is none, or no policy is in force. */
export async function holdMatter(tx: Tx, deciding: Deciding, caseId: string): Promise<Held | null> {
  const { corp } = deciding;
  const found = await tx.case.findFirst({ where: { corp, id: caseId }, select: { chatId: true } });
  if (!found) return null;
  await holdGroup(tx, corp, found.chatId);
  await tx.$queryRaw`select 1 as held from qungui."case" where corp = ${corp} and id = ${caseId}::uuid for update`;
  return seeMatter(tx, deciding, caseId);
}

/** The same without holding anything: for whoever only looks. */
export async function seeMatter(tx: Tx, { corp, at }: Deciding, caseId: string): Promise<Held | null> {
  const [matter] = await tx.$queryRaw<Matter[]>`
    select c.id::text, c.number, c.chat_id as "chatId", c.rule, c.instance, c.clause, c.subject, c."window", c.nature, c.state, c.stage,
      c.says, c.detail, c.tell, c.policy_slug as "policySlug", c.policy_version as "policyVersion", c.input_hash as "inputHash",
      c.opened_at as "openedAt", c.closed_at as "closedAt",
      coalesce((select g.name from qungui.group_state g where g.corp = c.corp and g.chat_id = c.chat_id and g.until is null), '') as "groupName",
      (select r.kind from qungui.register_entry r where r.corp = c.corp and r.chat_id = c.chat_id and r.until is null limit 1) as kind
    from qungui."case" c where c.corp = ${corp} and c.id = ${caseId}::uuid`;
  return matter ? heldOf(tx, corp, matter, at) : null;
}

async function heldOf(tx: Tx, corp: Corp, matter: Matter, at: Date): Promise<Held | null> {
  const policies = await policiesInForce(tx, corp, at);
  const policy = policies.find(({ slug }) => slug === matter.policySlug) ?? policies[0];
  if (!policy) return null;
  const directory = withRelations(policy, await directoryOf(tx, corp, at.getTime()));
  return { matter, policy, directory, person: await subjectOf(tx, corp, matter, directory) };
}

/**
 * Whom a case is about: the hire, or who held the account when it was judged. An account that was given on is nobody else's, and one
 * that was renamed is the same person's.
 */
export async function subjectOf(
  tx: Tx,
  corp: Corp,
  { id: caseId, subject, openedAt }: Pick<Matter, 'id' | 'subject' | 'openedAt'>,
  directory: Directory,
): Promise<Person | null> {
  const [kind, id] = partsOf(subject);
  if (kind === 'person') return directory.persons.get(id as PersonId) ?? null;
  if (kind !== 'member') return null;
  const judged = await tx.finding.findFirst({
    where: { corp, caseId },
    select: { subject: true },
    orderBy: { at: 'asc' },
  });
  const account = judged ? partsOf(judged.subject)[1] : id;
  const holder = await holderAt(tx, corp, account.toLowerCase(), openedAt);
  return (holder ? directory.persons.get(holder) : directory.byAccount.get(id.toLowerCase())) ?? null;
}

function partsOf(subject: string): [kind: string, id: string] {
  const colon = subject.indexOf(':');
  return colon < 0 ? [subject, ''] : [subject.slice(0, colon), subject.slice(colon + 1)];
}

/** Whether an account is that of the one it is about. */
export const isAbout = ({ matter, directory, person }: Held, by: string): boolean => {
  const who = directory.byAccount.get(by.toLowerCase());
  return who !== undefined && (person ? person.id === who.id : isSubject(matter.subject, who));
};
