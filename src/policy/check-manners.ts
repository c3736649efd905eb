import { minuteOfDay } from './durations.ts';
import type { PolicyFile } from './file.ts';
import type { Path, Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';

/** Spans of the day that end before they begin, or run into one another. */
export function mannersProblems({ manners }: PolicyFile, written: Written): Problem[] {
  const workday = manners.workday.map((span, i) => [span, ['manners', 'workday', i]] as const);
  const backwards = [[manners.tell, ['manners', 'tell']] as const, ...workday].flatMap(([span, path]) =>
    minuteOfDay(span.from) < minuteOfDay(span.until)
      ? []
      : [say(written, path, `ends at ${span.until}, before it begins`, 'a span ends on the day on which it begins')],
  );
  const overlapping = workday.flatMap(([span, path], i) => {
    const before = manners.workday[i - 1];
    if (!before || minuteOfDay(before.until) <= minuteOfDay(span.from)) return [];
    return [say(written, path, `begins at ${span.from}, before the one above ends`, 'write the spans in order')];
  });
  return [...backwards, ...overlapping];
}

const say = (written: Written, path: Path, message: string, remedy: string): Problem =>
  written.problem(path, 'error', message, remedy);
