import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { endHold, holdsOf, type Scope, setHold } from '../retention/legal-hold.ts';
import { caseNamed } from './case-named.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { groupNamed, knownGroups } from './find-group.ts';
import { clockOf } from './moments.ts';
import { personOf } from './person-of.ts';
import { table } from './table.ts';

export interface HoldOptions {
  readonly corp?: string;
  readonly by: string;
  readonly reason: string;
}

export async function set(deps: Deps, scope: Scope, which: string, options: HoldOptions): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, options.corp);
  const keys = await deps.keys.of(corp);
  const { id, change } = await deps.db.withCorp(corp, async (tx) =>
    setHold(
      tx,
      { corp, keys, by: options.by, at: await nowIn(tx) },
      { scope, target: await targetOf(tx, corp, scope, which), reason: said(options.reason) },
    ),
  );
  const text = change === 'new' ? `✓ ${which} is held: nothing of it is erased\n` : `= ${which} was held before\n`;
  return { exit: 0, json: { corp, id, change }, text };
}

export async function end(deps: Deps, scope: Scope, which: string, options: HoldOptions): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, options.corp);
  const keys = await deps.keys.of(corp);
  const change = await deps.db.withCorp(corp, async (tx) => {
    const target = (await heldAs(tx, corp, scope, which)) ?? (await targetOf(tx, corp, scope, which));
    const wish = { scope, target, reason: said(options.reason) };
    return endHold(tx, { corp, keys, by: options.by, at: await nowIn(tx) }, wish);
  });
  const text =
    change === 'ended'
      ? `✓ ${which} is no longer held: what is old goes the next night\n`
      : `= ${which} was not held\n`;
  return { exit: 0, json: { corp, change }, text };
}

export async function list(deps: Deps, slug: string | undefined): Promise<Answer> {
  const { slug: corp, timeZone } = corpOf(deps.config, slug);
  const keys = await deps.keys.of(corp);
  const holds = await deps.db.withCorp(corp, (tx) => holdsOf(tx, corp, keys));
  const at = clockOf(timeZone);
  const rows = holds.map((one) => [one.scope, one.target, at(one.since), at(one.until), one.setBy, one.reason]);
  const text = table(['what', 'which', 'since', 'until', 'set by', 'why'], rows) || 'Nothing is held.\n';
  return { exit: 0, json: { corp, holds }, text };
}

function said(reason: string): string {
  if (reason.trim() !== '') return reason.trim();
  throw wrongUse('the reason is empty', 'nobody could say later why it was kept', 'write it out with --reason');
}

/** The very words of the list always mean what they stand for, whatever became of the case, the person or the group. */
async function heldAs(tx: Tx, corp: Corp, scope: Scope, which: string): Promise<string | null> {
  const there = await tx.legalHold.findFirst({ where: { corp, scope, target: which, until: null } });
  return there?.target ?? null;
}

async function targetOf(tx: Tx, corp: Corp, scope: Scope, which: string): Promise<string> {
  if (scope === 'person') return personOf(tx, corp, which);
  if (scope === 'group') return chatOf(tx, corp, which);
  const row = await tx.case.findFirst({ where: { corp, ...caseNamed(which) }, select: { id: true } });
  if (row) return row.id;
  throw wrongUse(`there is no case ${which}`, 'no row has this number or id', 'write it as on a card: C-12');
}

async function chatOf(tx: Tx, corp: Corp, which: string): Promise<string> {
  const byId = await tx.chatGroup.findFirst({ where: { corp, chatId: which }, select: { chatId: true } });
  if (byId) return byId.chatId;
  const meant = groupNamed(await knownGroups(tx, corp), which);
  if ('group' in meant) return meant.group.chatId;
  throw wrongUse(meant.message, 'a hold is on one group', meant.remedy);
}
