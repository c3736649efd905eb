import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { unseal } from '../../../simulator/callbacks/seal.ts';
import type { CallbackAddress } from '../../../simulator/world/company.ts';
import { freePort } from '../processes.ts';

/** The wire between WeCom and the server: it writes down what was accepted, and is cut while nobody answers. */
export interface Wire {
  readonly origin: string;
  /** Digests of the plaintexts that were answered 200. */
  readonly accepted: ReadonlySet<string>;
  close(): void;
}

export async function openWire(to: string, addresses: readonly CallbackAddress[], corpid: string): Promise<Wire> {
  const accepted = new Set<string>();
  const carry = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const answer = await fetch(`${to}${request.url}`, { method: 'POST', body });
    if (answer.status === 200) accepted.add(digestOf(body, addresses, corpid));
    response.writeHead(answer.status).end(await answer.text());
  };
  const line = createServer((request, response) => void carry(request, response).catch(() => response.destroy()));
  const port = await freePort();
  await new Promise<void>((resolve) => line.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${port}`,
    accepted,
    close: () => {
      line.close();
      line.closeAllConnections();
    },
  };
}

function digestOf(body: string, addresses: readonly CallbackAddress[], corpid: string): string {
  const encrypted = /<Encrypt><!\[CDATA\[([^\]]+)/.exec(body)?.[1] ?? '';
  const plaintext = addresses.map((address) => unseal(address, encrypted, corpid)).find((found) => found !== null);
  return createHash('sha256')
    .update(plaintext ?? 'nobody can open it')
    .digest('hex');
}
