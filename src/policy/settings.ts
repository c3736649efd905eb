import type { Rule } from '../rules/rule.ts';
import type { FileUse } from './file.ts';
import { UNSET } from './file.ts';
import { namesOwnDepartment } from './for-group.ts';
import type { Path, Problem } from './problem.ts';
import { pathText } from './problem.ts';
import type { Written } from './read-yaml.ts';
import { zodProblems } from './zod-problems.ts';

/** Places of a use that say `unset`: its grace and its settings. */
export function unsetPlaces(use: FileUse): Path[] {
  const grace: Path[] = use.grace === UNSET ? [['grace']] : [];
  return [...grace, ...unsetIn(use.settings, ['settings'])];
}

export const unsetWords = (use: FileUse): string[] => unsetPlaces(use).map(pathText);

function unsetIn(value: unknown, path: Path): Path[] {
  if (value === UNSET) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    unsetIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** What the rule's own schema refuses in the settings; `unset` is refused by nobody. */
export function settingsProblems(instance: string, use: FileUse, rule: Rule, written: Written): Problem[] {
  const result = rule.settings.safeParse(use.settings);
  if (result.success) return [];
  const unset = unsetIn(use.settings, []).map(pathText);
  const refused = result.error.issues.filter((issue) => !unset.includes(pathText(issue.path as Path)));
  return zodProblems(refused, rule.settings, use.settings, written, ['rules', instance, 'settings']);
}

/** The rule's settings with its defaults, roles not yet resolved; null while something in them is unset. */
export function readSettings(use: FileUse, rule: Rule): unknown {
  const result = rule.settings.safeParse(use.settings);
  return result.success ? result.data : null;
}

export const settingsFrom = (settings: unknown): 'policy' | 'group' =>
  namesOwnDepartment(settings) ? 'group' : 'policy';
