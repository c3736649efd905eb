import { seal } from '../../../simulator/callbacks/seal.ts';
import { xml } from '../../../simulator/callbacks/xml.ts';
import type { Chance } from '../../../simulator/chance.ts';
import type { CallbackAddress } from '../../../simulator/world/company.ts';
import { HOSTILE_INNER } from '../../fixtures/callbacks/hostile.ts';

/** One request as bytes for a socket, and whether it may leave its connection in an unknown state. */
export interface Mutant {
  readonly bytes: Buffer;
  readonly kind: (typeof KINDS)[number];
}

const KINDS = ['query', 'body', 'ciphertext', 'plaintext', 'path', 'wire'] as const;
/** How often each comes, of a hundred. What is sealed well becomes a row that workers must read: it comes seldom. */
const OF_HUNDRED: Readonly<Record<(typeof KINDS)[number], number>> = {
  query: 30,
  body: 36,
  ciphertext: 25,
  plaintext: 2,
  path: 6,
  wire: 1,
};

interface Call {
  path: string;
  body: Buffer;
}

/** Calls that begin as good ones and are changed somewhere; the same for the same chance. */
export function openMutants(address: CallbackAddress, corpid: string, path: string, chance: Chance) {
  const below = (most: number): number => Math.floor(chance.next() * most);
  const texts = HOSTILE_INNER.filter(([, text]) => Buffer.byteLength(text) < 8_000).map(([, text]) =>
    Buffer.from(text),
  );
  let nth = 0;
  const plaintext = (): string =>
    xml([
      ['ToUserName', corpid],
      ['FromUserName', 'sys'],
      ['CreateTime', 1_795_305_600 + nth],
      ['MsgType', 'event'],
      ['Event', `unknown_${nth}`],
    ]);
  /** A bit, a byte, a piece taken out, doubled or put in. */
  const gnawed = (bytes: Buffer): Buffer => {
    const at = below(Math.max(1, bytes.length));
    const length = 1 + below(16);
    const copy = Buffer.from(bytes);
    switch (below(5)) {
      case 0:
        copy[at] = (copy[at] ?? 0) ^ (1 << below(8));
        return copy;
      case 1:
        copy[at] = below(256);
        return copy;
      case 2:
        return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
      case 3:
        return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
      default:
        return Buffer.concat([
          bytes.subarray(0, at),
          Buffer.from(Array.from({ length }, () => below(256))),
          bytes.subarray(at),
        ]);
    }
  };
  const sealed = (text: string): Call => {
    const { query, encrypted } = seal(address, text, corpid, new Date(1_795_305_600_000));
    return { path: `${path}?${new URLSearchParams(query)}`, body: Buffer.from(xml([['Encrypt', encrypted]])) };
  };
  const change = (kind: (typeof KINDS)[number], call: Call): Call => {
    if (kind === 'plaintext')
      return sealed(
        gnawed(
          chance.next() < 0.5 ? Buffer.from(plaintext()) : (texts[below(texts.length)] ?? Buffer.alloc(1)),
        ).toString(),
      );
    if (kind === 'query')
      return { ...call, path: `${path}?${printable(gnawed(Buffer.from(call.path.split('?')[1] ?? '')))}` };
    if (kind === 'body') return { ...call, body: gnawed(call.body) };
    if (kind === 'path') return { ...call, path: printable(gnawed(Buffer.from(call.path))) };
    return { ...call, body: Buffer.from(call.body.toString().replace(/A/, () => 'BCDEFGHIJ'[below(9)] ?? 'B')) };
  };
  const deck = KINDS.flatMap((kind) => Array.from({ length: OF_HUNDRED[kind] }, () => kind));
  return (): Mutant => {
    nth += 1;
    const kind = deck[below(deck.length)] ?? 'body';
    const bytes = wired(change(kind, sealed(plaintext())));
    return { kind, bytes: kind === 'wire' ? gnawed(bytes) : bytes };
  };
}

/** What a request line can hold. */
const printable = (bytes: Buffer): string => bytes.toString('latin1').replaceAll(/[^!-~]/g, '%');

const wired = ({ path, body }: Call): Buffer =>
  Buffer.concat([
    Buffer.from(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n`),
    body,
  ]);
