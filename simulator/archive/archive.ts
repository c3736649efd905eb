import { constants, createHash, generateKeyPairSync, publicEncrypt } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockedFor } from './toy-cipher.ts';

/** What the stand-in of the library is told to do wrong, and how often; -1: for ever. */
export type LibraryFault =
  | { readonly at: 'init' | 'pull' | 'decrypt'; readonly does: 'code'; readonly code: number; readonly times: number }
  | { readonly at: 'init' | 'pull' | 'decrypt'; readonly does: 'hang' | 'abort'; readonly times: number }
  /** At the so-manieth record that this process decrypts. */
  | { readonly at: 'decrypt'; readonly does: 'abort-nth'; readonly nth: number; readonly times: number }
  /** Whenever the record with these words is decrypted. */
  | { readonly at: 'decrypt'; readonly does: 'abort-on'; readonly seq: number; readonly times: number };

export type Archive = ReturnType<typeof openSimulatedArchive>;

/** The archive of one simulated corp: what was said is sealed and appended beside the stand-in of the library. */
export function openSimulatedArchive(folder: string, corpid: string) {
  mkdirSync(folder, { recursive: true });
  const [records, fault] = ['records', 'fault'].map((kind) => join(folder, `${corpid}.${kind}`)) as [string, string];
  let version = 1;
  const messages = new Map<number, string>();
  const clear = new Map<number, string>();
  let last = 0;

  /** Appends a record of these bytes, sealed for the newest key; answers its seq. */
  function append(plaintext: string | Uint8Array, msgid: string, over: Readonly<Record<string, unknown>> = {}): number {
    last += 1;
    const random = createHash('sha256').update(`${corpid} ${last}`).digest('hex');
    const { publicKey } = keyPairOf(version);
    const sealed = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(random));
    const message = lockedFor(random, Buffer.from(plaintext));
    messages.set(last, message);
    clear.set(last, Buffer.from(plaintext).toString());
    const head = { seq: last, msgid, publickey_ver: version };
    const body = { encrypt_random_key: sealed.toString('base64'), encrypt_chat_msg: message };
    appendFileSync(records, `${last} ${JSON.stringify({ ...head, ...body, ...over })}\n`);
    return last;
  }

  return {
    folder,
    append,
    /** Something is said, as WeCom words it [91774]; what is not told is that of an ordinary text. */
    say: (said: Said): string => {
      const msgid = said.msgid ?? `${String(last + 1).padStart(12, '0')}_msg`;
      const { atMs, ...rest } = said;
      const head = { msgid, action: 'send', tolist: [], roomid: '', msgtime: atMs, msgtype: 'text' };
      append(JSON.stringify({ ...head, ...rest, msgid }), msgid);
      return msgid;
    },
    lastSeq: (): number => last,
    /** What was said by the records behind a seq, as it was before it was sealed. */
    wordsBehind: (seq = 0): string[] => [...clear].filter(([one]) => one > seq).map(([, text]) => text),
    /** Seqs that nobody will ever see, as if they had expired while nobody pulled. */
    lose: (count: number): void => {
      last += count;
    },
    /** The five days are over for these. */
    expireBefore: (seq: number): void => {
      const kept = readFileSync(records, 'utf8')
        .split('\n')
        .filter((line) => line !== '' && Number.parseInt(line, 10) >= seq);
      writeFileSync(records, kept.map((line) => `${line}\n`).join(''));
    },
    /** A new public key is uploaded: a version more. */
    newKey: (): void => {
      version += 1;
    },
    /** By version, as qungui.yaml names them. */
    privateKeys: (): ReadonlyMap<number, string> =>
      new Map(Array.from({ length: version }, (_, at) => [at + 1, keyPairOf(at + 1).privateKey])),
    fault: (wanted: LibraryFault): void => writeFileSync(fault, `${faultLine(wanted, messages)}\n`),
    /** How often it will still go wrong; spent just before it does. */
    faultsLeft: (): number => Number(readFileSync(fault, 'utf8').trim().split(' ').at(-1)),
    noFault: (): void => rmSync(fault, { force: true }),
  };
}

/** A message as the archive words it, with what its type adds. */
export interface Said {
  readonly from: string;
  readonly atMs: number;
  readonly msgid?: string;
  readonly roomid?: string;
  readonly tolist?: readonly string[];
  readonly msgtype?: string;
  readonly [field: string]: unknown;
}

/** Making one takes a second of a crowded machine: all simulated corps share theirs, one a version. */
const keyPairs = new Map<number, ReturnType<typeof newKeyPair>>();

function keyPairOf(version: number): ReturnType<typeof newKeyPair> {
  const pair = keyPairs.get(version) ?? newKeyPair();
  keyPairs.set(version, pair);
  return pair;
}

const newKeyPair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

function faultLine(fault: LibraryFault, messages: ReadonlyMap<number, string>): string {
  const { at, does, times } = fault;
  if (does === 'code') return `${at} code ${fault.code} ${times}`;
  if (does === 'abort-nth') return `${at} abort-nth ${fault.nth} ${times}`;
  if (does === 'abort-on') return `${at} abort-on ${messages.get(fault.seq)?.slice(0, 40) ?? '?'} ${times}`;
  return `${at} ${does} - ${times}`;
}
