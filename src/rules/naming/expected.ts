import type { Unseen } from '../../events/facts.ts';
import type { Contact, Directory, ListEntry, Person } from '../../events/person.ts';
import { remembered } from '../../remembered.ts';
import type { Label, Part } from './labels.ts';
import { departmentPart, plainPart, postPart } from './labels.ts';
import { keyOf } from './nickname-key.ts';
import type { Format, NicknameSettings, PartKind, PartSpec } from './nickname-settings.ts';
import { isExact, lineKeyTexts, ordersOf, partOf, remarkTexts } from './other-parts.ts';
import { nameLabels } from './person-names.ts';
import { writeOut } from './write-out.ts';

/** What one person's nickname may be: every order of parts that counts, and the one to paste. */
export interface Expected {
  readonly orders: readonly (readonly Part[])[];
  readonly paste: string;
  readonly pasteKey: string;
  /** `pattern`: something in it stands for what only the person knows, so it is no nickname itself. */
  readonly exact: 'exact' | 'pattern';
  /** Keys of words that may be added. */
  readonly mayAdd: readonly string[];
  /** Ways of writing the departments that tell a namesake apart: 张示例（财务）. Empty when there is no namesake. */
  readonly toldApartBy: readonly Label[];
}

/** What is known of a person, part by part. */
type PartsKnown = (kind: PartKind) => Part;

export function expectedOfPerson(
  person: Person,
  format: Format,
  settings: NicknameSettings,
  directory: Directory,
): Expected | Unseen {
  const mayAdd = addedKeys(format);
  const names = settings.names.map((which) => person[which]);
  const department = departmentPart(person, settings.departments, directory);
  const known: PartsKnown = (kind) => {
    if (kind === 'name') return namePart(names, mayAdd);
    if (kind === 'department') return department;
    if (kind === 'company') return plainPart('company', settings.ownCompany);
    if (kind === 'lineKey' || kind === 'remark') return plainPart(kind, []);
    return kind === 'title' ? plainPart('title', [person.position]) : postPart(department, person.position);
  };
  // A colleague is no line of a list and nobody's contact.
  if (format.parts.includes('lineKey') || format.parts.includes('remark')) return 'identity-unknown';
  if (format.parts.includes('name') && known('name').labels.length === 0) return 'data-gap';
  if (format.parts.includes('department') && department.labels.length === 0) return 'data-gap';
  if (format.parts.includes('company') && settings.ownCompany.length === 0) return 'unset';
  const told = settings.duplicateSuffix === 'allowed' && hasNamesake(person, directory);
  return expected(known, format, settings, told ? department.labels : []);
}

export function expectedOfEntry(entry: ListEntry, format: Format, settings: NicknameSettings): Expected | Unseen {
  const mayAdd = addedKeys(format);
  const department = plainPart('department', [entry.department]);
  const known: PartsKnown = (kind) => {
    if (kind === 'name') return namePart([entry.name], mayAdd);
    if (kind === 'company') return plainPart('company', entry.companies);
    if (kind === 'department') return department;
    if (kind === 'lineKey') return plainPart('lineKey', lineKeyTexts(entry.key));
    if (kind === 'remark') return plainPart('remark', []);
    return kind === 'title' ? plainPart('title', [entry.title]) : postPart(department, entry.title);
  };
  if (format.parts.includes('remark')) return 'identity-unknown';
  const unnamed = format.parts.includes('name') && known('name').labels.length === 0;
  return unnamed ? 'data-gap' : expected(known, format, settings, []);
}

/** Whom a colleague has added is known by what colleagues call him. */
export function expectedOfContact(contact: Contact, format: Format, settings: NicknameSettings): Expected | Unseen {
  if (!contact.known) return 'no-contact-record';
  const mayAdd = addedKeys(format);
  const known: PartsKnown = (kind) => {
    if (kind === 'name') return namePart([contact.name], mayAdd);
    if (kind === 'remark') return plainPart('remark', contact.remarks.flatMap(remarkTexts));
    if (kind === 'company') return plainPart('company', [contact.corpName]);
    return plainPart(kind, kind === 'title' || kind === 'departmentAndOrTitle' ? [contact.position] : []);
  };
  if (format.parts.includes('lineKey')) return 'identity-unknown';
  if (format.parts.includes('remark') && contact.remarks.every((remark) => keyOf(remark) === ''))
    return 'identity-unknown';
  return expected(known, format, settings, []);
}

function expected(
  known: PartsKnown,
  format: Format,
  settings: NicknameSettings,
  toldApartBy: readonly Label[],
): Expected {
  const written = (parts: readonly PartSpec[]): Part[] => parts.map((spec) => partOf(spec, known));
  const first = written(format.parts);
  const paste = writeOut(first, settings.separator, settings.maxLength);
  const given = format.order === 'any' ? ordersOf(first) : [first];
  const orders = [...given, ...format.also.map(written)];
  const exact = isExact(first) ? 'exact' : 'pattern';
  return { orders, paste, pasteKey: keyOf(paste), exact, mayAdd: addedKeys(format), toldApartBy };
}

function namePart(names: readonly string[], mayAdd: readonly string[]): Part {
  const labels = nameLabels(names, mayAdd);
  return { kind: 'name', labels, written: labels.slice(0, 1).map(({ text }) => text) };
}

const addedKeys = remembered((format: Format): readonly string[] =>
  format.mayAdd.map(keyOf).filter((key) => key !== ''),
);

const nameKey = (person: Person): string => nameLabels([person.name], []).at(-1)?.key ?? '';

/** How many people of the directory go by each name, numbers and remarks apart. */
const bearers = remembered((directory: Directory) => {
  const counts = new Map<string, number>();
  for (const person of directory.persons.values()) {
    if (person.status === 'left' || person.userid === null) continue;
    const key = nameKey(person);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
});

const hasNamesake = (person: Person, directory: Directory): boolean =>
  (bearers(directory).get(nameKey(person)) ?? 0) > 1;
