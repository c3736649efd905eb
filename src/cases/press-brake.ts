import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import { tryOpenContent } from '../notices/sealed.ts';
import { policiesInForce } from '../review/policies.ts';
import { officeNow } from './addressee.ts';
import { releaseIn } from './release-brake.ts';
import { stopIn } from './stop.ts';

interface PressedBrake {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly directory: Directory;
  readonly at: Date;
  /** The account of who pressed. */
  readonly by: string;
}

interface Came {
  readonly outcome: 'done' | 'repeat' | 'no-such-card' | 'not-entitled';
  readonly entries: readonly AuditEntry[];
}

const REASON = '日报卡片 / the digest’s card';

/**
 * HR lets go of what the brake holds, or stops the rule, on the digest that told of it: as far as the rule is of a policy whose
 * HR office he is of now. The entries belong into the trail.
 */
export async function pressBrake(
  tx: Tx,
  { corp, keys, directory, at, by }: PressedBrake,
  noticeId: string,
  action: 'release' | 'stop-rule',
): Promise<Came> {
  const row = await tx.notice.findFirst({ where: { corp, id: noticeId }, select: { content: true } });
  const brake = row && tryOpenContent(keys, noticeId, row.content)?.brake;
  if (!brake) return { outcome: 'no-such-card', entries: [] };
  const policies = await policiesInForce(tx, corp, at);
  const own = policies.filter((policy) => officeNow(policy, 'hr', { directory }).includes(by));
  const uses = own.flatMap((policy) => policy.uses).filter(({ rule }) => rule.id === brake.rule);
  if (uses.length === 0) return { outcome: 'not-entitled', entries: [] };
  const entries: AuditEntry[] = [];
  let changed = 0;
  for (const instance of new Set(uses.map((use) => use.instance))) {
    const effect = await EFFECTS[action](tx, corp, keys, { instance, by }, at);
    changed += effect.changed;
    entries.push(...effect.entries);
  }
  return { outcome: changed > 0 ? 'done' : 'repeat', entries };
}

type Effect = (
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  of: { readonly instance: string; readonly by: string },
  at: Date,
) => Promise<{ changed: number; entries: readonly AuditEntry[] }>;

const EFFECTS: Readonly<Record<'release' | 'stop-rule', Effect>> = {
  release: async (tx, corp, keys, { instance, by }, at) => {
    const release = { of: { instance }, by, reason: REASON, via: 'card' } as const;
    const { released, entries } = await releaseIn(tx, corp, keys, release, at);
    return { changed: released, entries };
  },
  'stop-rule': async (tx, corp, keys, { instance, by }, at) => {
    const order = { target: 'rule', name: instance, by, reason: REASON } as const;
    const { stopped, entries } = await stopIn(tx, corp, keys, order, at);
    return { changed: stopped.state === 'stopped' ? 1 : 0, entries };
  },
};
