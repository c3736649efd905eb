import { type Db, nowIn, type Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import type { ContactApi, ExternalContact } from '../wecom/contact/contact.ts';

/** Reads one external person again and keeps what differs. `unknown`: no employee in scope has added him (84061) [92114]. */
export async function refreshContact(
  deps: { readonly db: Db },
  corp: Corp,
  contact: ContactApi,
  id: string,
): Promise<'known' | 'unknown'> {
  const seen = await contact.externalContact(id);
  await deps.db.withCorp(corp, async (tx) => writeContact(tx, corp, id, seen, await nowIn(tx)));
  return seen ? 'known' : 'unknown';
}

async function writeContact(
  tx: Tx,
  corp: Corp,
  externalUserid: string,
  seen: ExternalContact | null,
  at: Date,
): Promise<void> {
  const row = await tx.contactState.findFirst({ where: { corp, externalUserid, until: null } });
  const personId = row?.personId ?? (await startExternal(tx, corp, at));
  await nameInStays(tx, corp, externalUserid, personId);
  const next = {
    known: seen ? 'yes' : 'no',
    name: seen?.name ?? '',
    kind: seen?.kind ?? 1,
    corpName: seen?.corpName ?? '',
    position: seen?.position ?? '',
    followers: (seen?.followers ?? []).map(({ userid, remark, tags, state }) => ({
      userid,
      remark,
      tags: [...tags],
      state,
    })),
  };
  if (row && sameContact(row, next)) return;
  if (row) await tx.contactState.updateMany({ where: { corp, id: row.id }, data: { until: at } });
  await tx.contactState.create({ data: { corp, id: newId(), externalUserid, personId, since: at, ...next } });
}

/** He was in groups before he was read: an external id is never given to anybody else, so every stay under it is his. */
async function nameInStays(tx: Tx, corp: Corp, memberId: string, personId: string): Promise<void> {
  await tx.membership.updateMany({
    where: { corp, memberId, memberKind: 'external', personId: null },
    data: { personId },
  });
}

async function startExternal(tx: Tx, corp: Corp, at: Date): Promise<string> {
  const id = newId();
  await tx.person.create({ data: { corp, id, createdAt: at } });
  return id;
}

interface Comparable {
  readonly known: string;
  readonly name: string;
  readonly kind: number;
  readonly corpName: string;
  readonly position: string;
  readonly followers: unknown;
}

const sameContact = (a: Comparable, b: Comparable): boolean =>
  a.known === b.known &&
  a.name === b.name &&
  a.kind === b.kind &&
  a.corpName === b.corpName &&
  a.position === b.position &&
  canonical(a.followers) === canonical(b.followers);

/** jsonb gives keys back in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) =>
    v && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}
