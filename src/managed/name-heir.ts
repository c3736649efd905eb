import { appendAudit } from '../audit/append.ts';
import { decide } from '../cases/decide.ts';
import { nowIn } from '../db/client.ts';
import { HouseError } from '../errors.ts';
import { holdGroup } from '../groups/hold-group.ts';
import type { Corp } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import { plainText } from '../rules/plain-text.ts';
import type { KeepDeps } from './deps.ts';
import { carryOutHandOver, type HandedOver } from './hand-over.ts';
import { HAND_OVER } from './propose-hand-over.ts';

const refuse = (what: string, why: string, remedy: string): never => {
  throw new HouseError({ code: 'E-MANAGED-REFUSED', what, why, remedy, retry: 'never' });
};

/**
 * A person names who takes a group over whose owner left or moved, and it is handed to him. Only groups of which a hand-over
 * is proposed. Throws E-MANAGED-REFUSED.
 */
export async function nameHeir(
  deps: KeepDeps,
  corp: Corp,
  chatId: string,
  { to, by }: { readonly to: string; readonly by: string },
): Promise<HandedOver> {
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) => {
    await holdGroup(tx, corp, chatId);
    const at = await nowIn(tx);
    const open = await tx.case.findFirst({ where: { corp, chatId, instance: HAND_OVER, closedAt: null } });
    if (!open)
      return refuse('no hand-over of this group is proposed', 'its owner is in his place', 'look at it: groups show');
    const heir = (await directoryOf(tx, corp, at.getTime())).byAccount.get(to);
    if (heir?.status !== 'active')
      return refuse(
        `${to} cannot take the group over`,
        'nobody active has this account',
        'name somebody else, or run: sync',
      );
    const detail = { ...(open.detail as Record<string, string>), heir: plainText(heir.name, 20), to };
    const says = open.says.replace(/-no-heir$/, '');
    await tx.case.updateMany({ where: { corp, id: open.id }, data: { detail, says } });
    const deciding = { caseId: open.id, chatId, actor: by, action: 'hand-over', via: 'cli', askedAt: at, at } as const;
    const { entries } = await decide(tx, corp, keys, deciding);
    await appendAudit(tx, corp, keys, at, entries);
  });
  return carryOutHandOver(deps, corp, keys, chatId);
}
