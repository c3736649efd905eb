import { shortMoment } from '../daily-close/matter-words.ts';
import type { Tx } from '../db/client.ts';
import { isOfHr } from '../duties/of-hr.ts';
import { noticeContent, type Words } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import { nextTellable } from '../notices/quiet-hours.ts';
import { type CaseFind, findsOfCase } from '../words/case-finds.ts';
import { readExcerpts } from '../words/read-excerpts.ts';
import { whyNone } from '../words/why-none.ts';
import { chineseCalendar } from '../work-time/calendar.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import { words } from './lines.ts';
import type { Order, Performed } from './perform.ts';
import { type Outcome, sayBack } from './say-back.ts';

/** So many fit into one message with the words around. */
const MOST_AT_ONCE = 3;
/** As on the page. */
const MOST_SIGNS = 400;

/**
 * What was said, for whoever of HR may decide of the case now, for a reason: by a confidential message that names nobody, that is taken back
 * after an hour and of which the outbox keeps nothing. Each piece is noted as read before it is sent, as on the page.
 */
export async function performExcerpt(tx: Tx, deciding: Deciding, held: Held, order: Order): Promise<Performed> {
  const { corp, keys, at } = deciding;
  const { by, text } = order;
  if ((await isOfHr(tx, deciding, held, by)) === 'no') return only(held, 'excerpt-for-hr');
  const finds = await findsOfCase(tx, { corp, keys, reader: by, at }, held.matter);
  const kept = finds.filter(({ words: { is } }) => is !== 'none');
  if (kept.length === 0) return only(held, WHY_NONE[await whyNone(tx, corp, held.matter, finds)]);
  if (text === '') return only(held, 'excerpt-needs-reason');
  if (nextTellable(at.getTime(), held.policy.manners, chineseCalendar) > at.getTime())
    return only(held, 'excerpt-at-night');
  const shown = nextOf(kept);
  const read = await readExcerpts(
    tx,
    { corp, keys, by, at },
    shown.map(({ id }) => id),
    text.slice(0, MOST_SIGNS),
  );
  if (read.size === 0) return only(held, 'not-entitled');
  await send(tx, deciding, held, { to: by, shown, read, left: leftOf(kept, shown) });
  return { outcome: 'done', entries: [], says: [] };
}

const WHY_NONE = { 'no-words': 'excerpt-none', 'not-kept': 'excerpt-not-kept', erased: 'excerpt-erased' } as const;

const only = (held: Held, outcome: Outcome): Performed => ({
  outcome,
  entries: [],
  says: sayBack(outcome, String(held.matter.number), {}),
});

/** Those that he has not opened within the hour come first; when he has opened all, it begins anew. */
function nextOf(kept: readonly CaseFind[]): readonly CaseFind[] {
  const shut = kept.filter(({ words: { is } }) => is === 'shut');
  return (shut.length > 0 ? shut : kept).slice(0, MOST_AT_ONCE);
}

const leftOf = (kept: readonly CaseFind[], shown: readonly CaseFind[]): number =>
  kept.filter((one) => one.words.is === 'shut' && !shown.includes(one)).length;

interface Sending {
  readonly to: string;
  readonly shown: readonly CaseFind[];
  readonly read: ReadonlyMap<string, string>;
  /** How many he has not opened yet. */
  readonly left: number;
}

async function send(
  tx: Tx,
  { corp, keys, at }: Deciding,
  held: Held,
  { to, shown, read, left }: Sending,
): Promise<void> {
  const { matter, policy } = held;
  const number = String(matter.number);
  const rule = policy.uses.find(({ instance }) => instance === matter.instance)?.rule.title ?? { zh: '', en: '' };
  const line = ({ id, saidAt }: CaseFind): Words[] => {
    const text = read.get(id);
    const when = shortMoment(saidAt, policy.manners.timeZone);
    return text === undefined ? [] : [words(() => ({ key: 'excerptLine', places: { at: when, text } }))];
  };
  const notes = [
    words((lang) => ({ key: 'excerptHead', places: { number, clause: matter.clause, rule: rule[lang] } })),
    ...shown.flatMap(line),
    ...(left > 0 ? [words(() => ({ key: 'excerptMore', places: { number, count: String(left) } }))] : []),
    words(() => ({ key: 'excerptFoot', places: {} })),
  ];
  const content = noticeContent('excerpt', 'zh', [], { notes });
  await enqueueNotice(tx, corp, keys, { to, content, notBefore: at, at });
}
