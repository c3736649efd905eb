import type { Deps } from '../deps.ts';

/** What a review needs of the house. */
export type ReviewDeps = Pick<Deps, 'config' | 'db' | 'keys' | 'wecom' | 'bell' | 'metrics' | 'log'>;
