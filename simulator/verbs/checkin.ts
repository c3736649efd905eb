import type { PlannedShift } from '../world/company.ts';
import { presentEmployee } from '../world/people.ts';
import type { Stage } from './stage.ts';

/** What happens in 打卡. No callback tells it. */
export const checkinVerbs = ({ company, clock }: Stage) => ({
  /** HR plans a shift; one that was planned for the day is replaced. */
  planShift: (shift: PlannedShift): void => {
    const at = company.shifts.findIndex(({ userid, date }) => userid === shift.userid && date === shift.date);
    company.shifts.splice(at < 0 ? company.shifts.length : at, at < 0 ? 0 : 1, shift);
  },
  clockIn: async (userid: string): Promise<void> => {
    company.punches.push({ userid: presentEmployee(company, userid).userid, at: await clock.now() });
  },
});
