import type { PolicyFile } from './file.ts';
import { suggestion } from './nearest.ts';
import type { Path, Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';

type Kinds = PolicyFile['kinds'];

/** Kinds that narrow others, and kinds that nobody could tell apart. */
export const kindShapeProblems = (file: PolicyFile, written: Written): Problem[] =>
  Object.entries(file.kinds).flatMap(([id, kind]) => {
    const say = (on: Path, message: string, remedy: string) =>
      written.problem(['kinds', id, ...on], 'error', message, remedy);
    return [...narrowingProblems(id, kind, file.kinds, say), ...sameNameProblems(id, kind, file.kinds, say)];
  });

type Say = (on: Path, message: string, remedy: string) => Problem;

function narrowingProblems(id: string, { of, when, status }: Kinds[string], kinds: Kinds, say: Say): Problem[] {
  if (of === undefined && when === undefined) return [];
  if (of === undefined) return [say(['when'], 'narrows no kind', 'add "of: the wider kind", or remove when')];
  if (when === undefined) return [say(['of'], 'says no condition', 'add "when: …", or remove of')];
  const wider = Object.hasOwn(kinds, of) ? kinds[of] : undefined;
  if (!wider) return [say(['of'], `there is no kind "${of}"`, suggestion(of, Object.keys(kinds)))];
  if (leadsTo(of, id, kinds, new Set()))
    return [say(['of'], `leads back to itself: ${id} → ${of}`, 'let one of them be a kind of its own')];
  if (status === 'undecided' || wider.status === 'undecided')
    return [
      say(['of'], 'what is undecided is neither narrowed nor narrow', 'decide it first, or keep the kinds apart'),
    ];
  return impossible(when, say);
}

function leadsTo(from: string, to: string, kinds: Kinds, seen: Set<string>): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const next = Object.hasOwn(kinds, from) ? kinds[from]?.of : undefined;
  return next !== undefined && leadsTo(next, to, kinds, seen);
}

function impossible(when: NonNullable<Kinds[string]['when']>, say: Say): Problem[] {
  const { membersFrom, membersBelow, createdFrom, createdBefore } = when;
  const crowd = membersFrom !== undefined && membersBelow !== undefined && membersBelow <= membersFrom;
  const dates = createdFrom !== undefined && createdBefore !== undefined && createdBefore <= createdFrom;
  return [
    ...(crowd ? [say(['when', 'membersBelow'], 'no group has so many members and so few', 'let it be more')] : []),
    ...(dates ? [say(['when', 'createdBefore'], 'no day lies between the two', 'let it be later')] : []),
  ];
}

/** Whoever registers a group chooses by the name. */
function sameNameProblems(id: string, { name }: Kinds[string], kinds: Kinds, say: Say): Problem[] {
  const zh = zhOf(name);
  const other = Object.entries(kinds).find(([otherId, kind]) => otherId !== id && zhOf(kind.name) === zh)?.[0];
  const first = other !== undefined && Object.keys(kinds).indexOf(other) < Object.keys(kinds).indexOf(id);
  return first ? [say(['name'], `is the name of "${other}", too`, 'people choose a kind by its name: change one')] : [];
}

const zhOf = (name: Kinds[string]['name']): string => (typeof name === 'string' ? name : name.zh);
