import { createHash } from 'node:crypto';
import { z } from 'zod';
import { nowIn, type Tx } from '../db/client.ts';
import { HouseError } from '../errors.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Registration } from '../groups/register.ts';
import { type Corp, newId } from '../ids.ts';
import type { Kind, Policy } from '../policy/policy.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { armTimer } from '../timers/arm.ts';
import type { KeepDeps } from './deps.ts';
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

const refuse = (what: string, why: string, remedy: string): never => {
  throw new HouseError({ code: 'E-MANAGED-REFUSED', what, why, remedy, retry: 'never' });
};

/** Looks whether a group may be made, and with whom; writes nothing. Throws E-MANAGED-REFUSED with the reason. */
export async function weighGroup(tx: Tx, corp: Corp, wanted: WantedGroup, at: Date): Promise<Request> {
  const { name, registration } = wanted;
  const policies = await policiesInForce(tx, corp, at);
  const policy = policies.find(({ kinds }) => kinds.has(registration.kind));
  const kind = policy?.kinds.get(registration.kind);
  if (!policy || !kind)
    return refuse(`there is no kind ${registration.kind}`, 'no policy in force has it', 'run: policy explain');
  if (!kind.managed)
    return refuse(
      `the policy does not keep groups of the kind ${kind.id}`,
      'its kind has no "managed"',
      'add `managed: { roster: kept }` to the kind and publish the policy',
    );
  if (kind.approvedBy !== null && !registration.approval)
    return refuse(
      'the group is not approved',
      `the policy has such groups approved by ${policy.roles.get(kind.approvedBy)?.name.zh ?? kind.approvedBy}`,
      'have it approved and say by whom, with number and date',
    );
  if ([...name].length > LONGEST_NAME || name.trim() === '')
    return refuse('the name cannot be a group’s', 'it is empty or longer than 50 characters', 'choose another name');
  const directory = await directoryOf(tx, corp, at.getTime());
  const facts = emptyGroup(wanted, directory, at);
  const roster = rosterOf(policy, kind, facts);
  const size = roster.belongs.size;
  if (size < 2 || size > MOST_MEMBERS)
    return refuse(
      `the roster of the group would have ${size} members`,
      `a group of an app has 2 to ${MOST_MEMBERS}`,
      'look at the rules of this kind, the register entry and the directory (sync)',
    );
  const owner = wanted.owner?.toLowerCase() ?? roster.owners[0];
  if (owner === undefined || !roster.belongs.has(owner))
    return refuse(
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

const Permit = z.strictObject({
  by: z.string(),
  number: z.string(),
  date: z.string(),
  scan: z.string().exactOptional(),
});

/** A wish as its row keeps it until the group is made. */
export const Wanted = z.strictObject({
  registration: z.strictObject({
    kind: z.string(),
    ownerDepartment: z.string(),
    purpose: z.string(),
    approval: Permit.nullable(),
    filing: Permit.nullable(),
    endsAt: z.coerce.date().nullable(),
    admins: z.array(
      z.strictObject({
        userid: z.string(),
        appointedBy: z.string(),
        since: z.coerce.date(),
        until: z.coerce.date().nullable(),
      }),
    ),
  }),
  owner: z.string(),
  roster: z.array(z.strictObject({ userid: z.string(), personId: z.uuid(), why: z.string() })),
});
export type Wanted = z.infer<typeof Wanted>;

/**
 * Asks for a group: a row that says what is wanted, from which it is then made (`keepGroup`), by this process or another.
 * `known`: the very same was asked for before.
 */
export async function requestGroup(
  deps: Pick<KeepDeps, 'db'>,
  corp: Corp,
  wanted: WantedGroup,
  by: string,
): Promise<Request & { readonly state: 'asked' | 'known' }> {
  return deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const request = await weighGroup(tx, corp, wanted, at);
    const { chatId, roster, owner } = request;
    const before = await tx.managedGroup.findUnique({ where: { corp_chatId: { corp, chatId } } });
    if (before && before.state !== 'refused') return { ...request, state: 'known' };
    const stored = { registration: wanted.registration, owner, roster: [...roster.belongs.values()] };
    const row = {
      name: wanted.name,
      state: 'asked',
      wanted: JSON.parse(JSON.stringify(stored)),
      replaces: wanted.replaces,
      askedBy: by,
      askedAt: at,
      errcode: null,
    };
    await tx.managedGroup.upsert({
      where: { corp_chatId: { corp, chatId } },
      create: { corp, chatId, ...row },
      update: row,
    });
    await tx.managedChange.create({
      data: {
        corp,
        id: newId(),
        chatId,
        what: 'create',
        target: wanted.name,
        why: 'asked-for',
        state: 'planned',
        plannedBy: by,
        plannedAt: at,
      },
    });
    await armTimer(tx, corp, { kind: 'keep-group', subject: chatId, dueAt: new Date(at.getTime() + 60_000), at });
    return { ...request, state: 'asked' };
  });
}
