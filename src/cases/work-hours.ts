import type { Policy } from '../policy/policy.ts';
import type { WorkHours } from '../work-time/working-time.ts';

/** The working hours of a policy, for graces that it counts in working time. */
export const workHoursOf = ({ manners }: Pick<Policy, 'manners'>): WorkHours => ({
  timeZone: manners.timeZone,
  stretches: manners.workday,
});
