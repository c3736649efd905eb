import { Pseudonym } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** Where a message is read: in WeCom's own client, or in WeChat through the plugin (微信插件). */
export type Place = 'client' | 'wechat';

export interface Sent {
  readonly to: Pseudonym;
  readonly at: Date;
}

export interface Heard {
  readonly seenIn: Place;
  readonly read: 'yes' | 'no';
}

interface Row {
  readonly at: Date;
  readonly kind: string;
  readonly body: string;
}

/** The last test message that left, or may have left; one that WeCom refused is none. */
export async function lastMessage(tx: Tx, corp: Corp): Promise<Sent | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    select r.at, r.kind, b.body from qungui.audit_record r
    join qungui.audit_body b on b.corp = r.corp and b.seq = r.seq
    where r.corp = ${corp} and r.kind = 'doctor-message' order by r.seq desc limit 1`;
  if (!row) return null;
  const { to, outcome } = JSON.parse(row.body) as { to: string; outcome: string };
  return outcome === 'sending' ? { to: Pseudonym.parse(to), at: row.at } : null;
}

/** What was typed back about the last message, the latest word for each place. */
export async function heardOf(tx: Tx, corp: Corp, { at }: Sent): Promise<readonly Heard[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select r.at, r.kind, b.body from qungui.audit_record r
    join qungui.audit_body b on b.corp = r.corp and b.seq = r.seq
    where r.corp = ${corp} and r.kind = 'doctor-code' and r.at >= ${at} order by r.seq`;
  const byPlace = new Map<Place, Heard>();
  for (const { body } of rows) {
    const { seenIn, read } = JSON.parse(body) as Heard;
    byPlace.set(seenIn, { seenIn, read });
  }
  return [...byPlace.values()];
}
