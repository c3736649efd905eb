import { defineConfig } from 'vitest/config';
import { summaryReporter } from './test/summary-reporter.ts';

const inRooms = (rooms: readonly string[]) => rooms.map((room) => `${room}/**/*.test.ts`);

/** What is done to a running house on purpose, again and again: `npm run faults`. `npm test` leaves it out. */
const FAULTS = inRooms(['test/faults']);

/** Pages in a real browser: `npm run browser`. `npm test` needs none. */
const BROWSER = inRooms(['test/browser']);

/** Pictures of pages for people to read, made anew: `npm run screenshots`. */
const PICTURES = ['test/browser/screenshots.ts'];

/** Days and weeks of a house, played whole, and the bundle for machines without a network: `npm run long`. Each thing they show has a quicker test in `npm test`. */
const LONG = [
  'test/bundle/bundle.test.ts',
  'test/e2e/scene-2.test.ts',
  'test/e2e/review.test.ts',
  'test/e2e/kept-groups.test.ts',
  'test/e2e/kept-groups-refused.test.ts',
  'test/e2e/nightly.test.ts',
  'test/e2e/hand-over.test.ts',
  'test/responses/looked-at-in-parts.test.ts',
  'test/responses/thirty-minutes.test.ts',
  'test/responses/who-leads.test.ts',
];

/** Tests that change the process they run in, or have it killed around them: each file has a process of its own. */
const ALONE = [
  ...inRooms(['src/db/embedded', 'src/backup', 'src/queue']),
  'src/intake/ringer.test.ts',
  'src/run-process.test.ts',
  'src/wecom/callback/envelope.test.ts',
  'src/wecom/client.test.ts',
  'test/e2e/queue-wiped.test.ts',
];

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: './test/global-setup.ts',
    pool: 'forks',
    maxWorkers: 3, // of two cores: a test waits for its database half of the time
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    dangerouslyIgnoreUnhandledErrors: false,
    reporters: ['default', summaryReporter()],
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          isolate: false, // no module of the house keeps anything of a corp: loading it once for all files halves the time
          include: inRooms(['src', 'test', 'workers', 'simulator', 'bench']),
          exclude: [...ALONE, ...FAULTS, ...BROWSER, ...LONG],
        },
      },
      { extends: true, test: { name: 'alone', include: ALONE } },
      { extends: true, test: { name: 'long', include: LONG } },
      { extends: true, test: { name: 'faults', include: FAULTS } },
      { extends: true, test: { name: 'browser', isolate: false, include: BROWSER } },
      { extends: true, test: { name: 'screenshots', include: PICTURES } },
    ],
  },
});
