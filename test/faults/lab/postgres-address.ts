import type { NetConnectOpts } from 'node:net';
import { join } from 'node:path';

/** The socket that an address of the embedded server leads to. */
export function socketOf(url: string): NetConnectOpts {
  const { port, searchParams } = new URL(url);
  return { path: join(searchParams.get('host') ?? '', `.s.PGSQL.${port}`) };
}

/** The same database and login, reached through a port of this machine. */
export function throughPort(url: string, port: number): string {
  const through = new URL(url);
  through.searchParams.delete('host');
  through.hostname = '127.0.0.1';
  through.port = String(port);
  return String(through);
}
