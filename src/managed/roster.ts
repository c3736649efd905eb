import type { GroupFacts } from '../events/facts.ts';
import type { Member } from '../events/group.ts';
import type { Directory, Person } from '../events/person.ts';
import type { PersonId } from '../ids.ts';
import { policyAt } from '../policy/at-moment.ts';
import { afterSparing, sparesGroup, sparesSubject } from '../policy/exceptions.ts';
import { settingsFor } from '../policy/for-group.ts';
import { kindsOfGroup } from '../policy/narrower.ts';
import type { Kind, Policy, RuleUse } from '../policy/policy.ts';
import { withRelations } from '../policy/relations.ts';
import { remembered } from '../remembered.ts';
import { isHired } from '../rules/personnel.ts';
import type { Outcome } from '../rules/rule.ts';
import { selects } from '../rules/selector.ts';

/** Somebody who belongs into a group, and why: a rule's name in the policy, `appointed`, or `owner`. */
export interface Belonging {
  readonly userid: string;
  readonly personId: PersonId;
  readonly why: string;
}

/** Somebody the policy wants inside and who cannot be added yet; who is blocked is never added, and the plan says why. */
export interface Blocked {
  readonly userid: string;
  readonly because: 'no-approval' | 'not-allowed' | 'not-activated' | 'unsure';
}

/** Whom a group shall have. Keys are accounts in lower case. */
export interface Roster {
  readonly belongs: ReadonlyMap<string, Belonging>;
  readonly blocked: readonly Blocked[];
  /** Those whom the policy allows and does not ask for, or of whom nobody can say whether it asks: nobody removes them. */
  readonly mayStay: ReadonlySet<string>;
  /** Owner, appointed admins, and the offices that own the group and appoint its admins: never removed without being asked about. */
  readonly looksAfter: ReadonlySet<string>;
  /** Accounts that may own the group, the best first; all of them belong. */
  readonly owners: readonly string[];
}

export const REQUIRED = 'membership/required-members';
export const ALLOWED = 'membership/allowed-members';

/**
 * The roster that a policy wants a group to have: those its rules require, the appointed admins and the office that owns it,
 * without anybody whom the same policy would find out of place there. Pure.
 */
export function rosterOf(version: Policy, registered: Kind, seen: GroupFacts): Roster {
  const policy = policyAt(version, seen.atMs);
  const facts = { ...seen, directory: withRelations(policy, seen.directory) };
  const kind = policy.kinds.get(registered.id) ?? registered;
  const uses = usesFor(policy, kind, facts);
  const required = requiredIn(uses, facts);
  const asked = [...requiredBy(required), ...adminsIn(facts), ...ownersIn(policy, kind, facts)];
  const candidates = new Map<string, Belonging>();
  const blocked = new Map<string, Blocked>();
  for (const one of asked) if (!candidates.has(one.userid)) candidates.set(one.userid, one);
  for (const { userid, personId } of candidates.values()) {
    const person = facts.directory.persons.get(personId);
    if (person?.status !== 'active') blocked.set(userid, { userid, because: 'not-activated' });
  }
  const judged = allowedJudgement(uses, { ...facts, members: [...candidates.values()].map(asMember) });
  for (const [userid, because] of judged.found) blocked.set(userid, { userid, because });
  for (const userid of waitingForApproval(uses, facts)) blocked.set(userid, { userid, because: 'no-approval' });
  for (const userid of blocked.keys()) candidates.delete(userid);
  return {
    belongs: candidates,
    blocked: [...blocked.values()].sort((a, b) => (a.userid < b.userid ? -1 : 1)),
    mayStay: new Set([...allowedInside(uses, facts), ...perhapsRequired(required)]),
    looksAfter: keepers(policy, kind, facts),
    owners: ownersAmong(candidates, policy, kind, facts),
  };
}

/** The uses of the two rules about members that apply to the group: of its kind, of the wider ones, and of narrower ones. */
function usesFor(policy: Policy, kind: Kind, facts: GroupFacts): RuleUse[] {
  const kinds = kindsOfGroup(kind, policy, facts);
  return policy.uses.filter(
    (use) =>
      (use.rule.id === REQUIRED || use.rule.id === ALLOWED) &&
      use.level !== 'off' &&
      use.unset.length === 0 &&
      use.kinds.some((id) => kinds.get(id) === 'yes') &&
      !sparesGroup(use, facts) &&
      (use.settingsFrom === 'policy' || Boolean(facts.registered?.ownerDepartment)),
  );
}

/** What a use says of these facts, without those whom an exception spares. */
function judgedBy(use: RuleUse, facts: GroupFacts, as: (settings: object) => object = (same) => same): Outcome[] {
  const spares = sparesSubject(use, facts);
  const settings = settingsFor(use, facts.registered?.ownerDepartment ?? '') as object;
  return use.rule.judge(facts, as(settings)).flatMap((outcome) => afterSparing(outcome, spares(outcome.subject)));
}

/** Newcomers are given time before they are missed; they are added at once. */
const fromTheFirstDay = remembered((settings: object): object => ({ ...settings, newcomerDays: 0 }));

interface Required extends Belonging {
  readonly seen: 'missed' | 'unseen';
}

