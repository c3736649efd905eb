import { localAt } from '../work-time/local-time.ts';

/** A moment as the clocks of the corp show it, to the minute; `-` for none. */
export function clockOf(zone: string): (at: Date | null | undefined) => string {
  return (at) => {
    if (!at) return '-';
    const { date, minute } = localAt(at.getTime(), zone);
    return `${date} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  };
}

const two = (n: number): string => String(n).padStart(2, '0');
