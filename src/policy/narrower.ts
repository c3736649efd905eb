import type { GroupFacts, Unseen } from '../events/facts.ts';
import { selects } from '../rules/selector.ts';
import type { Kind, Narrowing, Policy } from './policy.ts';

/** The kinds that a group is of: `yes`, or why nobody can say whether it is. */
export type KindsOfGroup = ReadonlyMap<string, 'yes' | Unseen>;

/** The registered kind, those it narrows, and the narrower ones whose condition holds. Pure. */
export function kindsOfGroup(kind: Kind, policy: Policy, facts: GroupFacts): KindsOfGroup {
  const found = new Map<string, 'yes' | Unseen>([...wider(kind, policy), kind.id].map((id) => [id, 'yes']));
  const below = [kind.id];
  for (const id of below)
    for (const narrow of policy.kinds.values()) {
      if (narrow.narrows?.of !== id || found.has(narrow.id)) continue;
      const holds = conditionHolds(narrow.narrows.when, facts);
      if (holds === 'no') continue;
      const above = found.get(id) ?? 'yes';
      found.set(narrow.id, above === 'yes' ? holds : above);
      below.push(narrow.id);
    }
  return found;
}

function wider(kind: Kind, { kinds }: Policy): string[] {
  const above = kind.narrows ? kinds.get(kind.narrows.of) : undefined;
  return above ? [above.id, ...wider(above, { kinds } as Policy)] : [];
}

/** What is surely not so settles it, whatever cannot be seen. */
function conditionHolds(when: Narrowing['when'], facts: GroupFacts): 'yes' | 'no' | Unseen {
  const answers = [
    ...byRoster(when, facts),
    ...byOwner(when, facts),
    ...byRegister(when, facts),
    ...byName(when, facts),
  ];
  if (answers.includes('no')) return 'no';
  return answers.find((answer) => answer !== 'yes') ?? 'yes';
}

type Answer = 'yes' | 'no' | Unseen;
const said = (holds: boolean): Answer => (holds ? 'yes' : 'no');

function byRoster(
  { membersFrom, membersBelow, outsiders }: Narrowing['when'],
  { members, unseen }: GroupFacts,
): Answer[] {
  if (membersFrom === undefined && membersBelow === undefined && outsiders === undefined) return [];
  const blind = unseen.get('roster');
  if (blind) return [blind];
  const external = members.some(({ kind }) => kind === 'external');
  return [
    ...(membersFrom === undefined ? [] : [said(members.length >= membersFrom)]),
    ...(membersBelow === undefined ? [] : [said(members.length < membersBelow)]),
    ...(outsiders === undefined ? [] : [said(external === (outsiders === 'some'))]),
  ];
}

function byOwner({ owner }: Narrowing['when'], { group, directory, unseen }: GroupFacts): Answer[] {
  if (owner === undefined) return [];
  const blind = unseen.get('owner');
  if (blind) return [blind];
  const person = directory.byAccount.get(group.owner.toLowerCase());
  return [person ? said(selects(owner, person, directory)) : 'never-fetched'];
}

function byRegister({ ownerDepartment }: Narrowing['when'], { registered }: GroupFacts): Answer[] {
  if (ownerDepartment === undefined) return [];
  return [registered?.ownerDepartment ? said(ownerDepartment.includes(registered.ownerDepartment)) : 'no-entry'];
}

function byName(when: Narrowing['when'], { group, unseen }: GroupFacts): Answer[] {
  const { nameContains, createdFromMs, createdBeforeMs } = when;
  const bornMs = group.createdAtMs;
  const born = (test: (atMs: number) => boolean): Answer => (bornMs === null ? 'never-fetched' : said(test(bornMs)));
  return [
    ...(nameContains === undefined
      ? []
      : [unseen.get('owner') ?? said(nameContains.some((word) => group.name.includes(word)))]),
    ...(createdFromMs === null ? [] : [born((atMs) => atMs >= createdFromMs)]),
    ...(createdBeforeMs === null ? [] : [born((atMs) => atMs < createdBeforeMs)]),
  ];
}
