import { z } from 'zod';
import type { SurfaceName } from '../../config.ts';
import type { CorpKeys, Place } from '../../db/keys.ts';
import { elapsedMs, inTime, pause } from '../../time.ts';
import type { Answer } from '../client.ts';
import { explain } from '../errcodes.ts';
import { WeComRefused } from '../refused.ts';
import { secretBroken, tokenLate, unreadable } from '../trouble.ts';
import { openTokenRows, type Sight } from './token-rows.ts';
import type { Token, TokensDeps } from './tokens.ts';
import { reasonOf } from './verdict.ts';

const Issued = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

const POLL_MS = 100;

/** Tokens this process remembers as refused or working; more than a few a minute never come. */
const REMEMBERED = 64;

export interface SurfaceToken {
  get(): Promise<Token>;
  drop(token: Token): Promise<void>;
  accepted(token: Token): void;
  settled(): Promise<void>;
}

/** The token of one surface in this process: what it holds, what it knows to be refused, and one look at a time. */
export function openSurfaceToken(
  deps: TokensDeps & { readonly surface: SurfaceName; readonly secret: string },
): SurfaceToken {
  const { corp, surface, limits, log } = deps;
  const place: Place = { table: 'token', column: 'value', row: surface };
  const rows = openTokenRows(deps.db, corp.slug, surface);
  const refused = new Set<string>();
  const worked = new Set<string>();
  const drops = new Map<string, Promise<void>>();
  const behind = new Set<Promise<unknown>>();
  let held: { readonly token: Token; readonly untilMs: number } | null = null;
  let looking: Promise<Token> | null = null;

  const usable = (token: Token): boolean => !refused.has(token.sealed);

  function hold(token: Token, forMs = limits.tokenRereadMs): Token {
    held = { token, untilMs: elapsedMs() + Math.min(forMs, limits.tokenRereadMs) };
    return token;
  }

  async function get(): Promise<Token> {
    for (;;) {
      if (held && elapsedMs() < held.untilMs && usable(held.token)) return held.token;
      const token = await (looking ? followed(looking) : startLooking());
      if (usable(token)) return token; // else it was refused while we waited
    }
  }

  function startLooking(): Promise<Token> {
    const look = lookUntilThere().finally(() => {
      looking = null;
    });
    looking = look;
    return look;
  }

  /** Followers of our own leader wait no longer than those of another process. */
  function followed(look: Promise<Token>): Promise<Token> {
    return inTime(limits.leaderMs, look, () => {
      throw tokenLate(surface);
    });
  }

  async function lookUntilThere(): Promise<Token> {
    const giveUpAtMs = elapsedMs() + limits.leaderMs;
    for (;;) {
      const sight = await rows.sight(refused);
      const { row, verdict } = sight;
      const token = verdict === 'use' || verdict === 'renew-ahead' ? await opened(sight) : null;
      if (token) {
        if (verdict === 'renew-ahead') inBackground(fetchNew(sight), 'the token was not renewed ahead; tried again');
        return hold(token, (row.expiresAt?.getTime() ?? 0) - row.now.getTime());
      }
      if (verdict === 'broken') throw broken(sight);
      if (verdict === 'renew') return fetchNew(sight);
      if (elapsedMs() >= giveUpAtMs) throw tokenLate(surface);
      await pause(POLL_MS);
    }
  }

  /** Null when our keys cannot open it any more: then it is fetched anew. */
  async function opened({ row }: Sight): Promise<Token | null> {
    const sealed = row.value ?? '';
    try {
      return { surface, sealed, value: (await ownKeys()).open(place, sealed) };
    } catch (err) {
      log.warn({ corp: corp.slug, surface, err }, 'the stored token does not open; another is fetched');
      refused.add(sealed);
      return null;
    }
  }

  const ownKeys = (): Promise<CorpKeys> => deps.keys.of(corp.slug);

  async function fetchNew(sight: Sight): Promise<Token> {
    try {
      return await fetchAndKeep(sight);
    } catch (err) {
      await rows.letGo(sight.lease).catch(() => undefined); // it ends by itself
      throw err;
    }
  }

  async function fetchAndKeep({ row, verdict, lease }: Sight): Promise<Token> {
    const params = { corpid: corp.corpid, corpsecret: deps.secret };
    const answer = await deps.ask('gettoken', { kind: 'read', params });
    const reason = reasonOf(row, verdict === 'renew-ahead' ? verdict : 'renew');
    deps.metrics.tokenRefreshes.inc({ corp: corp.slug, surface, reason });
    if (answer.errcode !== 0) throw await refusal(answer, lease);
    const issued = Issued.safeParse(answer.data);
    if (!issued.success) throw unreadable('gettoken', ['access_token']);
    const { access_token: value, expires_in: seconds } = issued.data;
    const token = { surface, value, sealed: (await ownKeys()).seal(place, value) };
    const expiresAt = new Date(row.now.getTime() + seconds * 1_000);
    const kept = await rows.keep({ sealed: token.sealed, issuedAt: row.now, expiresAt }, lease);
    return kept === 'kept' ? hold(token, seconds * 1_000) : lookUntilThere();
  }

  /** A refusal that a retry cannot cure counts against the secret; others are WeCom's passing moods. */
  async function refusal(answer: Answer, lease: Date): Promise<Error> {
    const err = new WeComRefused('gettoken', answer);
    if (explain(answer.errcode).retry !== 'never') return err;
    const counted = await rows.countSecretRefused(answer.errcode, lease);
    if (counted !== 'again')
      log.error({ corp: corp.slug, surface, err }, 'the secret does not work; tried once a minute');
    return secretBroken(surface, `gettoken ${answer.errcode}`, counted === 'again' ? 0 : counted.brokenMs);
  }

  function broken({ row }: Sight): Error {
    const leftMs = (row.brokenUntil?.getTime() ?? 0) - row.now.getTime();
    return secretBroken(surface, row.brokenBecause ?? '', leftMs);
  }

  function inBackground(work: Promise<unknown>, whenItFails: string): void {
    const done: Promise<unknown> = work
      .catch((err: unknown) => log.warn({ corp: corp.slug, surface, err }, whenItFails))
      .finally(() => behind.delete(done));
    behind.add(done);
  }

  /** Many callers meet the same refusal at once: one drop, and all of them wait for it. */
  function drop(token: Token): Promise<void> {
    const known = drops.get(token.sealed);
    if (known) return known;
    if (refused.size >= REMEMBERED) refused.clear();
    refused.add(token.sealed);
    const history = worked.delete(token.sealed) ? 'worked' : 'never-worked';
    const dropping = rows
      .drop(token.sealed, history)
      .then((outcome) => {
        if (outcome === 'broken')
          log.error(
            { corp: corp.slug, surface, code: 'E-WECOM-SECRET' },
            'fresh tokens are refused; tried once a minute',
          );
      })
      .finally(() => drops.delete(token.sealed));
    drops.set(token.sealed, dropping);
    return dropping;
  }

  /** Never in the way of the answer that proved it. */
  function accepted(token: Token): void {
    if (worked.has(token.sealed)) return;
    if (worked.size >= REMEMBERED) worked.clear();
    worked.add(token.sealed);
    inBackground(rows.clear(token.sealed), 'refusals were not forgotten');
  }

  async function settled(): Promise<void> {
    await looking?.catch(() => undefined);
    await Promise.all(behind);
  }

  return { get, drop, accepted, settled };
}
