import type { Department, Directory, Person } from '../../events/person.ts';
import { plainText } from '../plain-text.ts';
import { keyOf } from './nickname-key.ts';
import type { PartKind } from './nickname-settings.ts';

/** One way of writing a part. An empty key means that the part may be left out. */
export interface Label {
  readonly text: string;
  readonly key: string;
  readonly untilMs: number | null;
}

/** One part of a nickname: every way that counts, and the ways we would write it ourselves, the best first. */
export interface Part {
  readonly kind: PartKind | 'word' | 'free';
  readonly labels: readonly Label[];
  readonly written: readonly string[];
  /** What it is called, where its kind does not say it. */
  readonly called?: string;
  /** A part that only the person knows. */
  readonly free?: Free;
}

/** How long such a part may be and of which signs, as it is compared. */
export interface Free {
  readonly made: 'any' | 'digits' | 'letters';
  readonly minLength: number;
  readonly maxLength: number;
  readonly optional: boolean;
}

export const absent: Label = { text: '', key: '', untilMs: null };

export function label(text: string, untilMs: number | null = null): Label {
  const shown = plainText(text, 150);
  return { text: shown, key: keyOf(shown), untilMs };
}

/** A part made of plain texts, the best first; one that nobody knows may be left out. */
export function plainPart(kind: PartKind, texts: readonly string[]): Part {
  const labels = texts.map((text) => label(text)).filter(({ key }) => key !== '');
  if (labels.length === 0) return { kind, labels: [absent], written: [''] };
  return { kind, labels, written: labels.map(({ text }) => text) };
}

/** The departments a person may name. No labels at all: the directory does not show them. */
export function departmentPart(person: Person, which: 'main' | 'own' | 'path', directory: Directory): Part {
  const own = ownDepartments(person, which, directory);
  const labels = own.flatMap((department) =>
    which === 'path' ? labelsOfPath(department, directory) : labelsOfDepartment(department),
  );
  const home = own[0];
  const written = home ? labelsOfDepartment(home).filter(({ untilMs }) => untilMs === null) : [];
  return { kind: 'department', labels, written: written.map(({ text }) => text) };
}

function ownDepartments(person: Person, which: 'main' | 'own' | 'path', directory: Directory): Department[] {
  const main = person.mainDepartment === null ? [] : [person.mainDepartment];
  const ids = which === 'main' && main.length > 0 ? main : new Set([...main, ...person.departments]);
  return [...ids].flatMap((id) => directory.departments.get(id) ?? []);
}

/** Its name first, then the names it may go by for good, the longest first, then those that run out. */
export function labelsOfDepartment(department: Department): Label[] {
  const others = department.alsoKnownAs.map(({ name, untilMs }) => label(name, untilMs));
  const lasting = others.filter(({ untilMs }) => untilMs === null).sort((a, b) => b.text.length - a.text.length);
  const passing = others.filter(({ untilMs }) => untilMs !== null);
  return [label(department.name), ...lasting, ...passing].filter(({ key }) => key !== '');
}

/** A department, each one above it but the topmost, and the chains that lead down to it. */
function labelsOfPath(department: Department, directory: Directory): Label[] {
  const labels = labelsOfDepartment(department);
  let chain = department.name;
  let above = directory.departments.get(department.parent);
  for (let depth = 0; above && depth < 32; depth += 1) {
    const next = directory.departments.get(above.parent);
    if (next) labels.push(...labelsOfDepartment(above));
    chain = above.name + chain;
    labels.push(label(chain));
    above = next;
  }
  return labels.filter(({ key }) => key !== '');
}

/** Department and title, either alone, or the title first. */
export function postPart(department: Part, title: string): Part {
  const kind = 'departmentAndOrTitle';
  const named = label(title);
  const departments = department.labels.filter(({ key }) => key !== '');
  if (named.key === '') return departments.length === 0 ? plainPart(kind, []) : { ...department, kind };
  const labels = [...departments.flatMap((one) => [joined(one, named), joined(named, one)]), ...departments, named];
  const own = department.written.filter((text) => text !== '');
  return { kind, labels, written: [...own.map((text) => text + named.text), ...own, named.text] };
}

const joined = (first: Label, second: Label): Label => ({
  text: first.text + second.text,
  key: first.key + second.key,
  untilMs: first.untilMs ?? second.untilMs,
});
