import type { Reach } from '../events/group.ts';
import type { ReadLine } from './read-line.ts';
import { type Reason, reasons } from './reasons.ts';

/** A living group as rows know it. */
export interface KnownGroup {
  readonly chatId: string;
  readonly name: string;
  /** An account; empty: unknown. */
  readonly owner: string;
  readonly reach: Reach;
}

/** The group that a line means; `new`: one that nobody has heard of. */
export type Matched =
  | { readonly as: 'known'; readonly group: KnownGroup }
  | { readonly as: 'new'; readonly reach: Reach }
  | { readonly as: 'wrong'; readonly reason: Reason };

/** Groups by their id and by their name: a sheet may have thousands of lines. */
export interface GroupIndex {
  readonly byId: ReadonlyMap<string, KnownGroup>;
  readonly byName: ReadonlyMap<string, readonly KnownGroup[]>;
}

export function indexed(groups: readonly KnownGroup[]): GroupIndex {
  const byName = new Map<string, KnownGroup[]>();
  for (const group of groups) {
    const same = byName.get(plain(group.name));
    if (same) same.push(group);
    else byName.set(plain(group.name), [group]);
  }
  return { byId: new Map(groups.map((group) => [group.chatId, group])), byName };
}

/**
 * By its id, else by name and owner. A group of another reach is another group, though it has the same name. What a new one is
 * where nobody said it, `born` says; null: nobody knows. Pure.
 */
export function matchLine(line: ReadLine, { byId, byName }: GroupIndex, born: Reach | null = null): Matched {
  if (line.chatId !== null) {
    const group = byId.get(line.chatId);
    return group ? { as: 'known', group } : wrong(reasons.noSuchId(line.chatId));
  }
  const sameName = byName.get(plain(line.name)) ?? [];
  const alike = sameName.filter(({ reach }) => line.reach === null || reach === line.reach || reach === 'unknown');
  const fitting = alike.filter(({ owner }) => line.owner === '' || owner === '' || owner === line.owner);
  const [group, ...others] = fitting;
  if (group && others.length === 0) return { as: 'known', group };
  if (group) return wrong(reasons.severalNamed(fitting.length));
  const [other] = alike;
  if (other?.reach === 'customer') return wrong(reasons.otherOwner(other.owner));
  const reach = line.reach ?? born;
  return reach === null ? wrong(reasons.noReach()) : { as: 'new', reach };
}

const wrong = (reason: Reason): Matched => ({ as: 'wrong', reason });

/** Full width and spaces are no difference. */
export const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
