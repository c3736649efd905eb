import { defineConfig } from 'vitest/config';
import { summaryReporter } from './test/summary-reporter.ts';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src', 'test', 'workers', 'simulator', 'bench'].map((room) => `${room}/**/*.test.ts`),
    globalSetup: './test/global-setup.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    dangerouslyIgnoreUnhandledErrors: false,
    reporters: ['default', summaryReporter()],
  },
});
