import type { Tx } from '../db/client.ts';
import type { Case } from '../db/generated/client.ts';
import { type Corp, newId } from '../ids.ts';
import { keyInGroup, matterKey } from '../policy/matter-key.ts';

export interface Moving {
  readonly from: string;
  readonly to: string;
  /** When the account was renamed. */
  readonly at: Date;
  /** Since when nobody else held it: what is older may be somebody else's. */
  readonly heldSince: Date;
}

interface Former {
  readonly holder: 'stay' | 'inviter' | 'matter' | 'window';
  readonly holderId: string;
  readonly name: string;
}

const keepNames = (tx: Tx, corp: Corp, names: readonly Former[], renamedAt: Date): Promise<unknown> =>
  tx.formerName.createMany({ data: names.map((name) => ({ corp, id: newId(), renamedAt, ...name })) });

/** Stays that go on carry the new name. Where a look has ended the old name's stay and begun the new one's, both stay as they are. */
export async function moveStays(tx: Tx, corp: Corp, { from, to, at }: Moving): Promise<void> {
  const begun = await openIn(tx, corp, to);
  const stays = await tx.membership.findMany({ where: { corp, memberId: from, until: null } });
  const moved = stays.filter(({ chatId }) => !begun.has(chatId)).map(({ id }) => id);
  const invited = await tx.membership.findMany({ where: { corp, inviter: from, until: null }, select: { id: true } });
  const formerly = [
    ...moved.map((holderId) => ({ holder: 'stay', holderId, name: from }) as const),
    ...invited.map(({ id: holderId }) => ({ holder: 'inviter', holderId, name: from }) as const),
  ];
  await keepNames(tx, corp, formerly, at);
  await tx.membership.updateMany({ where: { corp, id: { in: moved } }, data: { memberId: to } });
  await tx.membership.updateMany({ where: { corp, id: { in: invited.map(({ id }) => id) } }, data: { inviter: to } });
}

async function openIn(tx: Tx, corp: Corp, memberId: string): Promise<Set<string>> {
  const rows = await tx.membership.findMany({ where: { corp, memberId, until: null }, select: { chatId: true } });
  return new Set(rows.map((row) => row.chatId));
}

/** A nickname row ends under the old name and begins under the new one, valid as long as it has been. */
export async function moveNicknames(tx: Tx, corp: Corp, { from, to, at }: Moving): Promise<void> {
  const current = { corp, until: null };
  const taken = await tx.nicknameState.findMany({ where: { ...current, memberId: to }, select: { chatId: true } });
  const begun = new Set(taken.map((row) => row.chatId));
  const rows = await tx.nicknameState.findMany({ where: { ...current, memberId: from } });
  const moved = rows.filter(({ chatId }) => !begun.has(chatId));
  for (const { id, since } of moved)
    await tx.nicknameState.updateMany({ where: { corp, id }, data: { until: since > at ? since : at } });
  await tx.nicknameState.createMany({ data: moved.map((row) => ({ ...row, id: newId(), memberId: to })) });
}

type Matter = Pick<Case, 'id' | 'instance' | 'chatId' | 'subject' | 'window'>;

/**
 * Matters name him by his account, and joins (`joinKey`, `belongsKey`) do: an answered question is not asked again. Where the
 * same matter was opened under the new name already, both stay as they are.
 */
export async function moveMatters(tx: Tx, corp: Corp, { from, to, at, heldSince }: Moving): Promise<void> {
  const [before, after] = [`member:${from}`, `member:${to}`];
  const matters = await tx.case.findMany({
    where: { corp, openedAt: { gte: heldSince }, OR: [{ subject: before }, { window: { startsWith: `${from}@` } }] },
  });
  const taken = await tx.case.findMany({ where: { corp, subject: after, closedAt: null } });
  const keys = new Set(taken.map(keyOf));
  const moved = matters
    .map((was) => {
      const subject = was.subject === before ? after : was.subject;
      return { was, becomes: { ...was, subject, window: windowOf(was.window, from, to) } };
    })
    .filter(({ becomes }) => !keys.has(keyOf(becomes)));
  await keepNames(tx, corp, moved.flatMap(formerOf), at);
  for (const { becomes } of moved)
    await tx.case.updateMany({
      where: { corp, id: becomes.id },
      data: { subject: becomes.subject, window: becomes.window },
    });
}

const keyOf = (matter: Matter): string => keyInGroup(matter.chatId, matterKey(matter));

const formerOf = ({ was, becomes }: { readonly was: Matter; readonly becomes: Matter }): Former[] => [
  ...(was.subject === becomes.subject ? [] : [{ holder: 'matter', holderId: was.id, name: was.subject } as const]),
  ...(was.window === becomes.window ? [] : [{ holder: 'window', holderId: was.id, name: was.window } as const]),
];

function windowOf(window: string, from: string, to: string): string {
  if (window.startsWith(`${from}@`)) return `${to}${window.slice(from.length)}`;
  return window === `belongs:${from}` ? `belongs:${to}` : window;
}
