import type { FileUse, PolicyFile } from './file.ts';
import type { Path, Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';
import { rank } from './rollout.ts';

/** Plans that go backwards, further than their rule, or tell people before anything was seen. */
export const rolloutProblems = (file: PolicyFile, written: Written): Problem[] =>
  Object.entries(file.rules).flatMap(([instance, use]) => {
    const say = (on: Path, message: string, remedy: string) =>
      written.problem(['rules', instance, 'rollout', ...on], 'error', message, remedy);
    if (use.rollout === undefined) return [];
    if (use.level === 'off' || use.level === 'observe')
      return [say([], `leads nowhere: the rule is at ${use.level}`, 'set the level it is to reach, or take it out')];
    return use.rollout === 'default' ? [] : stepProblems(use.rollout, use, say);
  });

type Say = (on: Path, message: string, remedy: string) => Problem;

function stepProblems(steps: Exclude<FileUse['rollout'], 'default' | undefined>, use: FileUse, say: Say): Problem[] {
  const first = steps[0];
  return [
    ...(first && first.level !== 'observe'
      ? [say([0, 'level'], 'tells people before anything was observed', 'let the first step observe')]
      : []),
    ...steps.flatMap((step, i) => {
      const before = steps[i - 1];
      return [
        ...(before && step.from < before.from
          ? [say([i, 'from'], `comes before the step above (${before.from})`, 'write the steps in order of their days')]
          : []),
        ...(rank(step.level) > rank(use.level)
          ? [say([i, 'level'], `goes further than the rule (${use.level})`, 'lower it, or raise the level of the rule')]
          : []),
      ];
    }),
  ];
}
