import type { PolicyFile } from './file.ts';
import { suggestion } from './nearest.ts';
import type { Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';

/** A daily close of a clause or of kinds that the file does not have. */
export function dailyCloseProblems({ dailyClose, clauses, kinds }: PolicyFile, written: Written): Problem[] {
  if (!dailyClose) return [];
  const ids = clauses.map(({ id }) => id);
  const named = dailyClose.kinds === 'all' ? [] : dailyClose.kinds;
  const unknown = named.flatMap((kind, i) =>
    Object.hasOwn(kinds, kind)
      ? []
      : [
          written.problem(
            ['dailyClose', 'kinds', i],
            'error',
            `there is no kind "${kind}"`,
            suggestion(kind, Object.keys(kinds)),
          ),
        ],
  );
  if (ids.includes(dailyClose.clause)) return unknown;
  const message = `there is no clause "${dailyClose.clause}"`;
  return [written.problem(['dailyClose', 'clause'], 'error', message, suggestion(dailyClose.clause, ids)), ...unknown];
}
