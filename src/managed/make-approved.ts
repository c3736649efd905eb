import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { loadFacts } from '../groups/load-facts.ts';
import type { Corp } from '../ids.ts';
import type { Kind, Policy } from '../policy/policy.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import type { Detail } from '../rules/rule.ts';
import { explain } from '../wecom/errcodes.ts';
import { openMatter } from './matters.ts';
import { writeWish } from './request-group.ts';
import { tryGroup, type Unfit, type WantedGroup } from './weigh-group.ts';

const NAME = 'managed/not-made';

/** Whether the service makes groups of this kind by itself once they are approved. */
export const madeWhenApproved = ({ managed, status }: Pick<Kind, 'managed' | 'status'>): boolean =>
  managed?.made === 'when-approved' && status === 'in-force';

/**
 * Asks for a group that was approved, in the transaction that notes the approval: it is then made once, whatever dies or is
 * said twice. The owner that was named counts if he belongs inside. Answers why it cannot be made.
 */
export async function wishApproved(
  tx: Tx,
  { corp, at, by }: { readonly corp: Corp; readonly at: Date; readonly by: string },
  wanted: WantedGroup,
): Promise<'asked' | 'known' | Unfit> {
  const named = await tryGroup(tx, corp, wanted, at);
  const anybody = { ...wanted, owner: null };
  const request = 'unfit' in named && named.unfit === 'owner' ? await tryGroup(tx, corp, anybody, at) : named;
  return 'unfit' in request ? request : writeWish(tx, corp, wanted, request, { by, at, why: 'approved' });
}

interface Telling {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

/** Why an approved group is not there yet: it cannot be made, or WeCom refused it. */
export type NotMade = Unfit | { readonly errcode: number };

/** Puts it before HR, with what to do; told anew when it was tried again. The group is known by an id of our own. */
export async function tellNotMade(
  tx: Tx,
  { corp, keys, at }: Telling,
  chatId: string,
  because: NotMade,
): Promise<AuditEntry[]> {
  const { says, detail } = inWords(because);
  await tx.case.updateMany({
    where: { corp, chatId, instance: NAME, closedAt: null },
    data: { says, detail, state: 'escalated' },
  });
  const facts = await loadFacts(tx, corp, chatId, await directoryOf(tx, corp, at.getTime()), at);
  const found = kindOf(await policiesInForce(tx, corp, at), facts?.registered?.kind ?? '');
  if (!facts || !found) return [];
  const about = { corp, keys, ...found, facts, at };
  return openMatter(tx, about, { name: NAME, says, subject: 'group', nature: 'task', detail, tell: 'hr' });
}

function inWords(because: NotMade): { readonly says: string; readonly detail: Detail } {
  if ('errcode' in because) {
    const { meaning, remedy } = explain(because.errcode);
    return {
      says: 'refused',
      detail: { cause: meaning.zh, causeEn: meaning.en, remedy: remedy.zh, remedyEn: remedy.en },
    };
  }
  const { unfit, size } = because;
  const says = unfit === 'name' || unfit === 'size' || unfit === 'owner' ? unfit : 'policy';
  return { says, detail: { count: String(size) } };
}

function kindOf(policies: readonly Policy[], id: string): { policy: Policy; kind: Kind } | null {
  const policy = policies.find(({ kinds }) => kinds.has(id));
  const kind = policy?.kinds.get(id);
  return policy && kind ? { policy, kind } : null;
}

/** HR says that what was in the way is done: the group is asked for again, from what the register says of it now. */
export async function tryAgain(tx: Tx, { corp, keys, at }: Telling, chatId: string): Promise<AuditEntry[]> {
  const open = await tx.case.findFirst({ where: { corp, chatId, instance: NAME, state: 'decided', closedAt: null } });
  const word = open && (await tx.decision.findFirst({ where: { corp, caseId: open.id, action: 'done' } }));
  const facts = word && (await loadFacts(tx, corp, chatId, await directoryOf(tx, corp, at.getTime()), at));
  if (!word || !facts?.registered) return [];
  const { endsAtMs, admins, papersUntilMs: _promised, ...line } = facts.registered;
  const wanted: WantedGroup = {
    name: facts.group.name,
    owner: facts.group.owner || null,
    replaces: chatId,
    registration: {
      ...line,
      endsAt: endsAtMs === null ? null : new Date(endsAtMs),
      admins: admins.map(({ sinceMs, untilMs, ...one }) => ({
        ...one,
        since: new Date(sinceMs),
        until: untilMs === null ? null : new Date(untilMs),
      })),
    },
  };
  const outcome = await wishApproved(tx, { corp, at, by: word.actor }, wanted);
  return typeof outcome === 'string' ? [] : tellNotMade(tx, { corp, keys, at }, chatId, outcome);
}
