import { belongsKey, type GroupFacts, type Unseen } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import type { Directory, Identity, ListEntry } from '../../events/person.ts';
import { calledName, contactOf, identityOf } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import type { Outcome } from '../rule.ts';
import type { AllowedMembers, AllowedSays } from './allowed-members.ts';

type Said = Outcome<AllowedSays> | 'fine';

/** Whether an external person may be inside, by what the policy says of external people and who he was found to be. */
export function judgeOutsider(member: Member, facts: GroupFacts, settings: AllowedMembers): Said {
  const identity = identityOf(member, facts.directory);
  if (identity?.relation === 'unrelated') return breach('unrelated', member, facts);
  if (settings.customers === 'forbidden') return breach('outsider', member, facts);
  if (settings.customers === 'listed') return judgeListed(member, identity, facts, settings);
  if (settings.otherCompanies === 'asked' && !identity) return askOtherCompany(member, facts);
  return 'fine';
}

function judgeListed(
  member: Member,
  identity: Identity | undefined,
  facts: GroupFacts,
  settings: AllowedMembers,
): Said {
  if (!identity) return unseen(member, 'identity-unknown');
  const { relation, entry } = identity;
  if (relation === 'unrelated' || !settings.relations.includes(relation)) return breach('not-listed', member, facts);
  if (relation !== 'member') return 'fine';
  if (!entry) return settings.lists.length === 0 ? 'fine' : breach('not-listed', member, facts);
  if (settings.lists.length > 0 && !settings.lists.includes(entry.list)) return breach('not-listed', member, facts);
  const standing = lineOf(entry, facts.directory);
  if (standing === 'list-unknown') return unseen(member, 'data-gap');
  return standing === 'gone' ? breach('lapsed', member, facts) : 'fine';
}

const keysOfList = new WeakMap<readonly ListEntry[], ReadonlySet<string>>();

/** A line that is no longer on its list is a membership that has lapsed; a list that was not read says nothing. */
function lineOf(entry: ListEntry, directory: Directory): 'there' | 'gone' | 'list-unknown' {
  const list = directory.lists.get(entry.list);
  if (!list) return 'list-unknown';
  const keys = keysOfList.get(list) ?? new Set(list.map(({ key }) => key));
  keysOfList.set(list, keys);
  return keys.has(entry.key) ? 'there' : 'gone';
}

function askOtherCompany(member: Member, facts: GroupFacts): Said {
  const contact = contactOf(member, facts.directory);
  if (!contact) return unseen(member, 'never-fetched');
  if (!contact.known) return unseen(member, 'no-contact-record');
  if (contact.app !== 'wecom') return 'fine';
  const window = belongsKey(member);
  if (facts.answers.get(window) === 'agreed') return 'fine';
  const company = plainText(contact.corpName || '—', 30);
  const detail = { who: calledName(member, facts.directory), company };
  return { kind: 'question', subject: subjectOf(member), says: 'other-company', detail, tell: 'admin', window };
}

const breach = (says: AllowedSays, member: Member, facts: GroupFacts): Outcome<AllowedSays> => ({
  kind: 'breach',
  subject: subjectOf(member),
  says,
  detail: { who: calledName(member, facts.directory) },
  tell: 'admin',
  window: '-',
});

const unseen = (member: Member, reason: Unseen): Outcome<AllowedSays> => ({
  kind: 'unseen',
  subject: subjectOf(member),
  reason,
});

const subjectOf = (member: Member) => ({ kind: 'member', id: member.id }) as const;
