import { isAboutFinds } from '../cases/topics.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import type { DigestScope } from '../review/digest-scopes.ts';
import { chineseCalendar, tellingDay } from '../work-time/calendar.ts';
import { localAt } from '../work-time/local-time.ts';
import { type Figure, type NoticeContent, noticeContent, type Words } from './content.ts';
import { digestLine } from './digest-line.ts';
import { type DigestCase, type Matters, matters, sinceLast } from './digest-matters.ts';
import { fallbackNotes } from './fallback-notes.ts';
import { DEFAULT_MANNERS } from './manners.ts';
import { precisionNotes } from './precision-notes.ts';
import { privacyNotes } from './privacy-notes.ts';
import { tellingDaysBefore } from './quiet-hours.ts';
import { rolloutNotes } from './rollout-notes.ts';
import { standingNotes } from './standing-notes.ts';
import { stopNote, unsaidStops } from './stop-notes.ts';
import { unsaidRelations } from './unsaid-relations.ts';
import { say, sayBoth } from './wording/say.ts';
import { fitDigest } from './write-digest.ts';

/** More matters than any card lists; the figures count all. */
const MOST_LINES = 20;

/** Whoever gives no sign of life for so many working days after a message was not reached. */
const SILENT_DAYS = 3;

/** Whose digest it is, and by what its pseudonyms are made. */
interface Composing {
  readonly corp: Corp;
  readonly keys: Pick<CorpKeys, 'sign'>;
  readonly at: Date;
  readonly directory: Directory;
}

/** A digest, and what counts as said once it is written. */
export interface Digest {
  readonly content: NoticeContent;
  readonly brakes: readonly { readonly rule: string; readonly since: Date }[];
  readonly stops: readonly string[];
}

/**
 * HR's one message of the day, to whoever serves these policies: what began, what is settled, what waits and for whom, whom no
 * message reached, and what the brake or a stop holds (said once). Finds in messages lead to the page where they are judged. Null when there is nothing to say. Changes nothing.
 */
export async function composeDigest(
  tx: Tx,
  { corp, keys, at, directory }: Composing,
  { policies, slugs }: DigestScope,
  findsUrl: string | null = null,
): Promise<Digest | null> {
  const since = await sinceLast(tx, corp);
  const manners = policies[0]?.manners ?? DEFAULT_MANNERS;
  const silentSince = new Date(tellingDaysBefore(at.getTime(), SILENT_DAYS, manners, chineseCalendar));
  const found = await matters(tx, corp, { since, silentSince }, slugs);
  const braked = await unsaidBrakes(tx, corp, policies, slugs);
  const stops = await unsaidStops(tx, corp, policies, slugs);
  const notes = [
    ...braked.map((brake) => brakeNote(brake, policies)),
    ...stops.map((stop) => stopNote(stop, policies)),
    ...(await renamed(tx, corp, since, at)),
    ...(await rolloutNotes(tx, corp, policies, since, at)),
    ...(await precisionNotes(tx, corp, policies, since)),
    ...(await fallbackNotes(tx, corp, policies, since)),
    ...(await unsaidRelations(tx, corp, policies, since, at)),
    ...(await standingNotes(tx, corp, policies, since)),
    ...(await privacyNotes(tx, corp, manners.timeZone, since)),
    ...uncovered(policies, at),
  ];
  const figures = figuresOf(found);
  if (notes.length === 0 && figures.every((figure) => figure.count === 0)) return null;
  const shown = inOrder(found).slice(0, MOST_LINES);
  const lines = shown.map((row) => digestLine(row, { keys, policies, directory }));
  const finds = shown.filter(({ rule }) => isAboutFinds(rule)).length;
  const content = noticeContent('digest', 'zh', lines, {
    notes,
    page: findsUrl !== null && finds > 0 ? { url: findsUrl, count: finds } : null,
    brake: braked[0] ? { rule: braked[0].rule } : null,
    figures: figures.filter(({ of, count }) => count > 0 || ALWAYS.has(of)),
  });
  return { content: fitDigest(content), brakes: braked, stops: stops.map(({ id }) => id) };
}

/** A case that nobody had been told of. */
export interface FirstTold {
  readonly id: string;
  readonly chatId: string;
}

/** A digest was written: what is said once was said, and the cases on it that nobody was told of yet are told by it; answers these. */
export async function digestSaid(
  tx: Tx,
  corp: Corp,
  at: Date,
  { content, brakes, stops }: Digest,
): Promise<FirstTold[]> {
  const where = { corp, id: { in: content.lines.map(({ caseId }) => caseId) }, state: 'open' };
  const first = await tx.case.findMany({ where, select: { id: true, chatId: true }, orderBy: { number: 'asc' } });
  await tx.case.updateMany({ where, data: { state: 'told', toldAt: at } });
  for (const { rule, since } of brakes)
    await tx.brake.updateMany({ where: { corp, rule, since }, data: { saidAt: at } });
  await tx.stop.updateMany({ where: { corp, id: { in: [...stops] } }, data: { saidAt: at } });
  return first;
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

/** Each brake is said once to each policy's HR whose rule it is, with what it held until then. */
async function unsaidBrakes(tx: Tx, corp: Corp, policies: readonly Policy[], slugs: readonly string[]) {
  const rows = await tx.brake.findMany({ where: { corp, saidAt: null }, orderBy: { since: 'asc' } });
  const told = await tx.case.findMany({
    where: { corp, rule: { in: rows.map(({ rule }) => rule) }, policySlug: { in: [...slugs] } },
    select: { rule: true },
    distinct: ['rule'],
  });
  const used = new Set(policies.flatMap(({ uses }) => uses.map(({ rule }) => rule.id)));
  return rows.filter(({ rule }) => used.has(rule) || told.some((row) => row.rule === rule));
}

function brakeNote(
  { rule, held }: { readonly rule: string; readonly held: number },
  policies: readonly Policy[],
): Words {
  const use = policies.flatMap(({ uses }) => uses).find((candidate) => candidate.rule.id === rule);
  const { zh, en } = use?.rule.title ?? { zh: rule, en: rule };
  const count = String(held);
  return { zh: say('zh', 'noteBrake', { rule: zh, count }), en: say('en', 'noteBrake', { rule: en, count }) };
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
