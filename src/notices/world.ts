import type { CorpKeys } from '../db/keys.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import type { Manners } from '../policy/manners.ts';
import type { Calendar } from '../work-time/calendar.ts';
import type { MannersOf } from './manners.ts';

export type DeliverDeps = Pick<Deps, 'db' | 'keys' | 'wecom' | 'metrics' | 'log'> & {
  /** Called between the steps, so that tests can die there. */
  readonly between?: (step: 'frozen' | 'answered') => Promise<void> | void;
};

/** What writing a corp's messages needs at one moment. */
export interface World {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly agentId: number;
  /** Of the policy that the message is of. */
  readonly manners: Manners;
  readonly mannersOf: MannersOf;
  readonly calendar: Calendar;
  readonly at: Date;
}

/** A message whose bytes are kept, ready for a try. */
export interface Frozen {
  readonly id: string;
  readonly to: string;
  readonly body: string;
  /** This try's number, from 1. */
  readonly attempt: number;
  /** Of which trace it is. */
  readonly trace: string | null;
}

/** How long a process may be busy with one message before another takes it over. */
export const LEASE_MS = 120_000;
