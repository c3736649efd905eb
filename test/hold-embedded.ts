import { startEmbedded } from '../src/db/embedded/start-embedded.ts';

/**
 * A process of its own that uses the embedded server of a folder, for tests of what happens between processes.
 * Says one JSON line when it is ready, lets go when its input ends, and does not mind Ctrl-C.
 */
const [folder = '', rootBy] = process.argv.slice(2);
process.on('SIGINT', () => undefined);
const server = await startEmbedded(folder, {
  log: { info: () => undefined, warn: () => undefined },
  durability: 'test',
  ...(rootBy === 'mapped' || rootBy === 'other' ? { rootBy } : {}),
});
process.stdout.write(`${JSON.stringify({ pid: server.pid, url: server.superuserUrl, socketDir: server.socketDir })}\n`);
process.stdin.resume().once('end', () => void server.stop().then(() => process.exit(0)));
