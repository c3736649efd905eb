import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Deciding } from '../decisions/deciding.ts';
import { seeMatter } from '../decisions/hold-matter.ts';
import { isOfHr } from '../duties/of-hr.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { noticeContent, type Words } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import { sayBoth } from '../notices/wording/say.ts';
import type { DueTimer } from '../timers/claim.ts';
import type { TimerDeps } from '../timers/deps.ts';
import { firing } from '../timers/firing.ts';
import { MOST_FILE_BYTES } from '../wecom/media/media.ts';
import { askerNow, nameOf } from './ask-for-pack.ts';
import type { Pack } from './pack.ts';
import { takePack } from './release-pack.ts';
import { PACK_TOO_BIG } from './too-big.ts';

/** Who gets released evidence, and what he reads beside it. */
interface Receiver {
  readonly to: string;
  /** Of the case. */
  readonly number: string;
  /** Who released it, by name. */
  readonly by: string;
}

/** What became of a file on its way to WeCom. */
type Handed = { readonly mediaId: string; readonly pack: Pack } | 'over' | 'too-big' | 'refused';

/**
 * Sends evidence that a second person released to who asked for it, as a file, if he may have it at this moment. It is made in memory,
 * noted as taken before WeCom gets a byte of it, and kept nowhere; another try makes and notes it anew.
 */
export async function sendPack(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const keys = await deps.keys.of(corp);
  const receiver = await deps.db.withCorp(corp, async (tx) =>
    receiverOf(tx, { corp, keys, at: await nowIn(tx) }, timer.subject),
  );
  const handed = receiver ? await handOver(deps, corp, keys, { id: timer.subject, by: receiver.to }) : 'over';
  await firing(deps, corp, timer, async (tx, at) => {
    if (receiver) await tell(tx, { corp, keys, at }, receiver, handed);
  });
  await deps.bell.ring('notices', corp);
}

/** Who asked, while he is of HR still; null: nobody gets it any more. */
async function receiverOf(tx: Tx, deciding: Deciding, id: string): Promise<Receiver | null> {
  const { corp, at } = deciding;
  const row = await tx.packRequest.findFirst({ where: { corp, id, says: 'released', until: { gt: at } } });
  const held = row && (await seeMatter(tx, deciding, row.caseId));
  if (!row || !held) return null;
  const to = await askerNow(tx, deciding, held, row);
  if (to === null || (await isOfHr(tx, deciding, held, to)) === 'no') return null;
  return { to, number: String(held.matter.number), by: nameOf(held, row.saidBy ?? '') };
}

async function handOver(
  deps: TimerDeps,
  corp: Corp,
  keys: CorpKeys,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<Handed> {
  try {
    const pack = await deps.db.withCorp(corp, async (tx) =>
      takePack(tx, { corp, keys, at: await nowIn(tx) }, { id, by, mostBytes: MOST_FILE_BYTES }),
    );
    if (!pack) return 'over';
    return { mediaId: await deps.wecom.of(corp).media.upload(pack), pack };
  } catch (err) {
    if (!(err instanceof HouseError && err.retry === 'never')) throw err;
    if (err.code === PACK_TOO_BIG) return 'too-big';
    deps.log.warn({ err, corp }, 'WeCom did not take the evidence as a file');
    return 'refused';
  }
}

const NOT_SENT = { over: 'packOver', 'too-big': 'packTooBig', refused: 'packNotTaken' } as const;

async function tell(tx: Tx, deciding: Deciding, { to, number, by }: Receiver, handed: Handed): Promise<void> {
  const { corp, keys, at } = deciding;
  if (typeof handed === 'string') return write(tx, deciding, to, [sayBoth(NOT_SENT[handed], { number })]);
  const { mediaId, pack } = handed;
  const content = noticeContent('evidence', 'zh', [], { file: { mediaId } });
  await enqueueNotice(tx, corp, keys, { to, content, notBefore: at, at });
  const sum = sayBoth('packSum', { name: pack.name, sum: pack.sha256 });
  await write(tx, deciding, to, [sayBoth('packSent', { number, by }), sum]);
}

async function write(tx: Tx, { corp, keys, at }: Deciding, to: string, notes: readonly Words[]): Promise<void> {
  const content = noticeContent('heard', 'zh', [], { notes });
  await enqueueNotice(tx, corp, keys, { to, content, notBefore: at, at });
}
