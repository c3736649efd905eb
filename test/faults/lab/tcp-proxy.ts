import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type NetConnectOpts, type Socket } from 'node:net';

/** A wire in front of something, that can be cut and can go silent. It knows nothing of what it carries. */
export interface TcpProxy {
  readonly port: number;
  /** Connections that carried these words from the client: nothing passes any more, and nobody is told (no FIN, no RST). */
  silence(words: string): number;
  /** All of them end at once. */
  cut(): void;
  /** All of them end, and no other is let through until told so. */
  refuse(state: 'from now on' | 'no more'): void;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  said: string;
  state: 'open' | 'silent';
}

const REMEMBERED = 64 * 1_024;

/** Opens it on loopback. Of several targets the next in turn is taken, and the one after it where nobody listens. */
export async function openTcpProxy(targets: readonly NetConnectOpts[]): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let turn = 0;
  let state: 'open' | 'refusing' = 'open';
  const reach = async (): Promise<Socket | null> => {
    const first = turn++; // others come meanwhile, and take turns of their own
    for (let tries = 0; tries < targets.length; tries += 1) {
      const target = targets[(first + tries) % targets.length] as NetConnectOpts;
      const server = connect(target);
      const outcome = await Promise.race([
        once(server, 'connect').then(() => 'open' as const),
        once(server, 'error').then(() => 'refused' as const),
      ]).catch(() => 'refused' as const);
      if (outcome === 'open') return server;
      server.destroy();
    }
    return null;
  };
  const carry = async (client: Socket): Promise<void> => {
    client.on('error', () => client.destroy());
    const server = state === 'open' ? await reach() : null;
    if (server === null || client.destroyed) {
      server?.destroy();
      client.destroy();
      return;
    }
    join({ client, server, said: '', state: 'open' }, pairs);
  };
  const listener = createServer({ noDelay: true, pauseOnConnect: true }, (client) => void carry(client));
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const cut = (): void => {
    for (const { client, server } of pairs) {
      client.destroy();
      server.destroy();
    }
  };
  return {
    port: (listener.address() as AddressInfo).port,
    silence: (words) => {
      const found = [...pairs].filter(({ said, state }) => state === 'open' && said.includes(words));
      for (const pair of found) pair.state = 'silent';
      return found.length;
    },
    cut,
    refuse: (wish) => {
      state = wish === 'from now on' ? 'refusing' : 'open';
      if (state === 'refusing') cut();
    },
    close: async () => {
      cut();
      listener.close();
      await once(listener, 'close');
    },
  };
}

function join(pair: Pair, pairs: Set<Pair>): void {
  const { client, server } = pair;
  pairs.add(pair);
  client.on('data', (chunk) => {
    pair.said = (pair.said + chunk.toString('latin1')).slice(-REMEMBERED);
    if (pair.state === 'open') server.write(chunk);
  });
  server.on('data', (chunk) => {
    if (pair.state === 'open') client.write(chunk);
  });
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.on('error', () => one.destroy());
    one.on('end', () => pair.state === 'open' && other.end());
    one.on('close', () => {
      if (pair.state === 'open') other.destroy();
      pairs.delete(pair);
    });
  }
  client.resume();
}
