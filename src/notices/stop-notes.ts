import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import type { Words } from './content.ts';
import { say } from './wording/say.ts';

interface Stop {
  readonly id: string;
  readonly target: string;
  readonly name: string;
  readonly stoppedBy: string;
  readonly until: Date | null;
}

/** Stops that no digest has said yet, of these policies. One that no policy in force names any more is everybody's. */
export async function unsaidStops(
  tx: Tx,
  corp: Corp,
  policies: readonly Policy[],
  slugs: readonly string[],
): Promise<Stop[]> {
  const rows = await tx.stop.findMany({ where: { corp, saidAt: null }, orderBy: { since: 'asc' } });
  const about = await tx.case.findMany({
    where: { corp, instance: { in: rows.map(({ name }) => name) }, policySlug: { in: [...slugs] } },
    select: { instance: true },
    distinct: ['instance'],
  });
  const concerned = ({ target, name }: Stop): boolean =>
    target === 'corp' ||
    policies.some(({ kinds, uses }) =>
      target === 'kind' ? kinds.has(name) : uses.some((use) => use.instance === name),
    ) ||
    about.some(({ instance }) => instance === name);
  return rows.filter(concerned);
}

/** What HR is told of a stop, with who made it; of one that ended before it could be said, as that. */
export function stopNote({ target, name, stoppedBy: by, until }: Stop, policies: readonly Policy[]): Words {
  const key = until === null ? 'noteStopped' : 'noteResumed';
  const what = titleOf(target, name, policies);
  return { zh: say('zh', key, { what: what.zh, by }), en: say('en', key, { what: what.en, by }) };
}

/** What is stopped, as the policy calls it. */
function titleOf(target: string, name: string, policies: readonly Policy[]): Words {
  const bare = { zh: name, en: name };
  if (target === 'corp') return { zh: say('zh', 'wholeCorp'), en: say('en', 'wholeCorp') };
  if (target === 'kind') return policies.find(({ kinds }) => kinds.has(name))?.kinds.get(name)?.name ?? bare;
  const use = policies.flatMap(({ uses }) => uses).find(({ instance }) => instance === name);
  return use ? { zh: `${use.rule.title.zh}（${name}）`, en: `${use.rule.title.en} (${name})` } : bare;
}
