import type { GroupFacts, Unseen } from '../../events/facts.ts';
import type { Directory } from '../../events/person.ts';
import { remembered } from '../../remembered.ts';
import type { GroupNameSettings, NamePart } from './group-name-settings.ts';
import type { Label } from './labels.ts';
import { label, labelsOfDepartment } from './labels.ts';
import { keyOf } from './nickname-key.ts';

/** One part of a group's name: every way of writing it that counts, the best first. */
export interface KnownPart {
  readonly labels: readonly Label[];
  /** Characters that may stand here when anything may; 0 when nothing but the labels may. */
  readonly freeLength: number;
  readonly optional: boolean;
  /** What stands here, for people to read. */
  readonly called: string;
  /** Which of the labels is meant only the group's people know. */
  readonly choice: 'ours' | 'theirs';
}

/** A format with what the register and the lists say of this group; the reason when they do not say enough. */
export function knownParts(
  parts: readonly NamePart[],
  facts: GroupFacts,
  settings: GroupNameSettings,
): readonly KnownPart[] | Unseen {
  const known: KnownPart[] = [];
  for (const part of parts) {
    const labels = labelsOf(part, facts, settings);
    if (typeof labels === 'string') return labels;
    if (labels.length === 0 && part.free === undefined && !part.optional) return 'no-entry';
    known.push({
      labels,
      freeLength: part.free === undefined ? 0 : part.maxLength,
      optional: part.optional === true,
      called: calledPart(part),
      choice: part.list === undefined && part.free === undefined ? 'ours' : 'theirs',
    });
  }
  return known;
}

function labelsOf(
  { text, field, oneOf, list }: NamePart,
  { registered, directory }: GroupFacts,
  { kindNames }: GroupNameSettings,
): readonly Label[] | Unseen {
  if (text !== undefined) return [label(text)];
  if (oneOf !== undefined) return oneOf.map((word) => label(word));
  if (list !== undefined) return labelsOfLists(directory).get(list) ?? 'data-gap';
  if (field === undefined || !registered) return [];
  if (field === 'ownerDepartment') return ownerLabels(registered.ownerDepartment, directory);
  const said = field === 'kind' ? (kindNames[registered.kind] ?? '') : registered.purpose;
  return [label(said)].filter(({ key }) => key !== '');
}

/** The department that the register names, by every name it goes by. */
function ownerLabels(name: string, directory: Directory): readonly Label[] {
  const key = keyOf(name);
  if (key === '') return [];
  const department = departmentsByKey(directory).get(key);
  return department ?? [label(name)];
}

const departmentsByKey = remembered((directory: Directory): ReadonlyMap<string, readonly Label[]> => {
  const byKey = new Map<string, readonly Label[]>();
  for (const department of directory.departments.values()) {
    const labels = labelsOfDepartment(department);
    for (const { key } of labels) if (!byKey.has(key)) byKey.set(key, labels);
  }
  return byKey;
});

const labelsOfLists = remembered(
  (directory: Directory): ReadonlyMap<string, readonly Label[]> =>
    new Map(
      [...directory.lists].map(([list, lines]) => [
        list,
        lines
          .flatMap(({ name, companies }) => [name, ...companies])
          .map((text) => label(text))
          .filter(({ key }) => key !== ''),
      ]),
    ),
);

/** What a part is, for people to read. */
export const calledPart = ({ text, field, oneOf, list, free }: NamePart): string =>
  text ?? free ?? list ?? oneOf?.join('/') ?? FIELDS[field ?? 'purpose'];

const FIELDS = { ownerDepartment: '主管部门', purpose: '用途', kind: '类别' } as const;
