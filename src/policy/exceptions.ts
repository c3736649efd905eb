import type { GroupFacts } from '../events/facts.ts';
import { PersonId } from '../ids.ts';
import type { Outcome, Subject } from '../rules/rule.ts';
import type { Named } from '../rules/selector.ts';
import { namedByAny, selectsOutsider } from '../rules/selector.ts';
import type { Exception, RuleUse } from './policy.ts';

/** An exception that is over spares nobody. */
const counts = ({ group, untilMs }: Exception, { group: { chatId }, atMs }: GroupFacts): boolean =>
  atMs < untilMs && (group === null || group === chatId);

/** True when the use does not apply in this group for now, to nobody. */
export const sparesGroup = ({ exceptions }: RuleUse, facts: GroupFacts): boolean =>
  exceptions.some((one) => one.who === null && counts(one, facts));

/** Whether the use spares a subject of this group for now; `relation-unknown`: it would, if he stood so to the company. */
export function sparesSubject(use: RuleUse, facts: GroupFacts): (subject: Subject) => Named {
  const whos = use.exceptions.flatMap((one) => (one.who !== null && counts(one, facts) ? [one.who] : []));
  const exempt = exemptNow(use, facts);
  if (whos.length === 0 && exempt.size === 0) return () => 'not-named';
  return (subject) => {
    const person = exempt.size === 0 ? null : personOf(subject, facts);
    return person !== null && exempt.has(person) ? 'named' : namedAs(whos, subject, facts);
  };
}

/** People whom somebody has agreed to spare by this use, here and now. */
const exemptNow = (use: RuleUse, facts: GroupFacts): ReadonlySet<string> =>
  new Set(exemptionsHere(use, facts).flatMap(({ personId, untilMs }) => (facts.atMs < untilMs ? [personId] : [])));

const exemptionsHere = ({ instance }: Pick<RuleUse, 'instance'>, { exemptions = [], group }: GroupFacts) =>
  exemptions.filter((one) => one.instance === instance && (one.chatId === null || one.chatId === group.chatId));

/** Whether what happened at a moment was spared its subject by an exemption that is over since: that stays so. */
export function sparedOfPast(
  use: Pick<RuleUse, 'instance'>,
  facts: GroupFacts,
): (subject: Subject, happenedAtMs: number | undefined) => 'named' | 'not-named' {
  const own = exemptionsHere(use, facts).filter(({ untilMs }) => untilMs <= facts.atMs);
  if (own.length === 0) return () => 'not-named';
  return (subject, happenedAtMs) => {
    const person = happenedAtMs === undefined ? null : personOf(subject, facts);
    const falls = (untilMs: number): boolean => happenedAtMs !== undefined && happenedAtMs < untilMs;
    return own.some((one) => one.personId === person && falls(one.untilMs)) ? 'named' : 'not-named';
  };
}

function personOf(subject: Subject, { members, directory }: GroupFacts): string | null {
  if (subject.kind === 'group') return null;
  if (subject.kind === 'person') return subject.id;
  const key = subject.id.toLowerCase();
  return members.find(({ id }) => id.toLowerCase() === key)?.personId ?? directory.byAccount.get(key)?.id ?? null;
}

/** What is left of an outcome: nothing of whom an exception spares, and nothing seen of whom it may spare. */
export function afterSparing(outcome: Outcome, spared: Named): Outcome[] {
  if (spared === 'named') return [];
  if (spared === 'not-named' || outcome.kind === 'unseen') return [outcome];
  return [{ kind: 'unseen', subject: outcome.subject, reason: spared }];
}

type Whos = readonly NonNullable<Exception['who']>[];

function namedAs(whos: Whos, subject: Subject, { members, directory }: GroupFacts): Named {
  if (subject.kind === 'group') return 'not-named';
  if (subject.kind === 'person') {
    const person = directory.persons.get(PersonId.parse(subject.id));
    return person ? namedByAny(whos, person, directory) : 'not-named';
  }
  const key = subject.id.toLowerCase();
  const member = members.find(({ id }) => id.toLowerCase() === key);
  const hire = member?.personId ? directory.persons.get(member.personId) : undefined;
  const person = hire ?? directory.byAccount.get(key);
  if (person) return namedByAny(whos, person, directory);
  const isOutsider = member?.kind === 'external' && whos.some((who) => selectsOutsider(who, member.id, directory));
  return isOutsider ? 'named' : 'not-named';
}
