import { z } from 'zod';
import { v } from './entry-words.ts';
import { Pseudonym } from './pseudonym.ts';

/** The doctor's test message to the person whom IT named: the only message that no case and no policy asks for. */
const DoctorMessage = z.strictObject({
  v,
  kind: z.literal('doctor-message'),
  to: Pseudonym,
  outcome: z.enum(['sending', 'refused']),
  errcode: z.int().nullable(),
});
/** Whether the code in it could be read, and where. */
const DoctorCode = z.strictObject({
  v,
  kind: z.literal('doctor-code'),
  to: Pseudonym,
  seenIn: z.enum(['client', 'wechat']),
  read: z.enum(['yes', 'no']),
});

/** What the doctor says to people, and hears back. */
export const DOCTOR_ENTRIES = [DoctorMessage, DoctorCode] as const;
