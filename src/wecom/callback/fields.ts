/** What a callback says, as it was written: every leaf is text, so that no 64-bit id is ever rounded. */
export interface Fields {
  readonly [name: string]: Value | undefined;
}
export type Value = string | Fields | readonly Value[];

/** Why a row is parked: kept, visible, and without effect. */
export type ParkReason =
  | 'encoding' // not UTF-8
  | 'nul'
  | 'size'
  | 'doctype'
  | 'entity'
  | 'instruction'
  | 'comment'
  | 'attribute'
  | 'name' // an element that is named like a part of every object
  | 'depth'
  | 'nodes'
  | 'duplicate'
  | 'mixed' // text beside elements
  | 'malformed';

export interface Parked {
  readonly kind: 'parked';
  readonly reason: ParkReason;
}
export interface Read {
  readonly kind: 'read';
  readonly fields: Fields;
}

export const parked = (reason: ParkReason): Parked => ({ kind: 'parked', reason });

/** WeCom writes these once or many times, without a wrapper [91815]: always a list. */
export const LISTS: ReadonlySet<string> = new Set([
  'Item',
  'SelectedItem',
  'OptionId',
  'SpRecord',
  'Details',
  'NodeList',
  'SubNodeList',
  'Notifyer',
  'Comments',
  'Attach',
  'MediaIds',
  'ApprovalNode',
  'NotifyNode',
  'item',
]);

export const LIMITS = { bytes: 512 * 1024, depth: 16, nodes: 2_000 } as const;

/** True for `__proto__`, `constructor` and the rest of what every object inherits. */
export const isInherited = (name: string): boolean => name in Object.prototype;
