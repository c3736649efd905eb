import { pseudonymOf } from '../../src/audit/pseudonym.ts';
import type { Tx } from '../../src/db/client.ts';
import type { Owner } from '../worlds/old-groups.ts';
import type { Stage } from './old-groups.ts';

/** Nobody gets more cards in a round than this. */
const CARDS_AN_OWNER = 2;

/** What became of the round, and what it cost people, against what was promised. */
export async function printRound({ deps, cast, say, at }: Stage, owners: readonly Owner[]): Promise<void> {
  const { corp, hr } = cast;
  const pseudonym = pseudonymOf(await deps.keys.of(corp), hr);
  const { lines, cost } = await deps.db.withCorp(corp, async (tx) => ({
    lines: await linesBy(tx, corp),
    cost: await costOf(tx, corp, pseudonym, at, owners),
  }));
  say('  What became of them (from SQL):');
  for (const { groups, reach, confidence, state, due } of lines)
    say(`    ${groups} ${reach}, ${confidence}: ${state}${due ? `, until ${due}` : ''}`);
  const { groups, settled, cards, most, presses, acts, ordinary } = cost;
  say('  What it cost people (from SQL):');
  say(`    ${settled} of ${groups} groups settled, ${groups - settled} with a deadline`);
  say(
    `    ${cards} cards to ${owners.length} owners, at most ${most} to one; promised: ${CARDS_AN_OWNER} ${kept(most <= CARDS_AN_OWNER)}`,
  );
  say(`    ${presses} times an owner sent an answer; ${acts} things done by HR`);
  say(`    ${ordinary} ordinary members contacted; promised: 0 ${kept(ordinary === 0)}`);
}

const kept = (promise: boolean): string => (promise ? '✓' : '✗ broken');

const linesBy = (tx: Tx, corp: string) =>
  tx.$queryRaw<{ reach: string; confidence: string; state: string; due: string | null; groups: number }[]>`
    select reach, confidence, state, due_on as due, count(*)::int as groups from qungui.inventory_line
    where corp = ${corp} group by 1, 2, 3, 4 order by 1, 2, 3`;

interface Cost {
  readonly groups: number;
  readonly settled: number;
  readonly cards: number;
  readonly most: number;
  readonly presses: number;
  readonly acts: number;
  readonly ordinary: number;
}

/** Ordinary is who neither owns one of the groups nor works in HR: nobody else may hear of the round, or of what it found. */
async function costOf(tx: Tx, corp: string, hr: string, since: Date, owners: readonly Owner[]): Promise<Cost> {
  const concerned = owners.map(({ userid }) => userid);
  const [row] = await tx.$queryRaw<Cost[]>`
    with round as (select id from qungui.inventory where corp = ${corp}),
      line as (select l.* from qungui.inventory_line l join round on round.id = l.inventory_id where l.corp = ${corp}),
      card as (select c.* from qungui.inventory_card c join round on round.id = c.inventory_id where c.corp = ${corp})
    select (select count(*) from line)::int as groups,
      (select count(*) from line where state not in ('proposed', 'answered'))::int as settled,
      (select count(*) from card)::int as cards,
      (select max(n) from (select count(*) as n from card group by owner) each)::int as most,
      (select count(distinct (a.actor, a.at)) from qungui.inventory_answer a join line on line.id = a.line_id
        where a.corp = ${corp} and a.via <> 'cli')::int as presses,
      (select count(distinct r.at) from qungui.audit_record r join qungui.audit_body b using (corp, seq)
        where r.corp = ${corp} and r.at >= ${since} and b.body like ${`%${hr}%`})::int as acts,
      (select count(distinct n.to_userid) from qungui.notice n
        where n.corp = ${corp} and n.created_at >= ${since} and n.to_userid <> all(${concerned}::text[])
          and not exists (select from qungui.inventory_card c where c.corp = n.corp and c.id = n.id) and n.kind <> 'digest')::int as ordinary`;
  if (!row) throw new TypeError('no round was played');
  return row;
}
