import type { CorpConfig } from '../config.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { noticeNow } from '../privacy/notice-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { kitOf } from './kit.ts';
import type { Paper } from './paper.ts';

/** The papers of a policy as it is in force now; null: it is not. What is said of private chats is what the notice says. */
export async function kitInForce(
  deps: Pick<Deps, 'config' | 'db'>,
  corp: CorpConfig,
  slug: string,
): Promise<readonly Paper[] | null> {
  const policies = await deps.db.withCorp(corp.slug, async (tx) => policiesInForce(tx, corp.slug, await nowIn(tx)));
  const policy = policies.find((one) => one.slug === slug);
  if (!policy) return null;
  const {
    sections: [aboutChats],
  } = await noticeNow(deps, corp);
  return kitOf(policy, {
    archive: corp.archive ? 'connected' : 'none',
    oneToOne: aboutChats?.lines[0] ?? null,
  });
}
