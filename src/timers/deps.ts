import type { Deps } from '../deps.ts';

/** What firing a timer needs of the house: whatever its effect needs. */
export type TimerDeps = Pick<Deps, 'db' | 'keys' | 'wecom' | 'bell' | 'eraser' | 'metrics' | 'log' | 'config'>;
