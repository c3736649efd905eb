import type { FileLine, WrongLine } from './read-line.ts';
import { reasons } from './reasons.ts';

/** Lines that say of one person or department and one day what another line says otherwise: nobody can tell which is meant. Pure. */
export function contradictions(lines: readonly FileLine[]): readonly WrongLine[] {
  const said = new Map<string, FileLine>();
  return lines.flatMap((line): WrongLine[] => {
    if (line.kind === 'absence') return [];
    const whose = line.kind === 'shift' ? line.who.toLowerCase() : line.department;
    const keys = line.dates.map((date) => JSON.stringify([line.kind, whose, date]));
    const other = keys.map((key) => said.get(key)).find((before) => before && meaning(before) !== meaning(line));
    for (const key of keys) said.set(key, said.get(key) ?? line);
    return other ? [{ row: line.row, why: reasons.otherwise(other.row) }] : [];
  });
}

function meaning(line: FileLine): string {
  if (line.kind === 'absence') return '';
  const what = line.kind === 'shift' ? line.stretches : [line.is, line.hours];
  return JSON.stringify([line.state, what]);
}
