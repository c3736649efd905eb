import { type Member, type RoleHeld, SPEAKS_FOR } from '../events/conversation.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Directory, Person, Post } from '../events/person.ts';
import { withOwnDepartment } from '../policy/for-group.ts';
import type { Policy } from '../policy/policy.ts';
import { withRelations } from '../policy/relations.ts';
import { remembered } from '../remembered.ts';
import { type Resolved, selects } from '../rules/selector.ts';

/** From when until when somebody was in a group. */
export interface Stay {
  readonly id: string;
  readonly kind: Member['kind'];
  readonly fromMs: number;
  readonly untilMs: number | null;
}

const ALWAYS = { fromMs: Number.NEGATIVE_INFINITY, untilMs: null };

/** The direct leader and the leaders of the departments up the tree: by this name in every policy. */
const LEADER = 'leader';

/** The roles that matter in a group: those of the policy, who leads whom, and who speaks for whom. Pure. */
export function rolesIn(
  policy: Policy,
  { directory, registered }: GroupFacts,
  stays: readonly Stay[],
): readonly RoleHeld[] {
  const inside = [...new Set(stays.flatMap(({ id, kind }) => (kind === 'employee' ? [id] : [])))];
  const led = inside.flatMap((over) =>
    leadersOver(over, directory).map((by): RoleHeld => ({ role: LEADER, by, over, ...ALWAYS })),
  );
  const department = registered?.ownerDepartment ?? '';
  return [...rolesHeld(policy, directory, department), ...led, ...spokesmenIn(policy)(directory)];
}

/** How others may call somebody when they speak for him: his name, his title, his roles. Pure. */
export function namesOf(id: string, policy: Policy, { directory, registered }: GroupFacts): readonly string[] {
  const person = directory.byAccount.get(id);
  if (!person) return [];
  const held = rolesHeld(policy, directory, registered?.ownerDepartment ?? '').filter(({ by }) => by === id);
  const titles = held.flatMap(({ role }) => policy.roles.get(role)?.name.zh ?? []);
  const called = policy.spokesmen.flatMap((line) => (selects(line.for, person, directory) ? line.called : []));
  return [...new Set([person.name, person.alias, person.position, ...titles, ...called])].filter(isName);
}

/** One character is in many words. */
const isName = (word: string): boolean => word.length > 1;

/** Departments that somebody of the group leads: the others answer for nothing here. Pure. */
export const departmentsIn = ({ directory }: Pick<GroupFacts, 'directory'>, stays: readonly Stay[]) => {
  const inside = new Set(stays.map(({ id }) => id));
  return [...directory.departments.values()].flatMap(({ name, alsoKnownAs, leaders }) => {
    const responsible = leaders.map((userid) => userid.toLowerCase()).filter((userid) => inside.has(userid));
    return responsible.length === 0 ? [] : [{ names: [name, ...alsoKnownAs.map((one) => one.name)], responsible }];
  });
};

/** Everybody over somebody: up the tree of each of his departments, so that nobody is asked by a stranger. */
function leadersOver(userid: string, directory: Directory): string[] {
  const person = directory.byAccount.get(userid);
  if (!person) return [];
  const over = new Set(person.directLeader === null ? [] : [person.directLeader.toLowerCase()]);
  for (const id of person.departments) {
    let at = directory.departments.get(id);
    for (let depth = 0; at && depth < 32; depth += 1) {
      for (const leader of at.leaders) over.add(leader.toLowerCase());
      at = directory.departments.get(at.parent);
    }
  }
  over.delete(userid);
  return [...over];
}

/** Who holds which role or office of a policy in groups of a department, and since when, as far as the directory remembers. */
function rolesHeld(policy: Policy, directory: Directory, department: string): readonly RoleHeld[] {
  const held = heldIn(policy)(directory);
  const known = held.get(department);
  if (known) return known;
  const complete = withRelations(policy, directory);
  const named = [...policy.roles.values(), ...policy.offices.values()].map(({ id, who }) => ({
    id,
    who: withOwnDepartment(who, department) as Resolved,
  }));
  const spells = [...complete.persons.values()].flatMap((person) =>
    named.flatMap(({ id, who }) => spellsOf(person, id, who, complete)),
  );
  held.set(department, spells);
  return spells;
}

const heldIn = remembered((_policy: Policy) =>
  remembered((_directory: Directory) => new Map<string, readonly RoleHeld[]>()),
);

function spellsOf(person: Person, role: string, who: Resolved, directory: Directory): RoleHeld[] {
  const { userid, leftAtMs, before, shownSinceMs } = person;
  if (userid === null) return [];
  const posts: readonly (Post & { readonly sinceMs: number })[] = [{ ...person, sinceMs: shownSinceMs }, ...before];
  return posts.flatMap((post, at): RoleHeld[] => {
    if (!selects(who, { ...person, ...postOf(post) }, directory)) return [];
    const isFirst = at === posts.length - 1;
    const untilMs = at === 0 ? leftAtMs : (posts[at - 1]?.sinceMs ?? null);
    return [{ role, by: userid, over: null, fromMs: isFirst ? Number.NEGATIVE_INFINITY : post.sinceMs, untilMs }];
  });
}

const postOf = ({ position, departments, mainDepartment, leaderIn, tags }: Post): Post => ({
  position,
  departments,
  mainDepartment,
  leaderIn,
  tags,
});

/** Who speaks for whom, as the policy says it of the people of now. */
const spokesmenIn = remembered((policy: Policy) =>
  remembered((directory: Directory): readonly RoleHeld[] => {
    const known = withRelations(policy, directory);
    const accountsOf = (who: Resolved): string[] =>
      [...known.persons.values()].flatMap((person) =>
        person.userid !== null && selects(who, person, known) ? [person.userid] : [],
      );
    return policy.spokesmen.flatMap((line) => {
      const principals = accountsOf(line.for);
      return accountsOf(line.who).flatMap((by) =>
        principals.map((over): RoleHeld => ({ role: SPEAKS_FOR, by, over, ...ALWAYS })),
      );
    });
  }),
);
