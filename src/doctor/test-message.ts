import { appendAudit } from '../audit/append.ts';
import { type Pseudonym, pseudonymOf } from '../audit/pseudonym.ts';
import type { CorpConfig } from '../config.ts';
import { nowIn } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { HouseError } from '../errors.ts';
import { errcodeOf } from '../wecom/refused.ts';
import type { DoctorDeps } from './patient.ts';
import { type Heard, lastMessage, type Place, type Sent } from './test-rows.ts';

/** At most once so long, whoever asks. */
const REST_MS = 24 * 3_600_000;

/** What is said, and behind byte 60 the code: with 「始终进入主页」 on, WeChat's side shows 20 bytes of a text [90236]. */
export const testText = (code: string): string =>
  `【群规】这是一条连接测试消息，只发给您，不用回复。\nThis is a connection test, sent to you alone.\n校验码 code: ${code}`;

export type SendOutcome = { readonly sent: 'sent' } | { readonly sent: 'too-soon'; readonly lastAt: Date };

/**
 * Sends the one test message to the named tester and to nobody else. Its entry is in the trail before it leaves: a second one
 * within a day is not sent. Throws what `message/send` throws; a plain refusal frees the day again.
 */
export async function sendTestMessage(deps: DoctorDeps, corp: CorpConfig, userid: string): Promise<SendOutcome> {
  const keys = await deps.keys.of(corp.slug);
  const to = pseudonymOf(keys, userid);
  const begun = await deps.db.withCorp(corp.slug, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`doctor-message ${corp.slug}`}))`;
    const last = await lastMessage(tx, corp.slug);
    const at = await nowIn(tx);
    if (last && at.getTime() - last.at.getTime() < REST_MS) return { lastAt: last.at };
    await appendAudit(tx, corp.slug, keys, at, [
      { v: 1, kind: 'doctor-message', to, outcome: 'sending', errcode: null },
    ]);
    return { at };
  });
  if (begun.lastAt) return { sent: 'too-soon', lastAt: begun.lastAt };
  await send(deps, corp, keys, { to, userid, at: begun.at });
  return { sent: 'sent' };
}

interface Letter extends Sent {
  readonly userid: string;
}

async function send(deps: DoctorDeps, corp: CorpConfig, keys: CorpKeys, { to, userid, at }: Letter): Promise<void> {
  const { message } = deps.wecom.of(corp.slug);
  const body = JSON.stringify({
    touser: userid,
    msgtype: 'text',
    agentid: message.agentId,
    text: { content: testText(codeOf(keys, { to, at })) },
    safe: 0,
    enable_duplicate_check: 1,
    duplicate_check_interval: 1_800,
  });
  const refused = (errcode: number | null): Promise<void> =>
    deps.db.withCorp(corp.slug, async (tx) =>
      appendAudit(tx, corp.slug, keys, await nowIn(tx), [
        { v: 1, kind: 'doctor-message', to, outcome: 'refused', errcode },
      ]),
    );
  const outcome = await message.sendExactly(body).catch(async (err: unknown) => {
    if (errcodeOf(err) !== null || neverLeft(err)) await refused(errcodeOf(err)); // else it may have arrived
    throw err;
  });
  if (outcome.invalidUsers.length === 0) return;
  await refused(null);
  throw notReached(userid);
}

/** It failed before the message itself was asked for. */
const neverLeft = (err: unknown): boolean =>
  err instanceof HouseError &&
  ['E-WECOM-SECRET', 'E-WECOM-TOKEN-LATE', 'E-WECOM-PACE', 'E-WECOM-SURFACE'].includes(err.code);

/** Six digits that follow from the message: nothing secret is stored, and nobody can guess them from the trail. */
function codeOf(keys: Pick<CorpKeys, 'sign'>, { to, at }: Sent): string {
  const mac = Buffer.from(keys.sign('doctor-code', `${to} ${at.getTime()}`), 'base64url');
  return String(mac.readUInt32BE(0) % 1_000_000).padStart(6, '0');
}

export type Answer =
  | { readonly seenIn: Place; readonly code: string }
  /** The message is there, and its code is not. */
  | { readonly seenIn: Place; readonly code: null };

/** Takes what the tester typed. `wrong-code` and `no-message` write nothing. */
export async function takeAnswer(
  deps: DoctorDeps,
  corp: CorpConfig,
  { seenIn, code }: Answer,
): Promise<'confirmed' | 'cut' | 'wrong-code' | 'no-message'> {
  const keys = await deps.keys.of(corp.slug);
  return deps.db.withCorp(corp.slug, async (tx) => {
    const sent = await lastMessage(tx, corp.slug);
    if (!sent) return 'no-message';
    if (code !== null && code !== codeOf(keys, sent)) return 'wrong-code';
    const read: Heard['read'] = code === null ? 'no' : 'yes';
    const to: Pseudonym = sent.to;
    await appendAudit(tx, corp.slug, keys, await nowIn(tx), [{ v: 1, kind: 'doctor-code', to, seenIn, read }]);
    return read === 'yes' ? 'confirmed' : 'cut';
  });
}

const notReached = (userid: string): HouseError =>
  new HouseError({
    code: 'E-DOCTOR-NOT-REACHED',
    what: `the app cannot reach ${userid}`,
    why: 'WeCom took the message and named this account as one it was not sent to (invaliduser): outside the visible scope, or disabled',
    remedy: '管理后台 → 应用管理 → the app → 可见范围: add the tester; then send again',
    retry: 'never',
  });
