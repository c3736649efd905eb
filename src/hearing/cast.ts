import { type Department, type Member, type RoleHeld, SPEAKS_FOR } from '../events/conversation.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Dated, Directory, Person, Post } from '../events/person.ts';
import { withOwnDepartment } from '../policy/for-group.ts';
import type { Policy } from '../policy/policy.ts';
import { withRelations } from '../policy/relations.ts';
import { remembered } from '../remembered.ts';
import { type Resolved, selects } from '../rules/selector.ts';
import { leadersOver } from './leaders.ts';

/** From when until when somebody was in a group. */
export interface Stay {
  readonly id: string;
  readonly kind: Member['kind'];
  readonly fromMs: number;
  readonly untilMs: number | null;
}

/** The roles that matter in a group: those of the policy, who leads whom, and who speaks for whom. Pure. */
export function rolesIn(
  policy: Policy,
  { directory, registered }: GroupFacts,
  stays: readonly Stay[],
): readonly RoleHeld[] {
  const inside = [...new Set(stays.flatMap(({ id, kind }) => (kind === 'employee' ? [id] : [])))];
  const led = inside.flatMap((over) => leadersOver(over, directory));
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
  return [...directory.departments.values()].flatMap(({ id, name, alsoKnownAs, leaders }) => {
    const names = [name, ...alsoKnownAs.map((one) => one.name)];
    const led = directory.past?.departments.get(id) ?? [{ leaders }];
    return led.flatMap(({ leaders: then, ...lasted }): Department[] => {
      const responsible = then.map((userid) => userid.toLowerCase()).filter((userid) => inside.has(userid));
      return responsible.length === 0 ? [] : [{ names, responsible, ...spanOf(lasted) }];
    });
  });
};

const spanOf = ({ sinceMs, untilMs }: Partial<Dated<unknown>>): Pick<Department, 'fromMs' | 'untilMs'> =>
  sinceMs === undefined || untilMs === undefined ? {} : { fromMs: sinceMs, untilMs };

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

/** Who speaks for whom, as the policy says it, while both are whom it means. */
const spokesmenIn = remembered((policy: Policy) =>
  remembered((directory: Directory): readonly RoleHeld[] => {
    const known = withRelations(policy, directory);
    const spellsAs = (who: Resolved) =>
      [...known.persons.values()].flatMap((person) => spellsOf(person, SPEAKS_FOR, who, known));
    return policy.spokesmen.flatMap((line) => {
      const principals = spellsAs(line.for);
      return spellsAs(line.who).flatMap((held) => principals.flatMap((principal) => bothHeld(held, principal)));
    });
  }),
);

function bothHeld(held: RoleHeld, principal: RoleHeld): RoleHeld[] {
  const fromMs = Math.max(held.fromMs, principal.fromMs);
  const ends = [held.untilMs, principal.untilMs].filter((end) => end !== null);
  const untilMs = ends.length === 0 ? null : Math.min(...ends);
  return untilMs !== null && untilMs <= fromMs ? [] : [{ ...held, over: principal.by, fromMs, untilMs }];
}
