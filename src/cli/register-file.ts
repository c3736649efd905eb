import { z } from 'zod';
import { REACHES } from '../events/group.ts';

const say = (message: string, remedy: string) => ({ error: `${message} → ${remedy}` });

const Day = z.iso.date(say('is not a date', 'write it as 2026-09-01'));
const Title = z.string().min(1, say('is empty', 'write it out')).max(120);
const Account = z.string().regex(/^[^\s\p{Cc}]{1,64}$/u, say('is no account', 'write the userid'));

const Approval = z.strictObject({
  by: Title,
  number: Title,
  date: Day,
  /** Where the scanned paper lies. */
  scan: Title.exactOptional(),
});

const Admin = z.strictObject({
  userid: Account,
  appointedBy: Title,
  since: Day,
  /** The last day. */
  until: Day.nullable().default(null),
});

const Entry = z.strictObject({
  chatId: z.string().min(1).max(64).optional(),
  name: z.string().min(1).optional(),
  /** Needed for groups that no API shows; what an API showed stays as it was seen. */
  reach: z.enum(REACHES).optional(),
  kind: Title,
  ownerDepartment: Title,
  purpose: Title,
  approval: Approval.nullable().default(null),
  filing: Approval.nullable().default(null),
  /** The last day. */
  endsAt: Day.nullable().default(null),
  admins: z.array(Admin).default([]),
});
export type Entry = z.output<typeof Entry>;

/** What the register is told by a file. */
export const RegisterFile = z.strictObject({ groups: z.array(Entry).min(1) });
export type RegisterFile = z.output<typeof RegisterFile>;
