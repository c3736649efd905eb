/** What is known of a published version without reading its text. */
export interface Published {
  readonly version: number;
  readonly hash: string;
  readonly effectiveAtMs: number;
  readonly publishedAtMs: number;
}

/** A version never judges the time before somebody published it, whatever its file says. */
export const beginsAtMs = (version: Published): number => Math.max(version.effectiveAtMs, version.publishedAtMs);

/**
 * The version in force at a moment: the one that began last; of two that began together, the one published later.
 * Null before the first begins.
 */
export function inForce<V extends Published>(versions: readonly V[], atMs: number): V | null {
  return versions.reduce<V | null>((best, version) => {
    if (beginsAtMs(version) > atMs) return best;
    return best === null || isLater(version, best) ? version : best;
  }, null);
}

const isLater = (a: Published, b: Published): boolean =>
  beginsAtMs(a) > beginsAtMs(b) || (beginsAtMs(a) === beginsAtMs(b) && a.version > b.version);

/** The number a text gets when it is published. The same text as the newest version is not published twice. */
export function nextVersion(
  versions: readonly Pick<Published, 'version' | 'hash'>[],
  hash: string,
): { readonly outcome: 'new' | 'repeat'; readonly version: number } {
  const newest = versions.reduce<Pick<Published, 'version' | 'hash'> | null>(
    (best, one) => (best === null || one.version > best.version ? one : best),
    null,
  );
  if (newest?.hash === hash) return { outcome: 'repeat', version: newest.version };
  return { outcome: 'new', version: (newest?.version ?? 0) + 1 };
}
