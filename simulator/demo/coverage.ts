import type { Deps } from '../../src/deps.ts';
import { unseenInWords } from '../../src/policy/unseen-words.ts';
import type { Cast } from './companies.ts';

interface Line {
  readonly name: string;
  readonly reach: string;
  readonly checked: number;
  readonly partly: number;
  readonly blind: number;
  readonly reasons: readonly string[] | null;
}

/** Prints, from SQL, of which groups how many rules could be checked, and why the rest could not: never "fine". */
export async function printCoverage(deps: Deps, cast: readonly Cast[], say: (line: string) => void): Promise<void> {
  say('\nWhat could be checked, group by group (from SQL):');
  for (const { corp, title } of cast) {
    const lines = await deps.db.withCorp(
      corp,
      (tx) => tx.$queryRaw<Line[]>`
        select coalesce(s.name, '(' || r.purpose || ')') as name, v.reach,
               (count(*) filter (where c.verdict = 'checked'))::int as checked,
               (count(*) filter (where c.verdict = 'partly'))::int as partly,
               (count(*) filter (where c.verdict not in ('checked', 'partly')))::int as blind,
               array_agg(distinct c.reason order by c.reason) filter (where c.reason is not null) as reasons
        from qungui.coverage c
        join qungui.reach_state v on v.corp = c.corp and v.chat_id = c.chat_id and v.until is null
        left join qungui.group_state s on s.corp = c.corp and s.chat_id = c.chat_id and s.until is null
        left join qungui.register_entry r on r.corp = c.corp and r.chat_id = c.chat_id and r.until is null
        where c.corp = ${corp} and c.until is null group by 1, 2 order by 2, 1`,
    );
    say(`  ${title}`);
    for (const line of lines) say(`    ${inWords(line)}`);
  }
}

/** `示范花园营销群 (customer): 4 rules checked, 1 partly (…), 2 not checkable (…)`. */
function inWords({ name, reach, checked, partly, blind, reasons }: Line): string {
  const parts = [
    `${checked} rules checked`,
    ...(partly ? [`${partly} partly`] : []),
    ...(blind ? [`${blind} not checkable`] : []),
  ];
  return `${name} (${reach}): ${parts.join(', ')}${reasons ? `; why: ${reasons.map((one) => unseenInWords(one).en).join('; ')}` : ''}`;
}
