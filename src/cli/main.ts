#!/usr/bin/env node
import { loadConfig } from '../load-config.ts';
import { openLog } from '../log.ts';
import { openAsk } from './ask.ts';
import type { Open } from './desk.ts';
import { runCli } from './program.ts';

const configure = () => loadConfig(process.env);

/** Most commands need no database: the house is loaded and opened only for those that do. */
const open: Open = async (work) => {
  const { openDeps } = await import('../open-deps.ts');
  const config = configure();
  // Somebody reads along: what goes well is in the answer, and only trouble is logged beside it.
  const deps = await openDeps(config, openLog(process.env.QUNGUI_LOG_LEVEL ? config.logLevel : 'warn'));
  try {
    return await work(deps);
  } finally {
    await deps.close();
  }
};

// Whoever reads only the first lines (`| head`) has heard enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const world = { open, configure, ask: openAsk(process.stdin, process.stderr) };
process.exitCode = await runCli(process.argv.slice(2), world, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
