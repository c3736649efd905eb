import { z } from 'zod';
import { readJson } from '../wecom/wire-json.ts';
import { contentOf } from './message-types.ts';
import { numberOf, type Part, partOf, textOf } from './parts.ts';
import type { ReadRecord, Unreadable } from './said.ts';
import { senderOf } from './who.ts';

/** The largest message of WeCom is 50 KB [91774]; what is a hundred times that is not read into anything. */
const MOST_BYTES = 5 * 1024 * 1024;
/** 2001: a moment in milliseconds, not one in seconds and not none. */
const EARLIEST_MS = 1_000_000_000_000;

const Head = z.looseObject({
  msgid: z.string().min(1).max(200),
  action: z.string(),
  from: z.string().min(1).max(64),
  tolist: z.array(z.string()).catch([]),
  roomid: z.string().max(64).catch(''),
  msgtime: z.int().min(EARLIEST_MS).max(8e15),
  msgtype: z.string().min(1),
});

/** Reads one record of the archive, or a line of a file in the same words [91774]. Pure; whatever comes, it answers. */
export function readRecord(bytes: Uint8Array): ReadRecord {
  if (bytes.length > MOST_BYTES) return { is: 'unreadable', because: 'too-big' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { is: 'unreadable', because: 'invalid-utf8' };
  }
  let data: unknown;
  try {
    data = readJson(text);
  } catch {
    return { is: 'unreadable', because: 'broken-json' };
  }
  return readWhole(data);
}

function readWhole(data: unknown): ReadRecord {
  if (typeof data === 'object' && data !== null && 'action' in data && data.action === 'switch')
    return { is: 'switched' };
  const head = Head.safeParse(data);
  if (!head.success) return { is: 'unreadable', because: 'unknown-shape' };
  const { msgid, action, from, tolist, roomid, msgtime, msgtype } = head.data;
  const whole = head.data as Part;
  if (action === 'recall') return recallOf(whole, msgtime);
  if (msgtype === 'agree' || msgtype === 'disagree') return consentOf(whole, msgtype, roomid, tolist, msgtime);
  const content = contentOf(msgtype, whole);
  const sender = senderOf(from);
  const to = tolist.map((id) => senderOf(id).id);
  const chatId = roomid === '' ? [sender.id, ...to].sort().join(' ') : roomid;
  const said =
    typeof content === 'string' ? null : { id: msgid, chatId, from: sender, to, sentAtMs: msgtime, ...content };
  if (roomid === '') return { is: 'one-to-one', said };
  return said ? { is: 'message', said } : { is: 'unreadable', because: content as Unreadable };
}

function recallOf(whole: Part, atMs: number): ReadRecord {
  const messageId = textOf(partOf(whole, 'revoke') ?? {}, 'pre_msgid');
  return messageId === ''
    ? { is: 'unreadable', because: 'unknown-shape' }
    : { is: 'sign', sign: { kind: 'recalled', messageId, atMs } };
}

/** The place of a consent in a one-to-one conversation is the employee it was asked by. */
function consentOf(
  whole: Part,
  msgtype: 'agree' | 'disagree',
  roomid: string,
  to: readonly string[],
  atMs: number,
): ReadRecord {
  const part = partOf(whole, msgtype) ?? {};
  const external = textOf(part, 'userid');
  if (external === '') return { is: 'unreadable', because: 'unknown-shape' };
  const saidAtMs = numberOf(part, `${msgtype}_time`);
  const place = roomid === '' ? (to[0] ?? '').toLowerCase() : roomid;
  const agreed = msgtype === 'agree' ? 'agreed' : 'refused';
  return { is: 'sign', sign: { kind: 'consent', external, agreed, place, atMs: saidAtMs || atMs } };
}
