import { z } from 'zod';
import { ARCHIVE_ENTRIES } from './archive-entries.ts';
import { ATTENDANCE_ENTRIES } from './attendance-entries.ts';
import { CASE_ENTRIES } from './case-entries.ts';
import { COMPLAINT_ENTRIES } from './complaint-entries.ts';
import { CONTENT_ENTRIES } from './content-entries.ts';
import { DECISION_ENTRIES } from './decision-entries.ts';
import { DOCTOR_ENTRIES } from './doctor-entries.ts';
import { DUTY_ENTRIES } from './duty-entries.ts';
import { OBLIGATION_ENTRIES } from './obligation-entries.ts';
import { PEOPLE_ENTRIES } from './people-entries.ts';
import { PUBLICATION_ENTRIES } from './publication-entries.ts';
import { RECORD_ENTRIES } from './record-entries.ts';
import { REGISTER_ENTRIES } from './register-entries.ts';
import { SERVICE_ENTRIES } from './service-entries.ts';
import { TRAIL_ENTRIES } from './trail-entries.ts';

/** Everything that the trail can say. */
export const AuditEntry = z.discriminatedUnion('kind', [
  ...CASE_ENTRIES,
  ...DECISION_ENTRIES,
  ...REGISTER_ENTRIES,
  ...PEOPLE_ENTRIES,
  ...SERVICE_ENTRIES,
  ...ARCHIVE_ENTRIES,
  ...OBLIGATION_ENTRIES,
  ...CONTENT_ENTRIES,
  ...COMPLAINT_ENTRIES,
  ...DOCTOR_ENTRIES,
  ...ATTENDANCE_ENTRIES,
  ...PUBLICATION_ENTRIES,
  ...DUTY_ENTRIES,
  ...RECORD_ENTRIES,
  ...TRAIL_ENTRIES,
]);
export type AuditEntry = z.infer<typeof AuditEntry>;
