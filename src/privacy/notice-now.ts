import type { Config, CorpConfig } from '../config.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { USUAL_DAYS } from '../retention/what-goes.ts';
import { policiesInForce } from '../review/policies.ts';
import { privacyNotice, type Section } from './notice.ts';
import { noticeHash } from './notice-hash.ts';

/** The notice as it is true at this moment, and since when it holds; `since` null: a change so fresh that the trail does not know it yet. */
export interface NoticeNow {
  readonly sections: readonly Section[];
  readonly hash: string;
  readonly since: Date | null;
}

export const noticeNow = ({ config, db }: Pick<Deps, 'config' | 'db'>, corp: CorpConfig): Promise<NoticeNow> =>
  db.withCorp(corp.slug, async (tx) => noticeAt(tx, config, corp, await nowIn(tx)));

/** The same within a transaction of the caller's. */
export async function noticeAt(tx: Tx, config: Wanted, corp: CorpConfig, at: Date): Promise<NoticeNow> {
  const policies = await policiesInForce(tx, corp.slug, at);
  const days = config.retention ?? USUAL_DAYS;
  const sections = privacyNotice({ corp, policies, days, erases: erasesIn(config) });
  const hash = noticeHash(sections);
  const held = await tx.privacyNotice.findFirst({ where: { corp: corp.slug, until: null } });
  return { sections, hash, since: held?.hash === hash ? held.since : null };
}

type Wanted = Pick<Config, 'retention' | 'databaseUrl' | 'eraserUrl'>;

/** On the embedded database the eraser's login is there; on a server of one's own it has to be given. */
const erasesIn = ({ databaseUrl, eraserUrl }: Wanted): 'nightly' | 'nobody' =>
  databaseUrl === null || eraserUrl !== undefined ? 'nightly' : 'nobody';
