import type { GroupFacts, Unseen } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import type { Contact, Directory, Identity, Person } from '../../events/person.ts';
import { remembered } from '../../remembered.ts';
import { calledName, contactOf, identityOf, isHired, personOf } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { Selector } from '../selector.ts';
import { namedBy } from '../selector.ts';
import type { Cause, Why } from './cause.ts';
import { causeOf } from './cause.ts';
import type { Expected } from './expected.ts';
import { expectedOfContact, expectedOfEntry, expectedOfPerson } from './expected.ts';
import { fits } from './fits.ts';
import { formatsInWords } from './formats-in-words.ts';
import { keyOf } from './nickname-key.ts';
import { fixes, sayings } from './nickname-sentences.ts';
import { NicknameSettings } from './nickname-settings.ts';

/** A nickname says who somebody is, in the format the policy gives for people like him. */
export const nickname = defineRule<NicknameSettings, Cause>({
  id: 'naming/nickname',
  title: { zh: '群昵称', en: 'Nickname in the group' },
  needs: ['roster', 'nickname'],
  settings: NicknameSettings,
  says: sayings,
  fix: fixes,
  inWords: formatsInWords,
  judge(facts, settings) {
    const outcomes: Outcome<Cause>[] = [];
    const wanted = wantedBy(facts.directory)(settings);
    for (const member of facts.members) {
      const said = judgeMember(member, facts, wanted, settings);
      if (said !== 'fine') outcomes.push(said);
    }
    return outcomes;
  },
});

type Wanted = Expected | Unseen | 'exempt';

/** What is wanted of people, by one policy in one directory. */
interface WantedOf {
  readonly person: (person: Person) => Wanted;
  readonly identity: (identity: Identity) => Wanted;
  readonly contact: (contact: Contact) => Wanted;
  /** Whether there are formats for people whom only a colleague's contact names. */
  readonly ofContacts: 'some' | 'none';
  /** Whom nobody has identified: of no concern where only employees have a format. */
  readonly stranger: 'exempt' | 'identity-unknown';
}

const wantedBy = remembered((directory: Directory) =>
  remembered(
    (settings: NicknameSettings): WantedOf => ({
      person: remembered((person: Person) => wantedOfPerson(person, settings, directory)),
      identity: remembered((identity: Identity) => wantedOfIdentity(identity, settings)),
      contact: remembered((contact: Contact) => wantedOfContact(contact, settings)),
      ofContacts: settings.formats.some(({ contacts }) => contacts !== undefined) ? 'some' : 'none',
      stranger: settings.formats.some(({ who }) => who === undefined) ? 'identity-unknown' : 'exempt',
    }),
  ),
);

function wantedOfPerson(person: Person, settings: NicknameSettings, directory: Directory): Wanted {
  const standing = (who: Selector) => namedBy(who, person, directory);
  const format = settings.formats.find(({ who }) => who !== undefined && standing(who) !== 'not-named');
  // A later format may not be his either: which one is hangs on what nobody has said.
  if (format?.who && standing(format.who) === 'relation-unknown') return 'relation-unknown';
  return format ? expectedOfPerson(person, format, settings, directory) : 'exempt';
}

function wantedOfIdentity({ relation, entry }: Identity, settings: NicknameSettings): Wanted {
  const format = settings.formats.find(({ identity }) => identity === relation);
  if (!format) return 'exempt';
  return entry ? expectedOfEntry(entry, format, settings) : 'identity-unknown';
}

/** What no nickname is, whether it fits or not. */
function besides(shown: string, { bannedWords, spaces }: NicknameSettings): Why | undefined {
  const banned = bannedWords.length === 0 ? undefined : bannedWords.find((word) => keyOf(shown).includes(keyOf(word)));
  if (banned !== undefined) return { says: 'banned-word', part: plainText(banned, 20) };
  return spaces === 'forbidden' && /\s/u.test(shown.trim()) ? { says: 'spaced', part: '' } : undefined;
}

/** Where formats are for people whom the desk has named, who is not named yet may be one of them. */
function wantedOfContact(contact: Contact, settings: NicknameSettings): Wanted {
  if (!contact.known) return 'no-contact-record';
  const format = settings.formats.find(
    ({ contacts }) => contacts !== undefined && (contacts.tag === undefined || contact.tags.includes(contacts.tag)),
  );
  if (format) return expectedOfContact(contact, format, settings);
  return settings.formats.some(({ identity }) => identity !== undefined) ? 'identity-unknown' : 'exempt';
}

function judgeMember(
  member: Member,
  facts: GroupFacts,
  wanted: WantedOf,
  settings: NicknameSettings,
): Outcome<Cause> | 'fine' {
  const expected = member.kind === 'employee' ? ofEmployee(member, facts, wanted) : ofExternal(member, facts, wanted);
  if (expected === 'exempt') return 'fine';
  if (typeof expected === 'string') return unseen(member, expected);
  const shown = shownBy(member, facts.directory);
  if (typeof shown !== 'string') return unseen(member, shown.reason);
  const why = besides(shown, settings) ?? (fits(shown, expected, facts.atMs) ? 'fine' : undefined);
  if (why === 'fine') return 'fine';
  const { says, part } = why ?? causeOf(shown, expected, facts.atMs, facts.directory);
  return {
    kind: settings.strength === 'advised' ? 'task' : 'breach',
    subject: { kind: 'member', id: member.id },
    says,
    detail: { who: calledName(member, facts.directory), now: plainText(shown) || '—', paste: expected.paste, part },
    tell: 'member',
    window: '-',
  };
}

function ofEmployee(member: Member, { directory, atMs }: GroupFacts, wanted: WantedOf): Wanted {
  const person = personOf(member, directory);
  if (!person) return 'never-fetched';
  // Whoever has left or is locked out cannot change his nickname.
  return isHired(person, atMs) && person.status !== 'disabled' ? wanted.person(person) : 'exempt';
}

function ofExternal(member: Member, { directory }: GroupFacts, wanted: WantedOf): Wanted {
  if (wanted.stranger === 'exempt') return 'exempt';
  const identity = identityOf(member, directory);
  const byIdentity = identity ? wanted.identity(identity) : 'exempt';
  if (identity && (byIdentity !== 'exempt' || wanted.ofContacts === 'none')) return byIdentity;
  const contact = contactOf(member, directory);
  const byContact = contact ? wanted.contact(contact) : 'no-contact-record';
  return identity && byContact === 'identity-unknown' ? 'exempt' : byContact;
}

/** What everybody in the group reads: the nickname, or the contact name where none is set. */
function shownBy(member: Member, directory: Directory): string | { readonly reason: Unseen } {
  if (member.nickname === null) return { reason: 'no-nickname-api' };
  const contactName = personOf(member, directory)?.name ?? contactOf(member, directory)?.name;
  const shown = member.nickname.trim() || member.shownName || contactName;
  return shown ? shown : { reason: 'no-contact-record' };
}

const unseen = (member: Member, reason: Unseen): Outcome<Cause> => ({
  kind: 'unseen',
  subject: { kind: 'member', id: member.id },
  reason,
});
