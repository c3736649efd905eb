import { Client } from 'pg';
import { HouseError } from '../../errors.ts';
import { elapsedMs, pause } from '../../time.ts';
import { SUPERUSER } from './cluster.ts';
import type { Postmaster } from './postmaster.ts';

/** Recovery after a power cut may replay a gigabyte. */
const READY_MS = 300_000;

/** The address of the maintenance database. `localhost` is decoration: `host` names the socket's folder. */
export function superuserUrl({ socketDir, port }: Pick<Postmaster, 'socketDir' | 'port'>, password: string): string {
  return `postgresql://${SUPERUSER}:${password}@localhost:${port}/postgres?host=${encodeURIComponent(socketDir)}`;
}

/** Waits until the server takes connections. [E-PG-START] when it died or takes minutes, [E-PG-PASSWORD] */
export async function untilReady(url: string, died: () => string | undefined): Promise<void> {
  for (const began = elapsedMs(); ; await pause(30)) {
    const answer = await knock(url);
    if (answer === 'ready') return;
    if (answer === '28P01') throw wrongPassword();
    const words = died();
    if (words !== undefined) throw notStarted(words);
    if (elapsedMs() - began > READY_MS) throw notStarted(`it does not answer on its socket (${answer})`);
  }
}

async function knock(url: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // told by connect, or by nobody: the connection is only a knock
  try {
    await client.connect();
    return 'ready';
  } catch (err) {
    return (err as { code?: string }).code ?? 'no answer';
  } finally {
    await client.end().catch(() => undefined);
  }
}

function notStarted(words: string): HouseError {
  const lines = words.trim().split('\n');
  const fatal = lines.filter((line) => /FATAL|PANIC/.test(line));
  return new HouseError({
    code: 'E-PG-START',
    what: 'The embedded PostgreSQL did not start.',
    why: (fatal.length > 0 ? fatal : lines).slice(-3).join(' '),
    remedy: 'Look at postgres.log in QUNGUI_HOME, check free disk and memory, and start again.',
    retry: 'backoff',
  });
}

function wrongPassword(): HouseError {
  return new HouseError({
    code: 'E-PG-PASSWORD',
    what: 'The embedded PostgreSQL does not know the password kept in QUNGUI_HOME.',
    why: 'postgres.password was deleted or replaced after the database was made.',
    remedy: 'Put the former postgres.password back; or, to begin anew, move the data folder of QUNGUI_HOME aside.',
    retry: 'never',
  });
}
