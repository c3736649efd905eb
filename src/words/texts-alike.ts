import { bandsOf, type Fingerprint } from '../content/fingerprint.ts';
import { keyedPrint, type Print } from '../content/keyed-print.ts';
import { pieces } from '../content/spread.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Message } from '../events/message.ts';
import type { Corp } from '../ids.ts';
import type { Elsewhere } from '../rules/hears.ts';

/** Fingerprints of a corp: nobody without its key can try out with them what was said. */
export const printOf = (keys: Pick<CorpKeys, 'sign'>): Print =>
  keyedPrint(Buffer.from(keys.sign('fingerprint', 'slots'), 'base64url'));

/** Keeps of long texts what recognises a copy of them. In two statements for all. */
export async function keepFingerprints(
  tx: Tx,
  corp: Corp,
  messages: readonly Message[],
  printed: Print,
): Promise<void> {
  const made = messages.flatMap(({ id, text, sentAtMs }) => {
    const print = printed(text ?? '');
    return print ? [{ id, saidAt: new Date(sentAtMs), print }] : [];
  });
  if (made.length === 0) return;
  await tx.$executeRaw`
    update qungui.message m set fingerprint = decode(f.print, 'hex')
    from unnest(${made.map(({ id }) => id)}::text[], ${made.map(({ print }) => hexOf(print))}::text[]) as f (id, print)
    where m.corp = ${corp} and m.id = f.id`;
  const bands = made.flatMap(({ id, saidAt, print }) =>
    bandsOf(print).map((band) => ({ id, saidAt, band: String(band) })),
  );
  await tx.$executeRaw`
    insert into qungui.text_band (corp, band, message_id, said_at)
    select ${corp}, b.band, b.id, b.said_at
    from unnest(${bands.map(({ band }) => band)}::bigint[], ${bands.map(({ id }) => id)}::text[],
                ${bands.map(({ saidAt }) => saidAt)}::timestamptz[]) as b (band, id, said_at)
    on conflict do nothing`;
}

/** Texts of groups that may be like a piece of one of these messages, said since a moment. One statement. */
export async function textsLike(
  tx: Tx,
  corp: Corp,
  messages: readonly Message[],
  sinceMs: number,
  print: Print,
): Promise<readonly Elsewhere[]> {
  const bands = messages.flatMap((message) =>
    pieces(message, print).flatMap((piece) => bandsOf(piece.fingerprint).map(String)),
  );
  if (bands.length === 0) return [];
  const rows = await tx.$queryRaw<Row[]>`
    select m.id, m.chat_id as "chatId", m.sent_at as "sentAt", encode(m.fingerprint, 'hex') as print, coalesce(s.name, '') as "groupName"
    from (select distinct message_id from qungui.text_band
          where corp = ${corp} and band = any(${[...new Set(bands)]}::bigint[]) and said_at >= ${new Date(sinceMs)}) as alike
    join qungui.message m on m.corp = ${corp} and m.id = alike.message_id and m.fingerprint is not null and m.revoked_at is null
    left join qungui.group_state s on s.corp = m.corp and s.chat_id = m.chat_id and s.until is null
    order by m.sent_at, m.id`;
  return rows.map(({ id, chatId, sentAt, print, groupName }) => ({
    messageId: id,
    chatId,
    atMs: sentAt.getTime(),
    groupName,
    fingerprint: fingerprintOf(print),
  }));
}

interface Row {
  readonly id: string;
  readonly chatId: string;
  readonly sentAt: Date;
  readonly print: string;
  readonly groupName: string;
}

const hexOf = (print: Fingerprint): string => [...print].map((slot) => slot.toString(16).padStart(8, '0')).join('');

const fingerprintOf = (hex: string): Fingerprint =>
  Uint32Array.from({ length: hex.length / 8 }, (_, slot) => Number.parseInt(hex.slice(slot * 8, slot * 8 + 8), 16));

/** No rule looks back farther. */
const KEPT_MS = 36 * 86_400_000;

/** What is older than the longest look back is forgotten, in the night. */
export async function forgetFingerprints(tx: Tx, corp: Corp, at: Date): Promise<number> {
  const before = new Date(at.getTime() - KEPT_MS);
  await tx.$executeRaw`
    update qungui.message m set fingerprint = null
    where m.corp = ${corp} and m.id in (select message_id from qungui.text_band where corp = ${corp} and said_at < ${before})`;
  return await tx.$executeRaw`delete from qungui.text_band where corp = ${corp} and said_at < ${before}`;
}
