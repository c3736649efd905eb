import { describe, expect, test } from 'vitest';
import type { TestModule } from 'vitest/node';
import { summary, summaryReporter } from './summary-reporter.ts';

/** As much of a test file's outcome as the reporter looks at. */
function file(states: readonly string[], errors: readonly unknown[] = []): TestModule {
  const allTests = () => states.map((state) => ({ result: () => ({ state }) })).values();
  return { children: { allTests }, errors: () => errors } as unknown as TestModule;
}

describe('the last line', () => {
  test.for([
    ['all well', [file(['passed', 'passed']), file(['passed'])], 0, '3 passed, 0 failed'],
    ['one failed', [file(['passed', 'failed'])], 0, '1 passed, 1 failed'],
    ['one skipped', [file(['passed', 'skipped'])], 0, '1 passed, 0 failed, 1 skipped'],
    ['a file that does not load', [file([], ['syntax']), file(['passed'])], 0, '1 passed, 1 failed'],
    ['a rejection that nobody awaited', [file(['passed'])], 1, '1 passed, 1 failed'],
    ['nothing', [], 0, '0 passed, 0 failed'],
  ] as const)('%s', ([, modules, unhandled, line]) => {
    expect(
      summary(
        modules,
        Array.from({ length: unhandled }, () => ({ message: 'unawaited' })),
      ),
    ).toBe(line);
  });
});

test('says in capitals what the machine lacks, before the last line', async () => {
  const said: string[] = [];
  await summaryReporter((line) => said.push(line), '/nonexistent').onTestRunEnd?.([], [], 'passed');
  expect(said).toEqual([
    'REDIS-SERVER NOT FOUND: THE REDIS HALF OF THE QUEUE TESTS WAS NOT RUN',
    'CC NOT FOUND: WHAT TESTS THE ARCHIVE LIBRARY AND ITS PROCESS WAS NOT RUN',
    'PROMTOOL NOT FOUND: THE CHECK OF THE ALERT RULES WAS NOT RUN',
    'SYSTEMD-ANALYZE NOT FOUND: THE CHECK OF THE UNITS WAS NOT RUN',
    '0 passed, 0 failed',
  ]);
});
