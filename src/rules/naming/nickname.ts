import type { GroupFacts, Unseen } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import type { Directory, Identity, Person } from '../../events/person.ts';
import { calledName, contactOf, identityOf, isHired, personOf } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import { remembered } from '../remembered.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { Selector } from '../selector.ts';
import { namedBy } from '../selector.ts';
import type { Cause } from './cause.ts';
import { causeOf } from './cause.ts';
import type { Expected } from './expected.ts';
import { expectedOfEntry, expectedOfPerson } from './expected.ts';
import { fits } from './fits.ts';
import { formatsInWords } from './formats-in-words.ts';
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
      const said = judgeMember(member, facts, wanted);
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
  /** Whom nobody has identified: of no concern where only employees have a format. */
  readonly stranger: 'exempt' | 'identity-unknown';
}

const wantedBy = remembered((directory: Directory) =>
  remembered(
    (settings: NicknameSettings): WantedOf => ({
      person: remembered((person: Person) => wantedOfPerson(person, settings, directory)),
      identity: remembered((identity: Identity) => wantedOfIdentity(identity, settings)),
      stranger: settings.formats.some(({ identity }) => identity !== undefined) ? 'identity-unknown' : 'exempt',
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

function judgeMember(member: Member, facts: GroupFacts, wanted: WantedOf): Outcome<Cause> | 'fine' {
  const expected = member.kind === 'employee' ? ofEmployee(member, facts, wanted) : ofExternal(member, facts, wanted);
  if (expected === 'exempt') return 'fine';
  if (typeof expected === 'string') return unseen(member, expected);
  const shown = shownBy(member, facts.directory);
  if (typeof shown !== 'string') return unseen(member, shown.reason);
  if (fits(shown, expected, facts.atMs)) return 'fine';
  return {
    kind: 'breach',
    subject: { kind: 'member', id: member.id },
    says: causeOf(shown, expected, facts.atMs, facts.directory),
    detail: { who: calledName(member, facts.directory), now: plainText(shown) || '—', paste: expected.paste },
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
  if (identity) return wanted.identity(identity);
  return contactOf(member, directory)?.known ? 'identity-unknown' : 'no-contact-record';
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
