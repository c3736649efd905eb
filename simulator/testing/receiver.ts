import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { XMLParser } from 'fast-xml-parser';

export interface Received {
  readonly corpid: string;
  readonly receiverId: string;
  readonly nonce: string;
  readonly encrypted: string;
  readonly xml: string;
  /** The event's fields, all as strings. */
  readonly event: Record<string, unknown>;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** How the next POSTs are answered, one each: a status, or `silence`; 200 when none is left. */
  readonly answers: (number | 'silence')[];
  /** The plaintext of a passive reply, sealed and sent with the next 200. */
  reply: string | null;
  close(): Promise<void>;
}

const parser = new XMLParser({ parseTagValue: false });

/** A receiver that checks every signature and remembers what it got. */
export async function openReceiver({ token, aesKey }: { token: string; aesKey: string }): Promise<Receiver> {
  const state = { received: [] as Received[], answers: [] as (number | 'silence')[], reply: null as string | null };
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://here').searchParams;
    const get = (name: string): string => query.get(name) ?? '';
    const signed = (text: string): boolean =>
      getSignature(token, get('timestamp'), get('nonce'), text) === get('msg_signature');
    if (request.method === 'GET') {
      if (!signed(get('echostr'))) return response.writeHead(403).end();
      return response.end(decrypt(aesKey, get('echostr')).message);
    }
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      const outer = parser.parse(body).xml as Record<string, string>;
      const encrypted = outer.Encrypt ?? '';
      if (!signed(encrypted)) return response.writeHead(403).end();
      const { message, id } = decrypt(aesKey, encrypted);
      const event = parser.parse(message).xml as Record<string, unknown>;
      state.received.push({
        corpid: outer.ToUserName ?? '',
        receiverId: id,
        nonce: get('nonce'),
        encrypted,
        xml: message,
        event,
      });
      const answer = state.answers.shift() ?? 200;
      if (answer === 'silence') return;
      if (answer !== 200 || state.reply === null) return response.writeHead(answer).end();
      const sealed = encrypt(aesKey, state.reply, id);
      state.reply = null;
      response.end(`<xml><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callbacks`;
  return Object.assign(state, {
    url,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
