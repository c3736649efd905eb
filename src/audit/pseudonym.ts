import { z } from 'zod';
import type { CorpKeys } from '../db/keys.ts';

/** How the trail writes a person: a keyed name that nobody without the corp's key can lead back. */
export const Pseudonym = z
  .string()
  .regex(/^[\w-]{22}$/, 'a pseudonym, never an account')
  .brand<'Pseudonym'>();
export type Pseudonym = z.infer<typeof Pseudonym>;

/** Whom a case is about: a member or person by pseudonym, or the group itself. */
export const AuditSubject = z
  .string()
  .regex(/^(group|(member|person):[\w-]{22})$/, 'group, member:<pseudonym> or person:<pseudonym>')
  .brand<'AuditSubject'>();
export type AuditSubject = z.infer<typeof AuditSubject>;

/** The name of an account, person or external id in the trail. */
export const pseudonymOf = (keys: Pick<CorpKeys, 'pseudonym'>, id: string): Pseudonym =>
  Pseudonym.parse(keys.pseudonym(id));

/** A case's subject (`member:<id>`, `person:<id>`, `group`) as the trail may write it. */
export function auditSubject(keys: Pick<CorpKeys, 'pseudonym'>, subject: string): AuditSubject {
  const colon = subject.indexOf(':');
  if (colon < 0) return AuditSubject.parse(subject);
  return AuditSubject.parse(`${subject.slice(0, colon)}:${keys.pseudonym(subject.slice(colon + 1))}`);
}
