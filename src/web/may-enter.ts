import { nowIn } from '../db/client.ts';
import { seeMatter } from '../decisions/hold-matter.ts';
import { liesBefore } from '../decisions/lies-before.ts';
import type { Call, PageRoute } from './call.ts';
import { Id } from './row-id.ts';
import type { Visitor } from './visitor.ts';

/** Whether a visitor may stand before a page: by one of his roles, or since the case of its address lies before him to be decided. */
export async function mayEnter(
  { deps, corp, keys, asked }: Call,
  { who, alsoFor }: Exclude<PageRoute, { readonly who: 'anybody' }>,
  { roles, userid }: Pick<Visitor, 'roles' | 'userid'>,
): Promise<'yes' | 'no'> {
  if (who.some((role) => roles.has(role))) return 'yes';
  const caseId = asked.params.id ?? '';
  if (alsoFor === undefined || !Id.test(caseId)) return 'no';
  return deps.db.withCorp(corp.slug, async (tx) => {
    const deciding = { corp: corp.slug, keys, at: await nowIn(tx) };
    const held = await seeMatter(tx, deciding, caseId);
    return held ? liesBefore(tx, deciding, held, userid) : 'no';
  });
}
