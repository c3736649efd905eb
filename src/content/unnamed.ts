import type { GroupFacts } from '../events/facts.ts';
import type { Message } from '../events/message.ts';
import { masked } from './masked.ts';
import { personalData } from './personal-data.ts';

const SOMEBODY = '某人';
const MOST = 2_000;

/**
 * What of a message may be shown to a machine: mentions and names of the group's people replaced, personal data masked, links
 * without what stands behind `?` and `#`, at most 2000 characters. Null: nothing is left to read.
 */
export function unnamed({ text, mentions }: Pick<Message, 'text' | 'mentions'>, facts: Named): string | null {
  if (text === null) return null;
  const called = mentions.toSorted((a, b) => b.at - a.at);
  const uncalled = called.reduce(
    (left, { at, length }) => `${left.slice(0, at)}@${SOMEBODY} ${left.slice(at + length)}`,
    text,
  );
  const linked = uncalled.replace(/(https?:\/\/[^\s?#]+)[?#]\S*/giu, '$1');
  const hidden = masked(linked, personalData(linked));
  const anonymous = namesIn(facts).reduce((left, name) => left.replaceAll(name, SOMEBODY), hidden);
  const shown = [...anonymous.trim()].slice(0, MOST).join('');
  return /[\p{L}\p{N}]/u.test(shown.replaceAll(SOMEBODY, '')) ? shown : null;
}

type Named = Pick<GroupFacts, 'members' | 'directory'>;

/** The longest first; one character is in many words. */
function namesIn({ members, directory }: Named): string[] {
  const names = members.flatMap(({ id, personId, nickname, shownName }) => {
    const person = personId === null ? undefined : directory.persons.get(personId);
    const contact = directory.contacts.get(id.toLowerCase());
    return [nickname, shownName, person?.name, person?.alias, person?.userid, contact?.name];
  });
  const long = names.flatMap((name) => (name && [...name].length > 1 ? [name] : []));
  return [...new Set(long)].sort((a, b) => b.length - a.length);
}
