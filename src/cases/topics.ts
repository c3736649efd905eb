import type { Topic } from '../notices/content.ts';

/** Rules whose messages open with words of their own; those of every other rule open with its title. */
export const TOPICS: ReadonlyMap<string, Topic> = new Map([
  ['naming/nickname', 'nickname'],
  ['membership/joined-by', 'join'],
  ['membership/required-members', 'missing'],
  ['membership/leaver-inside', 'leaver'],
]);

export const topicOf = (rule: string): Topic => TOPICS.get(rule) ?? 'other';

/** Rules whose matters are finds in what was said: each may be a false alarm. A post that is missing is none. */
export const isAboutFinds = (rule: string): boolean => rule.startsWith('content/') && rule !== 'content/required-post';
