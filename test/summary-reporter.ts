import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';
import { isOnPath } from '../simulator/on-path.ts';

/** Prints what a script can read on the last line, and in capitals what could not be run here. */
export function summaryReporter(
  print: (line: string) => void = console.log,
  path: string = process.env.PATH ?? '',
): Reporter {
  return {
    onTestRunEnd(modules, unhandled) {
      for (const [program, left] of NEEDED)
        if (!isOnPath(program, path)) print(`${program.toUpperCase()} NOT FOUND: ${left} WAS NOT RUN`);
      print(summary(modules, unhandled));
    },
  };
}

/** What some tests need of a machine, and what is left out without it. */
const NEEDED = [
  ['redis-server', 'THE REDIS HALF OF THE QUEUE TESTS'],
  ['cc', 'WHAT TESTS THE ARCHIVE LIBRARY AND ITS PROCESS'],
  ['promtool', 'THE CHECK OF THE ALERT RULES'],
  ['systemd-analyze', 'THE CHECK OF THE UNITS'],
] as const;

/** A file that does not load and an error that nobody awaited each count as a failed test. */
export function summary(modules: readonly TestModule[], unhandled: readonly SerializedError[]): string {
  const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
  const count = (state: string): number => states.filter((found) => found === state).length;
  const broken = modules.filter((module) => module.errors().length > 0).length + unhandled.length;
  const skipped = count('skipped') > 0 ? `, ${count('skipped')} skipped` : '';
  return `${count('passed')} passed, ${count('failed') + broken} failed${skipped}`;
}
