import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { type Db, nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Deps } from '../deps.ts';
import { type Corp, newId } from '../ids.ts';
import { tellErased } from '../retention/erase-old.ts';
import { given, inPerson, KINDS, type Kind, type Named, namesOf } from './rows-of.ts';

/** Why something stays. */
export type Stays =
  | 'open-case'
  | 'recent-decision'
  | 'legal-hold'
  | 'at-work'
  | 'held-group'
  | 'duty-to-prove'
  | 'trail-hashes'
  | 'own-acts';

export interface ErasedPerson {
  readonly rows: Readonly<Record<string, number>>;
  /** Bodies of the trail that were about him. */
  readonly bodies: number | 'no-login';
  readonly stays: readonly Stays[];
}

type EraseDeps = Pick<Deps, 'db' | 'keys'> & { readonly eraser?: Db | null };

/**
 * Erases what may go about one person and says why the rest stays. The bodies of the trail that are about him go first, by the eraser's
 * login; with his last account goes what leads from his pseudonym to him. A run that broke off is run again.
 */
export async function erasePerson(
  deps: EraseDeps,
  corp: Corp,
  personId: string,
  { by, reason }: { readonly by: string; readonly reason: string },
): Promise<ErasedPerson> {
  const keys = await deps.keys.of(corp);
  const { named, stays } = await deps.db.withCorp(corp, async (tx) => {
    const found = await namesOf(tx, corp, personId);
    return { named: found, stays: await whatStays(tx, corp, found) };
  });
  const kept = stays.some((why) => why === 'open-case' || why === 'recent-decision' || why === 'legal-hold');
  const bodies = kept ? 0 : await eraseBodies(deps.eraser ?? null, corp, keys, named);
  const rows = await deps.db.withCorp(corp, async (tx) => {
    const gone = kept ? {} : await eraseRows(tx, corp, named, stays.includes('at-work'));
    const total = Object.values(gone).reduce((sum, count) => sum + count, 0);
    const at = await nowIn(tx);
    await noteWhy(tx, corp, keys, { reason, rows: total, at });
    await appendAudit(tx, corp, keys, at, [
      {
        v: 1,
        kind: 'person-erased',
        person: pseudonymOf(keys, personId),
        rows: total,
        kept: [...stays],
        by: pseudonymOf(keys, by),
      },
    ]);
    return gone;
  });
  await tellErased(deps, corp);
  return { rows, bodies, stays };
}

/** Why it was erased stays, sealed: a wish of his has to be answered for. */
async function noteWhy(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { reason, rows, at }: { readonly reason: string; readonly rows: number; readonly at: Date },
): Promise<void> {
  const id = newId();
  const sealed = keys.seal({ table: 'erasure', column: 'reason', row: id }, reason);
  await tx.erasure.create({
    data: { corp, id, what: 'person', because: 'persons-right', rows, at, toldAt: at, reason: sealed },
  });
}

/** What would stay of him now. */
export const whatStaysOf = (deps: Pick<Deps, 'db'>, corp: Corp, personId: string): Promise<Stays[]> =>
  deps.db.withCorp(corp, async (tx) => whatStays(tx, corp, await namesOf(tx, corp, personId)));

async function whatStays(tx: Tx, corp: Corp, { persons, subjects, cases, ids }: Named): Promise<Stays[]> {
  const where = { corp, id: { in: [...cases] } };
  const open = await tx.case.count({
    where: { ...where, OR: [{ closedAt: null }, { stage: { in: ['statement', 'ready', 'appealed'] } }] },
  });
  const [kept] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from qungui.kept_cases(${corp}) k where k = any(${[...cases]}::uuid[])`;
  const held = await tx.legalHold.count({ where: { corp, until: null, target: { in: [...persons, ...cases] } } });
  const heldGroups = await tx.$queryRaw<unknown[]>`
    select from qungui.membership m where m.corp = ${corp} and m.member_id = any(${[...ids]}::text[])
      and m.chat_id in (select k.chat_id from qungui.kept_talk(${corp}) k) limit 1`;
  const account = await tx.account.findFirst({ where: { corp, personId: { in: [...persons] }, until: null } });
  const acts = await tx.decision.count({ where: { corp, actor: { in: [...ids] } } });
  const reasons: readonly (readonly [Stays, boolean])[] = [
    ['open-case', open > 0],
    ['recent-decision', open === 0 && held === 0 && (kept?.count ?? 0) > 0 && subjects.length > 0],
    ['legal-hold', held > 0],
    ['at-work', account !== null],
    ['held-group', heldGroups.length > 0],
    ['own-acts', acts > 0],
    ['duty-to-prove', true],
    ['trail-hashes', true],
  ];
  return reasons.flatMap(([why, so]) => (so ? [why] : []));
}

async function eraseRows(tx: Tx, corp: Corp, named: Named, atWork: boolean): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  for (const kind of KINDS) {
    if (kind.goes === 'never') continue;
    const count = await tx.$executeRawUnsafe(
      inPerson(kind, 'delete from', conditionOf(kind, atWork)),
      ...given(corp, named),
    );
    if (count > 0) gone[kind.table] = count;
  }
  return gone;
}

/** Of somebody who works here the present stays: it would be read again tonight. */
const conditionOf = ({ goes, inGroup, saidAt }: Kind, atWork: boolean): string =>
  [
    ...(goes === 'past' && atWork ? ['t.until is not null'] : []),
    ...(inGroup ? ['t.chat_id not in (select qungui.kept_chats($1))'] : []),
    ...(saidAt
      ? [
          `not exists (select from qungui.kept_talk($1) k where k.chat_id = t.chat_id and t.${saidAt} between k.from_at and k.until_at)`,
        ]
      : []),
  ].join(' and ') || 'true';

/** Bodies in which he is the one it is about. Those in which he acted for the company say who did, and stay. */
async function eraseBodies(
  eraser: Db | null,
  corp: Corp,
  keys: CorpKeys,
  { persons, ids }: Named,
): Promise<number | 'no-login'> {
  if (!eraser) return 'no-login';
  const marks = [...persons, ...ids].flatMap((id) => {
    const name = pseudonymOf(keys, id);
    return [
      `%":"member:${name}"%`,
      `%":"person:${name}"%`,
      ...['person', 'member', 'to', 'from'].map((key) => `%"${key}":"${name}"%`),
    ];
  });
  return eraser.withCorp(corp, async (tx) => {
    const rows = await tx.$executeRaw`
      delete from qungui.audit_body where corp = ${corp} and body like any (${marks}::text[])
        and not exists (select from qungui.kept_cases(${corp}) kept where body like '%"' || kept || '"%')`;
    if (rows > 0)
      await tx.$executeRaw`
        insert into qungui.erasure (corp, id, what, because, rows, at)
        values (${corp}, ${newId()}::uuid, 'audit_body', 'persons-right', ${rows}, qungui.clock())`;
    return rows;
  });
}
