import type { GroupFacts, Unseen } from '../../events/facts.ts';
import { plainText } from '../plain-text.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { Reading } from './group-name-fits.ts';
import { labelIn, makesUp, withoutNumber } from './group-name-fits.ts';
import type { KnownPart } from './group-name-parts.ts';
import { knownParts } from './group-name-parts.ts';
import type { GroupNameSays } from './group-name-sentences.ts';
import { fixes, groupNameInWords, sayings } from './group-name-sentences.ts';
import { GroupNameSettings } from './group-name-settings.ts';
import { nearestFormat, pasteOf } from './group-name-write.ts';
import { keyOf } from './nickname-key.ts';

type Format = readonly KnownPart[];
type Found = { readonly says: GroupNameSays; readonly detail: Readonly<Record<string, string>> };

/** A group is called as the policy says for groups like it. */
export const groupName = defineRule<GroupNameSettings, GroupNameSays>({
  id: 'naming/group-name',
  title: { zh: '群名', en: 'Name of the group' },
  // The name is read in one answer with the owner.
  needs: ['owner'],
  settings: GroupNameSettings,
  says: sayings,
  fix: fixes,
  inWords: groupNameInWords,
  judge(facts, settings) {
    const formats = settings.formats.map((parts) => knownParts(parts, facts, settings));
    const known = formats.filter((format) => typeof format !== 'string');
    const found = judgeName(facts, settings, known, formats.length);
    if (found !== 'fine' && found !== 'unknown') return [said(found, facts, settings)];
    const reason = formats.find((format) => typeof format === 'string') as Unseen | undefined;
    const open = found === 'unknown' || (settings.direction === 'forbidden' && reason !== undefined);
    return open ? [{ kind: 'unseen', subject: { kind: 'group' }, reason: reason ?? 'no-entry' }] : [];
  },
});

/** `unknown`: no format that is known fits, and the register says too little for the others. */
function judgeName(
  { group, atMs }: GroupFacts,
  settings: GroupNameSettings,
  known: readonly Format[],
  formats: number,
): Found | 'fine' | 'unknown' {
  const key = keyOf(group.name);
  const reading = { order: settings.order, atMs };
  const nearest = nearestFormat(key, known, atMs);
  const paste = nearest ? pasteOf(key, nearest, settings, atMs) : '';
  if (key === '') return { says: 'no-name', detail: { paste: paste || '—' } };
  const banned = settings.bannedWords.find((word) => key.includes(keyOf(word)));
  if (banned !== undefined) return { says: 'banned-word', detail: { word: plainText(banned, 20) } };
  const fits = fitsAny(key, known, settings, reading);
  if (settings.direction === 'forbidden')
    return fits === 'fits' ? { says: 'not-this', detail: {} } : lengthOf(group.name, settings);
  if (formats === 0 || fits === 'fits') return lengthOf(group.name, settings);
  if (known.length < formats || !nearest) return 'unknown';
  return fits === 'no' ? causeOf(key, nearest, paste, atMs) : { says: fits, detail: { paste } };
}

function fitsAny(
  key: string,
  formats: readonly Format[],
  { numbering }: GroupNameSettings,
  reading: Reading,
): 'fits' | 'no' | 'numbered' | 'unnumbered' {
  const plain = formats.some((parts) => makesUp(key, parts, reading));
  const counted = withoutNumber(key).some((without) => formats.some((parts) => makesUp(without, parts, reading)));
  if (numbering === 'required') return counted ? 'fits' : plain ? 'unnumbered' : 'no';
  if (plain || (counted && numbering === 'allowed')) return 'fits';
  return counted ? 'numbered' : 'no';
}

function causeOf(key: string, parts: Format, paste: string, atMs: number): Found {
  let rest = key;
  for (const part of parts) {
    const there = labelIn(rest, part, atMs);
    if (there) rest = rest.replace(there.key, '');
    else if (!part.optional && part.freeLength === 0)
      return { says: 'missing-part', detail: { part: plainText(part.called, 20), paste } };
  }
  return { says: rest === '' ? 'wrong-order' : 'other', detail: { paste } };
}

function lengthOf(name: string, { minLength, maxLength }: GroupNameSettings): Found | 'fine' {
  const length = [...name].length;
  if (length > maxLength) return { says: 'too-long', detail: { most: String(maxLength) } };
  return length < minLength ? { says: 'too-short', detail: { least: String(minLength) } } : 'fine';
}

const said = (
  { says, detail }: Found,
  { group }: GroupFacts,
  { direction }: GroupNameSettings,
): Outcome<GroupNameSays> => ({
  kind: direction === 'advised' ? 'task' : 'breach',
  subject: { kind: 'group' },
  says,
  detail: { now: plainText(group.name) || '—', ...detail },
  tell: 'admin',
  window: '-',
});
