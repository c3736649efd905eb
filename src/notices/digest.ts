import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { chineseCalendar, tellingDay } from '../policy/calendar.ts';
import { localAt } from '../policy/local-time.ts';
import type { Policy } from '../policy/policy.ts';
import { policiesInForce } from '../review/policies.ts';
import { type Figure, type NoticeContent, noticeContent, type Words } from './content.ts';
import { digestLine } from './digest-line.ts';
import { type DigestCase, type Matters, matters, sinceLast } from './digest-matters.ts';
import { DEFAULT_MANNERS } from './manners.ts';
import { saidStops } from './stop-notes.ts';
import { unsaidRelations } from './unsaid-relations.ts';
import { sayBoth } from './wording/say.ts';

/** As many matters as one card can list; the figures count all. */
const MOST_LINES = 20;

/**
 * HR's one message of the day: what began, what is settled, what waits and for whom, whom no message reached, and what the
 * brake holds (said once). Null when there is nothing to say. Cases that nobody was told of yet are told by it.
 */
export async function composeDigest(tx: Tx, corp: Corp, at: Date): Promise<NoticeContent | null> {
  const since = await sinceLast(tx, corp);
  const policies = await policiesInForce(tx, corp, at);
  const found = await matters(tx, corp, since);
  const notes = [
    ...(await brakes(tx, corp, policies, at)),
    ...(await saidStops(tx, corp, policies, at)),
    ...(await renamed(tx, corp, since, at)),
    ...(await unsaidRelations(tx, corp, policies, since, at)),
    ...uncovered(policies, at),
  ];
  const figures = figuresOf(found);
  if (notes.length === 0 && figures.every((figure) => figure.count === 0)) return null;
  const listed = inOrder(found).slice(0, MOST_LINES);
  await tx.case.updateMany({
    where: { corp, id: { in: listed.filter((row) => row.state === 'open').map((row) => row.id) } },
    data: { state: 'told', toldAt: at },
  });
  const lines = listed.map((row) => digestLine(row, policies));
  return noticeContent('digest', 'zh', lines, {
    notes,
    figures: figures.filter(({ of, count }) => count > 0 || ALWAYS.has(of)),
  });
}

const ALWAYS = new Set<Figure['of']>(['opened', 'closed', 'waiting']);

const figuresOf = (found: Matters): Figure[] => [
  { of: 'opened', count: found.opened },
  { of: 'closed', count: found.closed },
  { of: 'waiting', count: found.waiting.length },
  { of: 'unreached', count: found.waiting.filter((row) => row.unreached).length },
  { of: 'held', count: found.held },
];

/** First what waits for HR's decision, then what no message reached, then what nobody was told of, then the rest, oldest first. */
function inOrder({ waiting }: Matters): DigestCase[] {
  const rank = (row: DigestCase) => (row.decide ? 0 : row.unreached ? 1 : row.state === 'open' ? 2 : 3);
  return [...waiting].sort((a, b) => rank(a) - rank(b) || Number(a.number - b.number));
}

/** Each brake is said in one digest, with what it held until then. */
async function brakes(tx: Tx, corp: Corp, policies: readonly Policy[], at: Date): Promise<Words[]> {
  const rows = await tx.brake.findMany({ where: { corp, saidAt: null }, orderBy: { since: 'asc' } });
  await tx.brake.updateMany({ where: { corp, saidAt: null }, data: { saidAt: at } });
  return rows.map(({ rule, held }) => {
    const title = policies.flatMap((policy) => policy.uses).find((use) => use.rule.id === rule)?.rule.title ?? {
      zh: rule,
      en: rule,
    };
    const { zh, en } = {
      zh: sayBoth('noteBrake', { rule: title.zh, count: String(held) }).zh,
      en: sayBoth('noteBrake', { rule: title.en, count: String(held) }).en,
    };
    return { zh, en };
  });
}

/** Departments whose name changed since the last digest: one line to HR instead of a message to everybody in them. */
async function renamed(tx: Tx, corp: Corp, since: Date, at: Date): Promise<Words[]> {
  const rows = await tx.$queryRaw<{ before: string; after: string }[]>`
    select old.name as before, new.name as after from qungui.department_state new
    join qungui.department_state old on old.corp = new.corp and old.department_id = new.department_id and old.until = new.since
    where new.corp = ${corp} and new.since > ${since} and new.since <= ${at} and old.name <> new.name
    order by new.since, new.department_id limit 5`;
  return rows.map(({ before, after }) => sayBoth('noteRenamed', { before, after }));
}

/** A calendar that ends is said, never guessed silently. */
function uncovered([policy]: readonly Policy[], at: Date): Words[] {
  const { date } = localAt(at.getTime(), (policy?.manners ?? DEFAULT_MANNERS).timeZone);
  return tellingDay(date, chineseCalendar).basis === 'weekday' ? [sayBoth('noteCalendar', { date })] : [];
}
