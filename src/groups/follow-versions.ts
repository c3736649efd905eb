/** A roster change as `change_external_chat` tells it: ids, versions, and nothing of who did it [92130]. */
export interface RosterEvent {
  readonly change: 'joined' | 'left';
  readonly chatId: string;
  readonly members: readonly string[];
  readonly joinScene: number | null;
  readonly how: 'left' | 'removed' | 'unknown';
  readonly lastVersion: string | null;
  readonly version: string | null;
  readonly atMs: number;
}

/** `applied`: it follows what we hold. `seen`: it is what we hold. `distrusted`: something between is missing. */
export type Followed = 'applied' | 'seen' | 'distrusted';

export interface Judged {
  readonly event: RosterEvent;
  readonly followed: Followed;
}

export interface FollowedVersions {
  /** In the order of the events. */
  readonly judged: readonly Judged[];
  /** What each group's version is after all of them. */
  readonly versions: ReadonlyMap<string, string | null>;
}

/**
 * The official version protocol: an event is believed only when it follows the version we hold; otherwise nothing of it is, and the
 * coming look fetches the whole roster [92130]. Pure.
 */
export function followVersions(
  events: readonly RosterEvent[],
  held: ReadonlyMap<string, string | null>,
): FollowedVersions {
  const versions = new Map(held);
  const judged = events.map((event): Judged => {
    const followed = followedBy(event, versions.get(event.chatId) ?? null);
    if (followed === 'applied') versions.set(event.chatId, event.version);
    return { event, followed };
  });
  return { judged, versions };
}

function followedBy({ lastVersion, version }: RosterEvent, held: string | null): Followed {
  if (version !== null && version === held) return 'seen';
  return lastVersion !== null && lastVersion === held ? 'applied' : 'distrusted';
}

/** Events of different groups know nothing of each other: the first of each group, then the second of each, and so on. Pure. */
export function wavesOf(judged: readonly Judged[]): readonly (readonly Judged[])[] {
  const before = new Map<string, number>();
  const waves: Judged[][] = [];
  for (const one of judged) {
    const turn = before.get(one.event.chatId) ?? 0;
    before.set(one.event.chatId, turn + 1);
    waves[turn] = [...(waves[turn] ?? []), one];
  }
  return waves;
}
