import type { GroupFacts } from '../events/facts.ts';
import { PersonId } from '../ids.ts';
import type { Subject } from '../rules/rule.ts';
import { selects, selectsOutsider } from '../rules/selector.ts';
import type { Exception, RuleUse } from './policy.ts';

/** An exception that is over spares nobody. */
const counts = ({ group, untilMs }: Exception, { group: { chatId }, atMs }: GroupFacts): boolean =>
  atMs < untilMs && (group === null || group === chatId);

/** True when the use does not apply in this group for now, to nobody. */
export const sparesGroup = ({ exceptions }: RuleUse, facts: GroupFacts): boolean =>
  exceptions.some((one) => one.who === null && counts(one, facts));

/** Whom of the subjects of this group the use spares for now. */
export function sparesSubject({ exceptions }: RuleUse, facts: GroupFacts): (subject: Subject) => boolean {
  const whos = exceptions.flatMap((one) => (one.who !== null && counts(one, facts) ? [one.who] : []));
  if (whos.length === 0) return () => false;
  return (subject) => whos.some((who) => names(who, subject, facts));
}

function names(who: NonNullable<Exception['who']>, subject: Subject, { members, directory }: GroupFacts): boolean {
  if (subject.kind === 'group') return false;
  if (subject.kind === 'person') {
    const person = directory.persons.get(PersonId.parse(subject.id));
    return person !== undefined && selects(who, person, directory);
  }
  const key = subject.id.toLowerCase();
  const member = members.find(({ id }) => id.toLowerCase() === key);
  const hire = member?.personId ? directory.persons.get(member.personId) : undefined;
  const person = hire ?? directory.byAccount.get(key);
  if (person) return selects(who, person, directory);
  return member?.kind === 'external' && selectsOutsider(who, member.id, directory);
}
