import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/** Prints what a script can read on the last line, and in capitals what could not be run here. */
export function summaryReporter(
  print: (line: string) => void = console.log,
  path: string = process.env.PATH ?? '',
): Reporter {
  return {
    onTestRunEnd(modules, unhandled) {
      if (!isOnPath('redis-server', path))
        print('REDIS-SERVER NOT FOUND: THE REDIS HALF OF THE QUEUE TESTS WAS NOT RUN');
      if (!isOnPath('cc', path)) print('CC NOT FOUND: THE TESTS OF THE ARCHIVE LIBRARY AND ITS PROCESS WERE NOT RUN');
      print(summary(modules, unhandled));
    },
  };
}

/** A file that does not load and an error that nobody awaited each count as a failed test. */
export function summary(modules: readonly TestModule[], unhandled: readonly SerializedError[]): string {
  const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
  const count = (state: string): number => states.filter((found) => found === state).length;
  const broken = modules.filter((module) => module.errors().length > 0).length + unhandled.length;
  const skipped = count('skipped') > 0 ? `, ${count('skipped')} skipped` : '';
  return `${count('passed')} passed, ${count('failed') + broken} failed${skipped}`;
}

const isOnPath = (program: string, path: string): boolean =>
  path.split(delimiter).some((folder) => existsSync(join(folder, program)));
