import type { AuditEntry } from '../audit/entry.ts';
import { heldEntry } from '../cases/stop.ts';
import type { Tx } from '../db/client.ts';
import type { NoticeLine } from './content.ts';
import { enqueueNotice, relinkCases } from './enqueue.ts';
import type { Waiting } from './pool.ts';
import { sealContent } from './sealed.ts';
import type { World } from './world.ts';

interface Divided {
  readonly goOn: readonly NoticeLine[];
  readonly stopped: readonly NoticeLine[];
}

/** What was stopped since it was written is held: the whole message, or in a message of its own beside what goes on. */
export async function holdLines(
  tx: Tx,
  { corp, keys, at }: World,
  to: string,
  { id, content }: Waiting,
  { goOn, stopped }: Divided,
): Promise<AuditEntry> {
  if (goOn.length === 0) return hold(tx, corp, id);
  const rest = { ...content, lines: [...goOn] };
  await tx.notice.updateMany({ where: { corp, id }, data: { content: sealContent(keys, id, rest) } });
  await relinkCases(tx, corp, id, rest);
  const beside = { ...content, lines: [...stopped] };
  return hold(tx, corp, await enqueueNotice(tx, corp, keys, { to, content: beside, notBefore: at, at }));
}

async function hold(tx: Tx, corp: World['corp'], id: string): Promise<AuditEntry> {
  await tx.notice.updateMany({ where: { corp, id }, data: { state: 'held' } });
  return heldEntry(id);
}
