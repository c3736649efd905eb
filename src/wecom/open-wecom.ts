import type { Config } from '../config.ts';
import type { Db } from '../db/client.ts';
import type { Keyring } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { openAppchat } from './appchat/open-appchat.ts';
import { openApproval } from './approval/open-approval.ts';
import { openArchive } from './archive/open-archive.ts';
import { openCheckin } from './checkin/open-checkin.ts';
import { openAsk, openClient, openHttp } from './client.ts';
import { openContact } from './contact/open-contact.ts';
import { openGroupchat } from './groupchat/open-groupchat.ts';
import { openIdentity } from './identity/open-identity.ts';
import { openIntercept } from './intercept/open-intercept.ts';
import { LIMITS, type Limits } from './limits.ts';
import { openMedia } from './media/open-media.ts';
import { openMenu } from './menu/open-menu.ts';
import { openMessage } from './message/open-message.ts';
import { openPaceRows } from './pace/pace-rows.ts';
import { openPace } from './pace.ts';
import { openSetup } from './setup/open-setup.ts';
import { openTokens, type Tokens } from './token/tokens.ts';
import { noSurface } from './trouble.ts';
import type { CorpApis, WeCom } from './wecom.ts';

export interface WeComDeps {
  readonly config: Pick<Config, 'wecomOrigin' | 'corps'>;
  readonly db: Pick<Db, 'withCorp'>;
  readonly keys: Keyring;
  readonly metrics: Pick<Metrics, 'apiCalls' | 'tokenRefreshes'>;
  readonly log: Pick<Log, 'warn' | 'error'>;
  readonly limits?: Limits;
}

export interface OpenWeCom extends WeCom {
  /** Waits for tokens being fetched, then closes the connections. Before the database is closed. */
  close(): Promise<void>;
}

/** Opens WeCom for every configured corp; `of` throws E-WECOM-SURFACE for a corp without its app. */
export function openWeCom(deps: WeComDeps): OpenWeCom {
  const limits = deps.limits ?? LIMITS;
  const http = openHttp(deps.config.wecomOrigin, limits);
  const corps = new Map<Corp, { readonly apis: CorpApis; readonly tokens: Tokens }>();

  function open(slug: Corp) {
    const corp = deps.config.corps.get(slug);
    const app = corp?.surfaces.app;
    if (!corp || !app?.secret || app.agentId === null) throw noSurface(slug, 'app');
    const pace = openPace({ rows: openPaceRows(deps.db, slug), limits, log: deps.log });
    const ask = openAsk({ ...deps, corp: slug, http, pace });
    const tokens = openTokens({ ...deps, corp, ask, limits });
    const client = openClient({ corp: slug, ask, tokens, limits, log: deps.log });
    const apis = {
      contact: openContact(client),
      groupchat: openGroupchat(client),
      appchat: openAppchat(client),
      message: openMessage(client, app.agentId),
      media: openMedia(client),
      menu: openMenu(client, app.agentId),
      approval: openApproval(client),
      checkin: openCheckin(client),
      identity: openIdentity(client),
      archive: openArchive(client, corp),
      setup: openSetup(client, ask, corp),
      intercept: openIntercept(client),
    };
    return { apis, tokens };
  }

  return {
    of(corp) {
      const known = corps.get(corp) ?? open(corp);
      corps.set(corp, known);
      return known.apis;
    },
    async close() {
      await Promise.all(
        [...corps.values()].flatMap(({ apis, tokens }) => [tokens.close(), apis.archive.records?.close()]),
      );
      http.close();
    },
  };
}
