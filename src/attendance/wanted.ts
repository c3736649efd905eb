import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { policiesInForce } from '../review/policies.ts';

/** Whether somebody is waited for by a policy: only then is it any business of ours when people work. */
export const waitsForPeople = (policies: readonly Policy[]): 'yes' | 'no' =>
  policies.some(({ uses }) => uses.some(({ level, rule }) => level !== 'off' && rule.waitsFor)) ? 'yes' : 'no';

/** The same of the policies that are in force. */
export const attendanceWanted = async (tx: Tx, corp: Corp, at: Date): Promise<'yes' | 'no'> =>
  waitsForPeople(await policiesInForce(tx, corp, at));
