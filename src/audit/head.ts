import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { genesis, type Tip } from './chain.ts';

/** The head as stored: `hash.seal`. Who rebuilds a chain without the corp's key cannot write its head. */
export interface Head extends Tip {
  readonly seal: string;
}

interface HeadRow {
  readonly seq: bigint;
  readonly hash: string;
}

/** Waits for whoever else is appending to this corp's chain, and answers its tip. */
export async function lockHead(tx: Tx, corp: Corp): Promise<Tip> {
  const rows = await tx.$queryRaw<HeadRow[]>`select seq, hash from qungui.audit_head where corp = ${corp} for update`;
  if (rows[0]) return headOf(rows[0]);
  const start = genesis(corp);
  await tx.$executeRaw`insert into qungui.audit_head (corp, seq, hash) values (${corp}, 0, ${start.hash}) on conflict do nothing`;
  return lockHead(tx, corp);
}

export async function moveHead(tx: Tx, corp: Corp, keys: CorpKeys, tip: Tip): Promise<void> {
  const stored = `${tip.hash}.${headSeal(keys, tip)}`;
  await tx.$executeRaw`update qungui.audit_head set seq = ${tip.seq}, hash = ${stored} where corp = ${corp}`;
}

export const headOf = ({ seq, hash }: HeadRow): Head => {
  const [link = '', seal = ''] = hash.split('.');
  return { seq: Number(seq), hash: link, seal };
};

export const headSeal = (keys: Pick<CorpKeys, 'sign'>, { seq, hash }: Tip): string =>
  keys.sign('audit-head', `${seq} ${hash}`);
