import type { GroupFacts } from '../events/facts.ts';
import type { Person } from '../events/person.ts';
import type { Finding, Policy } from '../policy/policy.ts';
import { withRelations } from '../policy/relations.ts';
import { selects } from '../rules/selector.ts';

/** Whom a finding is told to first, and as what. `hr`: nobody nearer can be reached, or the matter is HR's; it goes into the digest. */
export type Addressee =
  | { readonly as: 'member' | 'admin' | 'owner'; readonly userid: string }
  | { readonly as: 'hr'; readonly userid: null };

const HR: Addressee = { as: 'hr', userid: null };

/**
 * The member himself when he can be sent an app message; else the group's appointed admin, else its owner, else HR. Nobody
 * is asked about himself in somebody else's place. Pure.
 */
export function addressee(finding: Pick<Finding, 'tell' | 'subject'>, facts: GroupFacts): Addressee {
  if (finding.tell === 'hr') return HR;
  const subject = subjectPerson(finding.subject, facts);
  if (finding.tell === 'member' && subject && reachable(subject))
    return { as: 'member', userid: subject.userid as string };
  const admin = appointedNow(facts).find((userid) => userid !== subject?.userid);
  if (admin) return { as: 'admin', userid: admin };
  const owner = facts.directory.byAccount.get(facts.group.owner.toLowerCase());
  if (owner && reachable(owner) && owner.id !== subject?.id) return { as: 'owner', userid: owner.userid as string };
  return HR;
}

/** Appointed admins whose appointment is in force and who can be reached, in the order of appointment. */
export function appointedNow(facts: GroupFacts): string[] {
  return (facts.registered?.admins ?? [])
    .filter((a) => a.sinceMs <= facts.atMs && (a.untilMs === null || a.untilMs > facts.atMs))
    .map((a) => a.userid.toLowerCase())
    .filter((userid) => {
      const person = facts.directory.byAccount.get(userid);
      return person !== undefined && reachable(person);
    });
}

/** The people of an office now, by account. */
export function officeNow(policy: Policy, office: string, facts: Pick<GroupFacts, 'directory'>): string[] {
  const named = policy.offices.get(office);
  if (!named) return [];
  const directory = withRelations(policy, facts.directory);
  return [...directory.persons.values()]
    .filter((person) => reachable(person) && selects(named.who, person, directory))
    .map((person) => person.userid as string);
}

const reachable = (person: Person): boolean => person.userid !== null && person.status === 'active';

/** The person a subject is, when it is one of the corp's own. */
export function subjectPerson(subject: Finding['subject'], facts: GroupFacts): Person | undefined {
  if (subject.kind === 'group') return undefined;
  if (subject.kind === 'person') return [...facts.directory.persons.values()].find((p) => p.id === subject.id);
  const member = facts.members.find((m) => m.id === subject.id);
  if (member?.personId) return facts.directory.persons.get(member.personId);
  return facts.directory.byAccount.get(subject.id.toLowerCase());
}
