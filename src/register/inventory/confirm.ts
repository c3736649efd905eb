import { appendAudit } from '../../audit/append.ts';
import type { AuditEntry } from '../../audit/entry.ts';
import { pseudonymOf } from '../../audit/pseudonym.ts';
import type { CorpConfig } from '../../config.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import type { Deps } from '../../deps.ts';
import { permitOf, type Writing, writeRegistration } from '../../groups/register.ts';
import { policiesInForce } from '../../review/policies.ts';
import { dayOf } from '../../work-time/local-days.ts';
import { saidOf } from '../declare.ts';
import type { Said } from '../said.ts';
import { closeRegistered, holdInventory, isOpen, type Line, linesOf } from './lines.ts';
import { type Settled, settleLine } from './settle-line.ts';
import { tellOwners } from './tell-owners.ts';

/** Which open lines of the round are confirmed. */
export type Chosen = 'all-certain' | 'all-likely' | 'all-answered' | readonly string[];

export interface Confirmed {
  readonly line: Line;
  readonly settled: Settled;
}

/** What confirming would come to; nothing is written. */
export const tryConfirm = (deps: Pick<Deps, 'db'>, corp: CorpConfig, chosen: Chosen): Promise<Confirmed[]> =>
  deps.db.withCorp(corp.slug, async (tx) => settleAll(tx, corp, chosen, await nowIn(tx)));

/**
 * Registers the chosen lines as answered or proposed, with one entry of the trail that lists them all; what is not used any
 * more or must move gets its day, and its owner is told once. Lines that miss something stay open.
 */
export async function confirmLines(
  deps: Pick<Deps, 'db' | 'keys' | 'bell'>,
  corp: CorpConfig,
  chosen: Chosen,
  by: string,
): Promise<Confirmed[]> {
  const keys = await deps.keys.of(corp.slug);
  const confirmed = await deps.db.withCorp(
    corp.slug,
    async (tx) => {
      const writing: Writing = { corp: corp.slug, keys, at: await nowIn(tx), by };
      const all = await settleAll(tx, corp, chosen, writing.at);
      const done = all.filter(({ settled }) => settled.state !== 'open');
      const appointed: AuditEntry[] = [];
      for (const one of done) appointed.push(...(await writeSettled(tx, writing, one)));
      await takeBackCards(tx, writing, done);
      const asked = await tellOwners(tx, writing, corp.timeZone, done);
      await appendAudit(tx, corp.slug, keys, writing.at, [...confirmedEntry(writing, done), ...appointed, ...asked]);
      return all;
    },
    { timeoutMs: 120_000 },
  );
  await deps.bell.ring('timers', corp.slug);
  await deps.bell.ring('notices', corp.slug);
  return confirmed;
}

async function settleAll(tx: Tx, { slug, timeZone }: CorpConfig, chosen: Chosen, at: Date): Promise<Confirmed[]> {
  const round = await holdInventory(tx, slug);
  if (round) await closeRegistered(tx, slug, round.id, at);
  const open = round ? (await linesOf(tx, slug, round.id)).filter(isOpen) : [];
  const lines = open.filter((line) => isChosen(line, chosen));
  const said = await saidOf(
    tx,
    slug,
    lines.map(({ chatId }) => chatId),
  );
  const kinds = (await policiesInForce(tx, slug, at)).flatMap((policy) => [...policy.kinds.values()]);
  const place = { timeZone, today: dayOf(at.getTime(), timeZone), kinds };
  const settle = (one: Said | undefined, line: Line): Settled => settleLine(line, one, place);
  return lines.map((line) => ({ line, settled: settle(said.get(line.chatId), line) }));
}

function isChosen(line: Line, chosen: Chosen): boolean {
  if (chosen === 'all-answered') return line.answered !== null;
  if (chosen === 'all-certain') return line.answered === null && line.confidence === 'certain';
  if (chosen === 'all-likely') return line.answered === null && line.confidence === 'likely';
  return chosen.includes(line.chatId) || chosen.includes(line.name);
}

async function writeSettled(tx: Tx, writing: Writing, { line, settled }: Confirmed): Promise<AuditEntry[]> {
  if (settled.state === 'open') return [];
  const { corp, at } = writing;
  const { state, dueOn, registration } = settled;
  await tx.inventoryLine.updateMany({ where: { corp, id: line.id }, data: { state, dueOn, settledAt: at } });
  return registration ? writeRegistration(tx, writing, registration) : [];
}

/** A card that was not shown yet and asks about nothing any more is not shown. */
async function takeBackCards(tx: Tx, { corp }: Writing, done: readonly Confirmed[]): Promise<void> {
  const [inventoryId] = done.map(({ line }) => line.inventoryId);
  if (inventoryId === undefined) return;
  await tx.$executeRaw`
    update qungui.notice n set state = 'recalled' from qungui.inventory_card c
    where n.corp = ${corp} and c.corp = n.corp and c.id = n.id and c.inventory_id = ${inventoryId}::uuid and n.state = 'waiting'
      and not exists (select from qungui.inventory_line l where l.corp = c.corp and l.id::text = any(c.line_ids)
                      and l.state in ('proposed', 'answered'))`;
}

function confirmedEntry({ keys, by }: Writing, done: readonly Confirmed[]): AuditEntry[] {
  const lines = done.flatMap(({ line, settled }) => {
    if (settled.state === 'open' || !settled.registration) return [];
    const { chatId, kind, ownerDepartment } = settled.registration;
    const confidence = line.answered ? ('answered' as const) : line.confidence;
    return [{ chatId, groupKind: kind, ownerDepartment, permit: permitOf(settled.registration), confidence }];
  });
  if (lines.length === 0) return [];
  return [{ v: 1, kind: 'register-confirmed', because: 'inventory', lines, by: pseudonymOf(keys, by) }];
}
