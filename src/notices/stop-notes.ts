import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import type { Words } from './content.ts';
import { say } from './wording/say.ts';

/** Each stop is said in one digest, with who made it; one that ended before it could be said, as that. */
export async function saidStops(tx: Tx, corp: Corp, policies: readonly Policy[], at: Date): Promise<Words[]> {
  const rows = await tx.stop.findMany({ where: { corp, saidAt: null }, orderBy: { since: 'asc' } });
  await tx.stop.updateMany({ where: { corp, saidAt: null }, data: { saidAt: at } });
  return rows.map(({ target, name, stoppedBy: by, until }) => {
    const key = until === null ? 'noteStopped' : 'noteResumed';
    const what = titleOf(target, name, policies);
    return { zh: say('zh', key, { what: what.zh, by }), en: say('en', key, { what: what.en, by }) };
  });
}

/** What is stopped, as the policy calls it. */
function titleOf(target: string, name: string, policies: readonly Policy[]): Words {
  const bare = { zh: name, en: name };
  if (target === 'corp') return { zh: say('zh', 'wholeCorp'), en: say('en', 'wholeCorp') };
  if (target === 'kind') return policies.find(({ kinds }) => kinds.has(name))?.kinds.get(name)?.name ?? bare;
  const use = policies.flatMap(({ uses }) => uses).find(({ instance }) => instance === name);
  return use ? { zh: `${use.rule.title.zh}（${name}）`, en: `${use.rule.title.en} (${name})` } : bare;
}
