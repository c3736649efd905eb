import { z } from 'zod';
import type { Approval } from '../events/group.ts';
import type { Registration } from '../groups/register.ts';
import { dayBegins, dayEnds } from '../work-time/local-days.ts';

const Permit = z.strictObject({
  by: z.string(),
  number: z.string(),
  date: z.string(),
  /** Where the scanned paper lies: a file number or a link of the company's own. */
  scan: z.string().nullable(),
});

/** What somebody said of a group, as far as he said it: a line of a sheet, or a form at WeCom. Null: not said. */
export const Said = z.strictObject({
  kind: z.string().nullable(),
  department: z.string().nullable(),
  purpose: z.string().nullable(),
  approval: Permit.nullable(),
  filing: Permit.nullable(),
  endsOn: z.iso.date().nullable(),
  admins: z.array(
    z.strictObject({
      userid: z.string(),
      appointedBy: z.string().nullable(),
      since: z.iso.date().nullable(),
      until: z.iso.date().nullable(),
    }),
  ),
});
export type Said = z.infer<typeof Said>;

export const NOTHING_SAID: Said = {
  kind: null,
  department: null,
  purpose: null,
  approval: null,
  filing: null,
  endsOn: null,
  admins: [],
};

interface Place {
  readonly timeZone: string;
  readonly today: string;
  /** Admins that are appointed now: naming them again appoints nobody anew. */
  readonly appointed: Registration['admins'];
}

/** What the register is to be told; null while kind, department or purpose is not said. Pure. */
export function registrationIn(
  said: Said,
  group: Pick<Registration, 'chatId' | 'reach'>,
  { timeZone, today, appointed }: Place,
): Registration | null {
  const { kind, department, purpose, approval, filing, endsOn } = said;
  if (kind === null || department === null || purpose === null) return null;
  return {
    ...group,
    kind,
    ownerDepartment: department,
    purpose,
    approval: permitOf(approval),
    filing: permitOf(filing),
    endsAt: endsOn === null ? null : dayEnds(endsOn, timeZone),
    admins: said.admins.map(({ userid, appointedBy, since, until }) => {
      const now = appointed.find((one) => one.userid === userid);
      if (now && appointedBy === null && since === null) return now;
      return {
        userid,
        appointedBy: appointedBy ?? department,
        since: dayBegins(since ?? today, timeZone),
        until: until === null ? null : dayEnds(until, timeZone),
      };
    }),
  };
}

const permitOf = (permit: Said['approval']): Approval | null => {
  if (permit === null) return null;
  const { by, number, date, scan } = permit;
  return { by, number, date, ...(scan === null ? {} : { scan }) };
};