/** Everybody whom the rules would miss in an empty group, and those of whom they cannot say. */
function requiredIn(uses: readonly RuleUse[], facts: GroupFacts): Required[] {
  const empty = { ...facts, members: [] };
  return uses
    .filter(({ rule }) => rule.id === REQUIRED)
    .flatMap((use) =>
      judgedBy(use, empty, fromTheFirstDay).flatMap((outcome) => {
        const person = outcome.subject.kind === 'person' ? personOf(outcome.subject.id, facts.directory) : undefined;
        const seen = outcome.kind === 'unseen' ? 'unseen' : 'missed';
        return person ? belonging(person, use.instance).map((one) => ({ ...one, seen }) as const) : [];
      }),
    );
}

const requiredBy = (required: readonly Required[]): Belonging[] =>
  required.flatMap(({ seen, ...one }) => (seen === 'missed' ? [one] : []));

const perhapsRequired = (required: readonly Required[]): string[] =>
  required.flatMap(({ seen, userid }) => (seen === 'unseen' ? [userid] : []));

const personOf = (id: string, { persons }: Directory): Person | undefined => persons.get(id as PersonId);

const belonging = (person: Person, why: string): Belonging[] =>
  person.userid === null ? [] : [{ userid: person.userid, personId: person.id, why }];

function adminsIn({ registered, directory, atMs }: GroupFacts): Belonging[] {
  const appointed = (registered?.admins ?? []).filter(
    ({ sinceMs, untilMs }) => sinceMs <= atMs && (untilMs === null || atMs < untilMs),
  );
  return appointed.flatMap(({ userid }) => {
    const person = directory.byAccount.get(userid.toLowerCase());
    return person && isHired(person, atMs) ? belonging(person, 'appointed') : [];
  });
}

const ownersIn = (policy: Policy, { managed }: Kind, facts: GroupFacts): Belonging[] =>
  managed?.owner ? namedIn(policy, managed.owner, facts).flatMap((person) => belonging(person, 'owner')) : [];

/** The people of an office or role now. */
function namedIn(policy: Policy, id: string, { directory, atMs }: GroupFacts): Person[] {
  const named = policy.offices.get(id) ?? policy.roles.get(id);
  if (!named) return [];
  return [...directory.persons.values()].filter(
    (person) => person.userid !== null && isHired(person, atMs) && selectsSafely(named.who, person, directory),
  );
}

/** A role of the group's own department names nobody without a group. */
function selectsSafely(...asked: Parameters<typeof selects>): boolean {
  const [who] = asked;
  return who.ofGroup === undefined && selects(...asked);
}

const asMember = ({ userid, personId }: Belonging): Member => ({
  id: userid,
  kind: 'employee',
  personId,
  joinedAtMs: 0,
  joinScene: null,
  inviter: null,
  joinState: null,
  nickname: null,
  shownName: '',
});

/** What the rules on who may be inside say of these members, by account. */
function allowedJudgement(all: readonly RuleUse[], facts: GroupFacts) {
  const uses = all.filter(({ rule }) => rule.id === ALLOWED);
  const found = new Map<string, Blocked['because']>();
  for (const use of uses)
    for (const outcome of judgedBy(use, facts)) {
      if (outcome.subject.kind !== 'member') continue;
      const userid = outcome.subject.id.toLowerCase();
      if (outcome.kind === 'unseen') found.set(userid, 'unsure');
      else if (outcome.says === 'no-approval') found.set(userid, 'no-approval');
      else found.set(userid, 'not-allowed');
    }
  return { found, asked: uses.length };
}

/** Those whom the policy lets in one by one, and whose approval nobody has recorded: the plan names them, so that somebody may ask for it. */
function waitingForApproval(uses: readonly RuleUse[], facts: GroupFacts): string[] {
  const oneByOne = uses.filter(({ settings }) => (settings as { needApproval?: [] } | null)?.needApproval?.length);
  if (oneByOne.length === 0) return [];
  const hired = [...facts.directory.persons.values()].filter((person) => isHired(person, facts.atMs));
  const members = hired.flatMap((person) => belonging(person, 'approval')).map(asMember);
  const { found } = allowedJudgement(oneByOne, { ...facts, members });
  return [...found].flatMap(([userid, because]) => (because === 'no-approval' ? [userid] : []));
}

/** Without such a rule nobody is allowed beyond those who belong. */
function allowedInside(uses: readonly RuleUse[], facts: GroupFacts): Set<string> {
  const { found, asked } = allowedJudgement(uses, facts);
  const employees = facts.members.filter(({ kind: of }) => of === 'employee').map(({ id }) => id.toLowerCase());
  return new Set(asked === 0 ? [] : employees.filter((userid) => (found.get(userid) ?? 'unsure') === 'unsure'));
}

function keepers(policy: Policy, kind: Kind, facts: GroupFacts): Set<string> {
  const offices = [kind.managed?.owner, kind.adminsFrom].flatMap((id) => (id ? namedIn(policy, id, facts) : []));
  return new Set([
    facts.group.owner.toLowerCase(),
    ...adminsIn(facts).map(({ userid }) => userid),
    ...offices.map(({ userid }) => userid ?? ''),
  ]);
}

/** Appointed admins, then the office that owns the group, then those who lead a department. */
function ownersAmong(belongs: ReadonlyMap<string, Belonging>, policy: Policy, kind: Kind, facts: GroupFacts): string[] {
  const leaders = [...belongs.values()].filter(
    ({ personId }) => (facts.directory.persons.get(personId)?.leaderIn.length ?? 0) > 0,
  );
  const inOrder = [...adminsIn(facts), ...ownersIn(policy, kind, facts), ...leaders];
  return [...new Set(inOrder.map(({ userid }) => userid))].filter((userid) => belongs.has(userid));
}
