import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { endDeputy, setDeputy } from '../duties/set-deputy.ts';
import { endOfDayMs, startOfDayMs } from '../policy/durations.ts';
import { directoryOf } from '../review/directory-now.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { clockOf } from './moments.ts';
import { personOf } from './person-of.ts';
import { printable } from './table.ts';
import { written } from './written.ts';

interface Signed {
  readonly corp?: string;
  readonly by: string;
}

/** Names who decides in somebody's place on some days. */
export async function nameDeputy(
  deps: Deps,
  holder: string,
  other: string,
  { from, until, by, corp: slug }: Signed & { readonly from: string; readonly until: string },
): Promise<Answer> {
  const { corp, id, state } = await written(deps, slug, async (tx, writing) => {
    const of = await personOf(tx, writing.corp, holder);
    const deputy = await personOf(tx, writing.corp, other);
    const span = { from: new Date(startOfDayMs(from)), until: new Date(endOfDayMs(until)) };
    return setDeputy(tx, writing, { of, deputy, ...span, by });
  });
  return {
    exit: 0,
    json: { corp, deputy: id, state },
    text:
      state === 'repeat' ? '= so it is already\n' : `✓ ${other} stands in for ${holder} from ${from} until ${until}\n`,
  };
}

/** Who stands in for whom now and later. */
export async function listDeputies(deps: Deps, { corp: slug }: { readonly corp?: string }): Promise<Answer> {
  const { slug: corp, timeZone } = corpOf(deps.config, slug);
  const rows = await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const { persons } = await directoryOf(tx, corp, at.getTime());
    const found = await tx.deputy.findMany({
      where: { corp, until: null, untilAt: { gt: at } },
      orderBy: { fromAt: 'asc' },
    });
    const accountOf = (id: string) => [...persons.values()].find((one) => one.id === id)?.userid ?? id;
    return found.map(({ id, ofId, byId, fromAt, untilAt }) => ({
      id,
      of: accountOf(ofId),
      deputy: accountOf(byId),
      fromAt,
      untilAt,
    }));
  });
  const clock = clockOf(timeZone);
  return {
    exit: 0,
    json: { corp, deputies: rows },
    text:
      rows.length === 0
        ? 'nobody stands in for anybody\n'
        : rows
            .map(({ id, of, deputy, fromAt, untilAt }) =>
              printable(`${id} ${deputy} for ${of}, ${clock(fromAt)} to ${clock(untilAt)}\n`),
            )
            .join(''),
  };
}

/** Ends it now, or takes it back. */
export async function stopDeputy(deps: Deps, id: string, { corp: slug, by }: Signed): Promise<Answer> {
  const { corp, state } = await written(deps, slug, (tx, writing) => endDeputy(tx, writing, id, by));
  return {
    exit: 0,
    json: { corp, deputy: id, state },
    text: state === 'ended' ? '✓ ended\n' : '= there is none, or it is over\n',
  };
}
