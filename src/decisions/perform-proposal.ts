import type { Tx } from '../db/client.ts';
import type { Words } from '../notices/content.ts';
import type { Measure } from '../sanctions/measures.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import { words } from './lines.ts';
import { measureIn, measureName } from './measure-names.ts';
import type { Order, Performed } from './perform.ts';
import { type Proposed, proposeMeasure } from './propose-measure.ts';
import { dayText, sayBack, sayMissing } from './say-back.ts';
import { ladderAllows } from './weigh.ts';

/** A proposal in words: the measure first, then a note. What may not be proposed is said with its reason and what may. */
export async function performProposal(tx: Tx, deciding: Deciding, held: Held, order: Order): Promise<Performed> {
  const named = measureIn(order.text);
  const number = String(held.matter.number);
  if (!named) {
    const others = namesOf(await ladderAllows(tx, deciding, held));
    return { outcome: 'no-measure', entries: [], says: [words(() => ({ key: 'heardNoMeasure', places: { others } }))] };
  }
  const note = named.rest === '' ? null : named.rest;
  const { caseId, by, via } = order;
  const came = await proposeMeasure(tx, deciding, { caseId, measure: named.measure, note, by, via });
  const what = measureName(named.measure);
  const { outcome, entries } = came;
  if (outcome === 'proposed' || outcome === 'asked-statement') {
    const key = outcome === 'proposed' ? 'heardProposed' : 'heardProposedAsked';
    const until = came.statementUntil ? dayText(came.statementUntil, held.policy.manners.timeZone) : '';
    return { outcome, entries, says: [words(() => ({ key, places: { number, what, until } }))] };
  }
  if (outcome === 'alternative-only' || outcome === 'not-executed')
    return { outcome, entries, says: stopped(number, what, came) };
  return { outcome, entries, says: sayBack(outcome, number, {}) };
}

function stopped(number: string, what: string, came: Proposed): Words[] {
  const others = came.guarded?.may === 'propose' ? came.mayPropose : (came.guarded?.alternatives ?? []);
  const why = came.guarded?.because[0]?.says ?? { zh: '', en: '' };
  const key = others.length > 0 ? 'heardAlternative' : 'heardNotExecuted';
  return [
    words((lang) => ({ key, places: { number, what, why: why[lang], others: namesOf(others) } })),
    ...sayMissing(came.guarded?.proofMissing ?? []),
  ];
}

const namesOf = (measures: readonly Measure[]): string => measures.map((one) => measureName(one)).join('、');
