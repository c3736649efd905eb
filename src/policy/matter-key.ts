import { subjectKey } from '../rules/rule.ts';
import type { Finding } from './policy.ts';

/** What one matter of a group is known by, whichever version of a policy found it. */
interface MatterName {
  readonly instance: string;
  readonly subject: string;
  readonly window: string;
}

/** Names a matter among those of its group. */
export const matterKey = ({ instance, subject, window }: MatterName): string =>
  JSON.stringify([instance, subject, window]);

/** The same of what a judgement found. */
export const foundKey = (finding: Finding): string => matterKey({ ...finding, subject: subjectKey(finding.subject) });

/** Names a matter among those of all groups. */
export const keyInGroup = (chatId: string, key: string): string => JSON.stringify([chatId, key]);
