import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { jurisdictionOf } from '../legal/jurisdictions.ts';
import { lockMeasure, unlockMeasure } from '../legal/unlock-measure.ts';
import { loadUnlock } from '../legal/unlocks.ts';
import { directoryOf } from '../review/directory-now.ts';
import { MEASURES, type Measure } from '../sanctions/measures.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { personOf } from './person-of.ts';
import { printable } from './table.ts';
import { written } from './written.ts';

/** What the law of the corp's place says of each measure, and who answers for which. */
export async function listMeasures(deps: Deps, { corp: slug }: { readonly corp?: string }): Promise<Answer> {
  const place = corpOf(deps.config, slug);
  const { jurisdiction, measures } = jurisdictionOf(place);
  const unlocks = await deps.db.withCorp(place.slug, async (tx) => {
    const at = await nowIn(tx);
    const found = await Promise.all(MEASURES.map((measure) => loadUnlock(tx, place.slug, measure, at)));
    return found.flatMap((one) => one ?? []);
  });
  const lines = MEASURES.map((measure) => {
    const { verdict, name } = measures[measure];
    return { measure, name, verdict, unlock: unlocks.find((one) => one.measure === measure) ?? null };
  });
  return {
    exit: 0,
    json: { corp: place.slug, jurisdiction, measures: lines },
    text: lines
      .map(({ measure, name, verdict, unlock }) =>
        printable(
          `${measure} ${name.zh}: ${verdict}${unlock ? `; ${unlock.approver.name} (${unlock.approver.post}) answers for it from ${unlock.on} until ${unlock.until}: ${unlock.reason}` : ''}`,
        ),
      )
      .concat('')
      .join('\n'),
  };
}

interface Unlocking {
  readonly corp?: string;
  readonly by: string;
  readonly approver: string;
  readonly post: string;
  readonly reason: string;
  readonly on: string;
  readonly until: string;
}

/** Somebody answers by name for a measure that is off by default. */
export async function unlock(deps: Deps, measure: Measure, options: Unlocking): Promise<Answer> {
  const { approver, post, reason, on, until, by } = options;
  const { corp, id } = await written(deps, options.corp, async (tx, writing) => {
    const person = await personOf(tx, writing.corp, approver);
    const name = (await directoryOf(tx, writing.corp, writing.at.getTime())).persons.get(person)?.name || approver;
    return unlockMeasure(tx, writing, { measure, approver: { person, name, post }, reason, on, until }, by);
  });
  return {
    exit: 0,
    json: { corp, measure, unlock: id, on, until },
    text: `✓ ${measure} may be proposed from ${on} until ${until}; a person still decides, and nothing becomes a line of wages\n`,
  };
}

/** Takes an unlock back. */
export async function lock(
  deps: Deps,
  measure: Measure,
  options: { readonly corp?: string; readonly by: string },
): Promise<Answer> {
  const { corp, state } = await written(deps, options.corp, (tx, writing) =>
    lockMeasure(tx, writing, measure, options.by),
  );
  return {
    exit: 0,
    json: { corp, measure, state },
    text: state === 'locked' ? `✓ ${measure} is off again\n` : `= ${measure} was not unlocked\n`,
  };
}
