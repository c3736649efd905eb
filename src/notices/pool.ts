import type { NoticeContent, NoticeLine } from './content.ts';

/** A row of the outbox that is due, opened. */
export interface Waiting {
  readonly id: string;
  readonly number: bigint;
  readonly content: NoticeContent;
  /** Of which trace it is; absent: of none. */
  readonly trace?: string | null;
}

/** Everything that waits for one person as one content: each case once, each note once. Pure. */
export function pooled(rows: readonly Waiting[]): NoticeContent {
  const [{ content }] = rows as [Waiting];
  const notes = new Map(rows.flatMap((row) => row.content.notes.map((note) => [note.zh, note])));
  return {
    ...content,
    lines: [...linesOf(rows).values()],
    notes: [...notes.values()],
    figures: rows.flatMap((row) => row.content.figures),
  };
}

/**
 * Which rows a message takes in when it shows so many of the pooled lines, the first row being the message itself, and which of
 * their lines it could not show: they go on as one message of later. The other rows wait on, unless this message is the last
 * for now: then it takes in all. No line is lost, none is told twice. Pure.
 */
export function divide(rows: readonly Waiting[], shown: number, place: 'last' | 'more-may-follow') {
  const seen = new Set([...linesOf(rows).keys()].slice(0, shown));
  const merged: string[] = [];
  const rest = new Map<string, NoticeLine>();
  for (const [at, { id, content }] of rows.entries()) {
    const unseen = content.lines.filter((line) => !seen.has(line.caseId));
    const waitsOn =
      at > 0 && place === 'more-may-follow' && unseen.length > 0 && unseen.length === content.lines.length;
    if (waitsOn) continue;
    if (at > 0) merged.push(id);
    for (const line of unseen) rest.set(line.caseId, line);
  }
  return { merged, rest: [...rest.values()] };
}

const linesOf = (rows: readonly Waiting[]): Map<string, NoticeLine> =>
  new Map(rows.flatMap((row) => row.content.lines.map((line): [string, NoticeLine] => [line.caseId, line])));
