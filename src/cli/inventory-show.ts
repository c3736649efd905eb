import type { Deps } from '../deps.ts';
import { isOpen, type Line, linesOf } from '../register/inventory/lines.ts';
import { CONFIDENCES } from '../register/inventory/propose-kind.ts';
import { lastDayBefore } from '../work-time/local-days.ts';
import { clueInWords } from './clue-words.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { table } from './table.ts';

/** The latest round: how sure the proposals are, what was answered, what became of each group. */
export async function showRound(
  deps: Pick<Deps, 'config' | 'db'>,
  { corp: slug, open }: { corp?: string; open?: true },
): Promise<Answer> {
  const corp = corpOf(deps.config, slug);
  const shown = await deps.db.withCorp(corp.slug, async (tx) => {
    const round = await tx.inventory.findFirst({ where: { corp: corp.slug }, orderBy: { startedAt: 'desc' } });
    if (!round) return null;
    const cards = await tx.inventoryCard.findMany({ where: { corp: corp.slug, inventoryId: round.id } });
    const lost = await tx.notice.findMany({
      where: { corp: corp.slug, id: { in: cards.map(({ id }) => id) }, state: { in: ['failed', 'unknown'] } },
      select: { toUserid: true },
    });
    const unreached = [...new Set(lost.map(({ toUserid }) => toUserid))];
    return { round, cards, unreached, lines: await linesOf(tx, corp.slug, round.id) };
  });
  if (!shown) throw wrongUse('there was no inventory yet', 'none was started', 'start one: inventory start');
  const { round, cards, lines, unreached } = shown;
  const deadline = lastDayBefore(round.papersUntil.getTime(), corp.timeZone);
  const counts = {
    groups: lines.length,
    confidence: countBy(CONFIDENCES, lines, ({ confidence }) => confidence),
    state: countBy(STATES, lines, ({ state }) => state),
    cards: cards.length,
    answered: cards.filter(({ answeredAt }) => answeredAt !== null).length,
    unreached,
    deadline,
  };
  const listed = open ? lines.filter(isOpen) : lines;
  return {
    exit: lines.some(isOpen) ? 1 : 0,
    json: { corp: corp.slug, inventoryId: round.id, ended: round.endedAt !== null, ...counts, lines: listed },
    text: `${sum(counts)}\n${table(HEAD, listed.map(rowOf), '  ')}`,
  };
}

const STATES = ['proposed', 'answered', 'registered', 'to-migrate', 'to-close', 'not-mine'] as const;
const HEAD = ['group', 'reach', 'owner', 'kind', 'sure', 'because', 'answer', 'state', 'until'];

const rowOf = (line: Line): string[] => [
  line.name,
  line.reach,
  line.owner || 'nobody known',
  line.answered?.kind ?? line.kind ?? '?',
  line.confidence,
  clueInWords(line.reason),
  line.answered?.answer ?? '-',
  line.state,
  line.dueOn ?? '-',
];

const countBy = <Word extends string>(words: readonly Word[], lines: readonly Line[], of: (line: Line) => string) =>
  Object.fromEntries(words.map((word) => [word, lines.filter((line) => of(line) === word).length])) as Record<
    Word,
    number
  >;

interface Counts {
  readonly groups: number;
  readonly confidence: Readonly<Record<string, number>>;
  readonly state: Readonly<Record<string, number>>;
  readonly cards: number;
  readonly answered: number;
  /** Owners whom no card reached. */
  readonly unreached: readonly string[];
  readonly deadline: string;
}

function sum({ groups, confidence, state, cards, answered, unreached, deadline }: Counts): string {
  const said = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([word, count]) => `${count} ${word}`)
      .join(', ');
  const open = (state.proposed ?? 0) + (state.answered ?? 0);
  return [
    `${groups} groups: ${said(confidence)}`,
    `${cards} cards to owners, ${answered} answered${unreached.length > 0 ? `; not reached: ${unreached.join(', ')}` : ''}`,
    said(state),
    open > 0 ? `${open} wait, until ${deadline}` : 'nothing waits',
    '',
  ].join('\n');
}
