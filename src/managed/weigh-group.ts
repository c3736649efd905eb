import { createHash } from 'node:crypto';
import type { Tx } from '../db/client.ts';
import { HouseError } from '../errors.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Registration } from '../groups/register.ts';
import type { Corp } from '../ids.ts';
import type { Kind, Policy } from '../policy/policy.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { MOST_MEMBERS } from './plan.ts';
import { type Roster, rosterOf } from './roster.ts';

/** A group that somebody wants: its entry in the register, and what it is called. */
export interface WantedGroup {
  readonly name: string;
  readonly registration: Omit<Registration, 'chatId' | 'reach'>;
  /** The account that shall own it; null: the first appointed admin, or the office that owns such groups. */
  readonly owner: string | null;
  /** The hand-made group that it takes the place of; null: none. */
  readonly replaces: string | null;
}

/** A wish that may be carried out: with exactly the roster that the policy gives such a group. */
export interface Request {
  readonly chatId: string;
  readonly policy: Policy;
  readonly kind: Kind;
  readonly roster: Roster;
  readonly owner: string;
}

const LONGEST_NAME = 50;

/** Why a group cannot be made, with what a person may do about it. */
export interface Unfit {
  readonly unfit: 'no-kind' | 'not-kept' | 'not-approved' | 'name' | 'size' | 'owner';
  /** How many the roster would have. */
  readonly size: number;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

const unfit = (because: Unfit['unfit'], what: string, why: string, remedy: string, size = 0): Unfit => ({
  unfit: because,
  size,
  what,
  why,
  remedy,
});

/** Looks whether a group may be made, and with whom; writes nothing. Throws E-MANAGED-REFUSED with the reason. */
export async function weighGroup(tx: Tx, corp: Corp, wanted: WantedGroup, at: Date): Promise<Request> {
  const weighed = await tryGroup(tx, corp, wanted, at);
  if (!('unfit' in weighed)) return weighed;
  const { what, why, remedy } = weighed;
  throw new HouseError({ code: 'E-MANAGED-REFUSED', what, why, remedy, retry: 'never' });
}

/** The same, answering the reason. */
export async function tryGroup(tx: Tx, corp: Corp, wanted: WantedGroup, at: Date): Promise<Request | Unfit> {
  const { name, registration } = wanted;
  const policies = await policiesInForce(tx, corp, at);
  const policy = policies.find(({ kinds }) => kinds.has(registration.kind));
  const kind = policy?.kinds.get(registration.kind);
  if (!policy || !kind)
    return unfit(
      'no-kind',
      `there is no kind ${registration.kind}`,
      'no policy in force has it',
      'run: policy explain',
    );
  if (!kind.managed)
    return unfit(
      'not-kept',
      `the policy does not keep groups of the kind ${kind.id}`,
      'its kind has no "managed"',
      'add `managed: { roster: kept }` to the kind and publish the policy',
    );
  if (kind.approvedBy !== null && !registration.approval)
    return unfit(
      'not-approved',
      'the group is not approved',
      `the policy has such groups approved by ${policy.roles.get(kind.approvedBy)?.name.zh ?? kind.approvedBy}`,
      'have it approved and say by whom, with number and date',
    );
  if ([...name].length > LONGEST_NAME || name.trim() === '')
    return unfit(
      'name',
      'the name cannot be a group’s',
      'it is empty or longer than 50 characters',
      'choose another name',
    );
  const roster = rosterOf(policy, kind, emptyGroup(wanted, await directoryOf(tx, corp, at.getTime()), at));
  return withOwner(corp, wanted, policy, kind, roster);
}

function withOwner(corp: Corp, wanted: WantedGroup, policy: Policy, kind: Kind, roster: Roster): Request | Unfit {
  const size = roster.belongs.size;
  if (size < 2 || size > MOST_MEMBERS)
    return unfit(
      'size',
      `the roster of the group would have ${size} members`,
      `a group of an app has 2 to ${MOST_MEMBERS}`,
      'look at the rules of this kind, the register entry and the directory (sync)',
      size,
    );
  const owner = wanted.owner?.toLowerCase() ?? roster.owners[0];
  if (owner === undefined || !roster.belongs.has(owner))
    return unfit(
      'owner',
      owner === undefined ? 'nobody could own the group' : `${owner} cannot own the group`,
      'the owner must be on the roster: an appointed admin, the office that owns such groups, or who leads a department',
      'appoint an admin, or name an owner of the roster',
    );
  return { chatId: chatIdOf(corp, wanted), policy, kind, roster, owner };
}

function emptyGroup({ name, registration }: WantedGroup, directory: GroupFacts['directory'], at: Date): GroupFacts {
  const { admins, endsAt, ...entry } = registration;
  return {
    atMs: at.getTime(),
    group: { chatId: '', reach: 'managed', name, owner: '', admins: null, createdAtMs: null },
    registered: {
      ...entry,
      endsAtMs: endsAt?.getTime() ?? null,
      papersUntilMs: null,
      admins: admins.map(({ userid, appointedBy, since, until }) => ({
        userid,
        appointedBy,
        sinceMs: since.getTime(),
        untilMs: until?.getTime() ?? null,
      })),
    },
    members: [],
    directory,
    answers: new Map(),
    unseen: new Map(),
  };
}

/** Ours to choose [90245], and the same for the same wish: who asks twice for one group gets one. At most 32 signs. */
function chatIdOf(corp: Corp, { name, registration }: WantedGroup): string {
  const said = JSON.stringify([corp, name, registration.kind, registration.ownerDepartment]);
  return `qg${createHash('sha256').update(said).digest('hex').slice(0, 30)}`;
}
