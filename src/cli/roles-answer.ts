import { z } from 'zod';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { allGrants, endGrant, type Granted, type GrantedRole, grantRole } from '../directory/role-grants.ts';
import { daysAfter, instantOf } from '../work-time/local-time.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { clockOf } from './moments.ts';
import { table } from './table.ts';

export interface GrantOptions {
  readonly corp?: string;
  readonly by: string;
  readonly until: string;
  readonly reason: string;
}

const REFUSED: Readonly<Record<Exclude<Granted, 'done' | 'repeat'>, readonly [string, string, string]>> = {
  own: ['nobody grants himself a role', 'who decides it must be another person', 'ask a colleague of HR or IT'],
  'unknown-person': [
    'nobody of the directory holds this account',
    'it was never read, or is gone',
    'look with: people list',
  ],
  'no-reason': ['the reason is empty', 'the trail would not say why', 'write it out with --reason'],
  'wrong-day': ['the day is over, or more than a year away', 'no role is held for ever', 'write a day within a year'],
};

/** Makes somebody something until the end of a day. */
export async function grant(deps: Deps, userid: string, role: GrantedRole, options: GrantOptions): Promise<Answer> {
  const { slug: corp, timeZone } = corpOf(deps.config, options.corp);
  const { by, reason } = options;
  const day = z.iso.date().safeParse(options.until);
  if (!day.success) throw wrongUse(`${options.until} is no day`, 'days are written 2026-12-31', 'write it so');
  const keys = await deps.keys.of(corp);
  const endsAt = new Date(instantOf(daysAfter(day.data, 1), 0, timeZone));
  const granted = await deps.db.withCorp(corp, async (tx) => {
    const account = await tx.account.findFirst({ where: { corp, userid: userid.toLowerCase(), until: null } });
    if (!account) return 'unknown-person' as const;
    return grantRole(tx, { corp, keys, by, at: await nowIn(tx) }, { personId: account.personId, role, endsAt, reason });
  });
  if (granted !== 'done' && granted !== 'repeat') throw wrongUse(...REFUSED[granted]);
  return {
    exit: 0,
    json: { corp, userid, role, until: day.data, change: granted === 'done' ? 'granted' : 'none' },
    text:
      granted === 'done' ? `✓ ${userid} is ${role} until ${day.data}\n` : `= ${userid} was ${role} until then before\n`,
  };
}

export async function end(deps: Deps, id: string, options: { corp?: string; by: string }): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, options.corp);
  const keys = await deps.keys.of(corp);
  if (!z.uuid().safeParse(id).success)
    throw wrongUse(`${id} is no id of a grant`, 'ids are printed by roles list', 'copy it from: roles list');
  const outcome = await deps.db.withCorp(corp, async (tx) =>
    endGrant(tx, { corp, keys, by: options.by, at: await nowIn(tx) }, id),
  );
  const text = outcome === 'done' ? '✓ taken back; it no longer counts\n' : '= it was over, or there is none\n';
  return { exit: 0, json: { corp, id, change: outcome === 'done' ? 'ended' : 'none' }, text };
}

export async function list(deps: Pick<Deps, 'config' | 'db'>, slug: string | undefined): Promise<Answer> {
  const { slug: corp, timeZone } = corpOf(deps.config, slug);
  const grants = await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const accounts = await tx.account.findMany({ where: { corp, until: null } });
    return (await allGrants(tx, corp)).map((grant) => ({
      ...grant,
      userid: accounts.find(({ personId }) => personId === grant.personId)?.userid ?? null,
      state: grant.until === null && grant.endsAt > at ? 'held' : 'over',
    }));
  });
  const at = clockOf(timeZone);
  const rows = grants.map(({ id, userid, role, state, endsAt, until, grantedBy, reason }) => [
    id,
    userid ?? '-',
    role,
    state,
    at(until ?? endsAt),
    grantedBy,
    reason,
  ]);
  const text =
    rows.length === 0
      ? 'No role is granted by name.\n'
      : table(['id', 'who', 'role', '', 'until', 'granted by', 'why'], rows);
  return { exit: 0, json: { corp, grants }, text };
}
