import type { CorpConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import { type ClauseLine, coverageOfClauses } from '../reports/clause-coverage.ts';
import type { SignOffStanding } from '../sign-off/standing.ts';
import { corpsOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { guardsOf, signOffInWords } from './status-guards.ts';
import { table } from './table.ts';

interface Options {
  readonly corp?: string;
  readonly day?: string;
}

/** What could be seen of each clause, now or on a day of the corp's own calendar. Never says "fine". */
export async function showCoverage(deps: Pick<Deps, 'config' | 'db'>, { corp, day }: Options): Promise<Answer> {
  const all: { corp: CorpConfig; clauses: Shown[]; signOff: readonly SignOffStanding[] }[] = [];
  for (const one of corpsOf(deps.config, corp))
    all.push({
      corp: one,
      clauses: (await deps.db.withCorp(one.slug, (tx) => coverageOfClauses(tx, one, day))).map(inChinese),
      signOff: (await deps.db.withCorp(one.slug, (tx) => guardsOf(tx, one))).signOff,
    });
  return {
    exit: 0,
    json: {
      day: day ?? null,
      corps: all.map(({ corp: { slug }, clauses, signOff }) => ({ corp: slug, clauses, signOff })),
    },
    text: all.map(report).join('\n'),
  };
}

const inChinese = ({ cannotSee: _, title, because, ...line }: ClauseLine) => ({
  ...line,
  title: title.zh,
  because: because.map(({ zh }) => zh),
});
type Shown = ReturnType<typeof inChinese>;

function report({
  corp,
  clauses,
  signOff,
}: {
  corp: CorpConfig;
  clauses: readonly Shown[];
  signOff: readonly SignOffStanding[];
}): string {
  if (clauses.length === 0) return `${corp.slug} ${corp.name}\n  No policy is in force.\n`;
  const rows = clauses.map((one) => [
    one.clause,
    one.title,
    String(one.checked),
    String(one.partly),
    String(one.notCheckable),
    String(one.dataGap),
    one.because[0] ?? '',
  ]);
  return `${corp.slug} ${corp.name}\n${table(
    ['clause', '', 'checked', 'partly', 'not checkable', 'data gap', 'because'],
    rows,
    '  ',
  )}  Counted are uses of rules in groups; what was not checked is never called fine.\n${signOff.map((one) => `  Signed off: ${signOffInWords(one)}.\n`).join('')}`;
}
