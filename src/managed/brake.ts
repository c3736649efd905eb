/** More removals than this in an hour stop the corp's keeping until a person confirms them. */
const MOST_AN_HOUR = 20;
const SHARE_OF_A_GROUP = 0.1;

export interface Removals {
  /** Planned now, in this group. */
  readonly planned: number;
  readonly members: number;
  /** Carried out or begun in the last hour: in this group, and in the whole corp. */
  readonly lately: { readonly group: number; readonly corp: number };
  /** How many a person confirmed for this group, by name; 0: nobody did. */
  readonly confirmed: number;
}

/**
 * Whether removals may be carried out, all of them or none: a directory that was read wrongly must not empty a group in
 * slices. What a person confirmed is that number and no other. Pure.
 */
export function brakeOn({
  planned,
  members,
  lately,
  confirmed,
}: Removals): 'go' | 'too-many-of-the-group' | 'too-many-an-hour' {
  if (planned === 0 || planned === confirmed) return 'go';
  if (planned + lately.group > Math.max(1, Math.floor(members * SHARE_OF_A_GROUP))) return 'too-many-of-the-group';
  return planned + lately.corp > MOST_AN_HOUR ? 'too-many-an-hour' : 'go';
}
