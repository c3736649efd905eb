import type { CorpConfig, SurfaceName } from '../../config.ts';
import type { Db } from '../../db/client.ts';
import type { Keyring } from '../../db/keys.ts';
import type { Log } from '../../log.ts';
import type { Metrics } from '../../metrics.ts';
import type { Ask } from '../client.ts';
import type { Limits } from '../limits.ts';
import { noSurface } from '../trouble.ts';
import { openSurfaceToken, type SurfaceToken } from './surface-token.ts';

/** A token in hand. `sealed` is how its row holds it: two tokens are the same when that is. */
export interface Token {
  readonly surface: SurfaceName;
  readonly value: string;
  readonly sealed: string;
}

/** The access tokens of one corp, one a surface, shared by all processes through their rows [91039]. */
export interface Tokens {
  /** Waits at most 2 s for whoever fetches it. Throws E-WECOM-TOKEN-LATE, -SECRET, or what `gettoken` met. */
  get(surface: SurfaceName): Promise<Token>;
  /** WeCom refused this token: forgotten by all, unless a newer one is stored already. */
  drop(token: Token): Promise<void>;
  /** WeCom took this token. */
  accepted(token: Token): void;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

export interface TokensDeps {
  readonly corp: CorpConfig;
  readonly ask: Ask;
  readonly db: Pick<Db, 'withCorp'>;
  readonly keys: Keyring;
  readonly metrics: Pick<Metrics, 'tokenRefreshes'>;
  readonly log: Pick<Log, 'warn' | 'error'>;
  readonly limits: Limits;
}

export function openTokens(deps: TokensDeps): Tokens {
  const surfaces = new Map<SurfaceName, SurfaceToken>();

  function of(surface: SurfaceName): SurfaceToken {
    const known = surfaces.get(surface);
    if (known) return known;
    const secret = deps.corp.surfaces[surface]?.secret;
    if (!secret) throw noSurface(deps.corp.slug, surface);
    const opened = openSurfaceToken({ ...deps, surface, secret });
    surfaces.set(surface, opened);
    return opened;
  }

  return {
    get: async (surface) => of(surface).get(),
    drop: async (token) => of(token.surface).drop(token),
    accepted: (token) => of(token.surface).accepted(token),
    close: async () => {
      await Promise.all([...surfaces.values()].map((surface) => surface.settled()));
    },
  };
}
