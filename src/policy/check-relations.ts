import type { PolicyFile } from './file.ts';
import { namesOwnDepartment } from './for-group.ts';
import type { Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';

/** Lines of `relations` say how people stand to the company, so they can ask neither for a group nor for a relation. */
export const relationProblems = (file: PolicyFile, written: Written): Problem[] =>
  file.relations.flatMap(({ who }, i) => {
    const say = (message: string, remedy: string) => [
      written.problem(['relations', i, 'who'], 'error', message, remedy),
    ];
    if (namesOwnDepartment(who)) return say('how somebody stands belongs to no group', 'name a department');
    if (asksFor('relation', who)) return say('asks for what it is to say', 'name a department, a tag or a title');
    if (asksFor('role', who)) return say('roles may hang on relations', 'name a department, a tag or a title');
    return [];
  });

function asksFor(wanted: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((inner) => asksFor(wanted, inner));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key === wanted || asksFor(wanted, inner));
}
