import type { Reach, Registered } from '../events/group.ts';
import type { Registration } from '../groups/register.ts';
import { dayOf } from '../work-time/local-days.ts';
import { type Change, changesTo } from './changes.ts';
import { type GroupIndex, indexed, type KnownGroup, matchLine, plain } from './match-line.ts';
import { type Lexicon, type ReadLine, readLine } from './read-line.ts';
import { type Reason, reasons } from './reasons.ts';
import { registrationIn, type Said } from './said.ts';
import { type Cells, cellsIn } from './sheet/cells.ts';

/** Everything that a sheet is compared with. */
export interface Known extends Lexicon {
  readonly groups: readonly KnownGroup[];
  readonly registered: ReadonlyMap<string, Registered>;
  readonly timeZone: string;
  readonly at: Date;
}

/** A line that is taken. Without a registration it says too little: the group is known and waits for the inventory. */
export interface Taken {
  readonly row: number;
  /** Null: a group that nobody has heard of. */
  readonly chatId: string | null;
  readonly name: string;
  readonly owner: string;
  readonly reach: Reach;
  readonly said: Said;
  /** Of a new group with an empty chat id. */
  readonly registration: Registration | null;
  readonly changes: readonly Change[];
}

/** A line that is returned, with everything that is wrong with it. */
export interface Returned {
  readonly row: number;
  readonly cells: readonly string[];
  readonly wrong: readonly Reason[];
}

export interface TakenSheet {
  readonly headings: readonly string[];
  readonly taken: readonly Taken[];
  readonly returned: readonly Returned[];
}

/** What a group is whose line does not say it, by the kind it names; null: nobody knows. */
export type Born = (kind: string | null) => Reach | null;

/** Reads every line of a sheet against what is known; null when no row holds the headings. Rows count from 1. Pure. */
export function takeLines(
  rows: readonly (readonly string[])[],
  known: Known,
  born: Born = () => null,
): TakenSheet | null {
  const cells = cellsIn(rows);
  if (cells === null) return null;
  const taken: Taken[] = [];
  const returned: Returned[] = [];
  const seen = new Map<string, number>();
  const index = indexed(known.groups);
  for (const line of cells.lines) {
    const took = takeLine(line.cells, line.row, known, index, born);
    const key = 'wrong' in took ? null : keyOf(took);
    const before = key === null ? undefined : seen.get(key);
    if (key !== null && before === undefined) seen.set(key, line.row);
    if ('wrong' in took) returned.push({ ...line, cells: line.written, wrong: took.wrong });
    else if (before === undefined) taken.push(took);
    else returned.push({ row: line.row, cells: line.written, wrong: [reasons.twice(before)] });
  }
  return { headings: cells.headings, taken, returned };
}

const keyOf = ({ chatId, name, owner, reach }: Taken): string => chatId ?? [plain(name), owner, reach].join('\n');

function takeLine(
  cells: Cells,
  row: number,
  known: Known,
  index: GroupIndex,
  born: Born,
): Taken | { readonly wrong: readonly Reason[] } {
  const line = readLine(cells, known);
  if ('wrong' in line) return line;
  const matched = matchLine(line, index, born(line.said.kind));
  if (matched.as === 'wrong') return { wrong: [matched.reason] };
  const group = matched.as === 'known' ? matched.group : null;
  const reach = matched.as === 'known' ? matched.group.reach : matched.reach;
  const current = (group && known.registered.get(group.chatId)) ?? null;
  const registration = registrationIn(
    line.said,
    { chatId: group?.chatId ?? '', reach },
    { timeZone: known.timeZone, today: dayOf(known.at.getTime(), known.timeZone), appointed: appointedIn(current) },
  );
  return {
    row,
    chatId: group?.chatId ?? null,
    name: group?.name || line.name,
    owner: ownerOf(line, group),
    reach,
    said: line.said,
    registration,
    changes: registration ? changesTo(current, registration, known.at, known.timeZone) : [],
  };
}

/** What WeCom shows is what it is. */
const ownerOf = (line: ReadLine, group: KnownGroup | null): string => group?.owner || line.owner;

const appointedIn = (registered: Registered | null): Registration['admins'] =>
  (registered?.admins ?? []).map(({ userid, appointedBy, sinceMs, untilMs }) => ({
    userid,
    appointedBy,
    since: new Date(sinceMs),
    until: untilMs === null ? null : new Date(untilMs),
  }));
