import { appendAudit } from '../audit/append.ts';
import type { CorpConfig } from '../config.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { corpsOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { clockOf } from './moments.ts';
import { table } from './table.ts';

const MOST = 50;

/** Everything but the body. */
const SHOWN = {
  id: true,
  surface: true,
  event: true,
  chatId: true,
  state: true,
  reason: true,
  attempts: true,
  repeats: true,
  flag: true,
  saidAt: true,
  receivedAt: true,
  notBefore: true,
  finishedAt: true,
} as const;

/** The newest first. 1: some of those that are shown were parked. */
export async function listCallbacks(
  deps: Pick<Deps, 'config' | 'db'>,
  { corp: slug, parked }: { readonly corp?: string; readonly parked?: true },
): Promise<Answer> {
  const all = [];
  for (const corp of corpsOf(deps.config, slug)) {
    const where = { corp: corp.slug, ...(parked ? { state: 'parked' } : {}) };
    const callbacks = await deps.db.withCorp(corp.slug, (tx) =>
      tx.callback.findMany({ where, select: SHOWN, orderBy: { receivedAt: 'desc' }, take: MOST }),
    );
    all.push({ corp, callbacks });
  }
  const text = all.map(({ corp, callbacks }) => {
    const rows = callbacks.map((one) => [
      one.id.slice(0, 8),
      clockOf(corp.timeZone)(one.receivedAt),
      one.surface,
      one.event ?? 'not read yet',
      one.state,
      one.reason ?? '',
      String(one.attempts),
    ]);
    const lines = table(['id', 'received', 'surface', 'event', 'state', 'why', 'tries'], rows, '  ');
    return `${corp.slug}\n${lines || '  none\n'}`;
  });
  return {
    exit: all.some(({ callbacks }) => callbacks.some(({ state }) => state === 'parked')) ? 1 : 0,
    json: { corps: all.map(({ corp, callbacks }) => ({ corp: corp.slug, callbacks })) },
    text: text.join('\n'),
  };
}

export async function showCallback(
  deps: Pick<Deps, 'config' | 'db'>,
  slug: string | undefined,
  id: string,
): Promise<Answer> {
  const { corp, callback } = await findCallback(deps, slug, id);
  const at = clockOf(corp.timeZone);
  const rows = Object.entries(callback).map(([name, value]) => [
    name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
    value instanceof Date ? at(value) : String(value ?? '-'),
  ]);
  return {
    exit: callback.state === 'parked' ? 1 : 0,
    json: { corp: corp.slug, ...callback },
    text: table(['corp', corp.slug], rows),
  };
}

/** Parked becomes new: the workers take it as if it had just come. */
export async function replayCallback(deps: Deps, slug: string | undefined, id: string): Promise<Answer> {
  const { corp, callback } = await findCallback(deps, slug, id);
  if (callback.state !== 'parked')
    throw wrongUse(
      `callback ${id} is not parked`,
      `it is ${callback.state}`,
      'see those that are: callback ls --parked',
    );
  if (callback.reason === 'body-erased')
    throw wrongUse(`callback ${id} has no body any more`, 'retention took it', 'read people and groups instead: sync');
  const keys = await deps.keys.of(corp.slug);
  await deps.db.withCorp(corp.slug, async (tx) => putBack(tx, corp.slug, keys, callback, await nowIn(tx)));
  await deps.bell.ring('callbacks', corp.slug);
  return {
    exit: 0,
    json: { corp: corp.slug, id: callback.id, state: 'new' },
    text: `✓ ${callback.id} is handled again as soon as a worker is free. See it with: callback show ${callback.id.slice(0, 8)}\n`,
  };
}

async function putBack(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { id, reason }: { readonly id: string; readonly reason: string | null },
  at: Date,
): Promise<void> {
  const { count } = await tx.callback.updateMany({
    where: { corp, id, state: 'parked' },
    data: { state: 'new', reason: null, attempts: 0, finishedAt: null, leaseUntil: null, notBefore: at },
  });
  if (count === 0) return;
  await appendAudit(tx, corp, keys, at, [
    { v: 1, kind: 'callback-replayed', callbackId: id, parkedBecause: reason ?? 'unknown', by: null },
  ]);
}

async function findCallback(deps: Pick<Deps, 'config' | 'db'>, slug: string | undefined, id: string) {
  if (!/^[0-9a-f][0-9a-f-]{3,35}$/.test(id))
    throw wrongUse(`${id} is no callback`, 'ids are made of 0-9, a-f and hyphens', 'copy it from: callback ls');
  const found = [];
  for (const corp of corpsOf(deps.config, slug))
    for (const callback of await deps.db.withCorp(corp.slug, (tx) => begunWith(tx, corp.slug, id)))
      found.push({ corp, callback });
  const [only, ...others] = found;
  if (!only) throw wrongUse(`there is no callback ${id}`, 'no id begins so', 'copy it from: callback ls');
  if (others.length > 0)
    throw wrongUse(`${id} is not enough`, `${found.length} ids begin so`, 'write more of it, as --json shows it');
  return only;
}

async function begunWith(tx: Tx, corp: CorpConfig['slug'], id: string) {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id::text from qungui.callback where corp = ${corp} and id::text like ${`${id}%`} limit 2`;
  return tx.callback.findMany({ where: { corp, id: { in: rows.map((row) => row.id) } }, select: SHOWN });
}
