import type { Deps } from '../deps.ts';

/** What keeping groups needs of the house. */
export type KeepDeps = Pick<Deps, 'db' | 'keys' | 'wecom' | 'bell' | 'log'>;
