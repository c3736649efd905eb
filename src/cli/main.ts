#!/usr/bin/env node
import type { Open } from './desk.ts';
import { runCli } from './program.ts';

/** Most commands need no database: the house is loaded and opened only for those that do. */
const open: Open = async (work) => {
  const [{ loadConfig }, { openLog }, { openDeps }] = await Promise.all([
    import('../load-config.ts'),
    import('../log.ts'),
    import('../open-deps.ts'),
  ]);
  const config = loadConfig(process.env);
  const deps = await openDeps(config, openLog(config.logLevel));
  try {
    return await work(deps);
  } finally {
    await deps.close();
  }
};

process.exitCode = await runCli(process.argv.slice(2), open, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
