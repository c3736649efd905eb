import type { Verdict } from '../doctor/check.ts';
import { CHECKS } from '../doctor/checks.ts';
import { lookOver } from '../doctor/look-over.ts';
import type { CheckReport, CorpReport } from '../doctor/report.ts';
import type { OpenDeps } from '../open-deps.ts';
import { suggestion } from '../policy/nearest.ts';
import { corpsOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import type { DoctorOptions } from './doctor.ts';
import { printable } from './table.ts';

/** Looks every wanted corp over. 0: nothing is wrong, though something may be unknown; 1: findings; 3: a check could not be run. */
export async function examineCorps(deps: OpenDeps, { corp, only = [], through }: DoctorOptions): Promise<Answer> {
  refuseUnknown(only);
  const reports: CorpReport[] = [];
  let broken = 0;
  for (const one of corpsOf(deps.config, corp)) {
    const looked = await lookOver(deps, one, { only, through: through ?? null });
    reports.push(looked.report);
    broken += looked.broken.length;
  }
  const counts = countsOf(reports.flatMap(({ checks }) => checks));
  return {
    exit: broken > 0 ? 3 : counts.fail + counts.warn > 0 ? 1 : 0,
    json: { verdicts: counts, corps: reports },
    text: `${reports.map(report).join('\n')}\n${summary(counts, reports)}`,
  };
}

function refuseUnknown(only: readonly string[]): void {
  const known = CHECKS.map(({ id }) => id);
  const strange = only.find((id) => !known.includes(id));
  if (strange === undefined) return;
  throw wrongUse(`there is no check ${strange}`, `there are: ${known.join(', ')}`, suggestion(strange, known));
}

const SIGNS: Readonly<Record<Verdict, string>> = { ok: '✓', warn: '!', fail: '✗', 'cannot-tell': '?' };

type Counts = Record<Verdict, number>;

function countsOf(checks: readonly CheckReport[]): Counts {
  const counts: Counts = { ok: 0, warn: 0, fail: 0, 'cannot-tell': 0 };
  for (const { verdict } of checks) counts[verdict] += 1;
  return counts;
}

const report = ({ corp, checks }: CorpReport): string => `${corp}\n${checks.map(section).join('')}`;

function section({ id, title, verdict, says, findings }: CheckReport): string {
  const head = `${SIGNS[verdict]} ${id}  ${title.zh} · ${title.en}\n    ${says.zh} · ${says.en}\n`;
  return printableLines(head) + findings.map(lines).join('');
}

const lines = ({ verdict, what, why, where, paste }: CheckReport['findings'][number]): string =>
  printableLines(
    [
      `  ${SIGNS[verdict]} ${what.zh}\n    ${what.en}\n`,
      `      why:   ${why.zh}\n             ${why.en}\n`,
      `      click: ${where.zh}\n             ${where.en}\n`,
      ...paste.map((text, i) => `${i === 0 ? '      paste: ' : '             '}${text}\n`),
    ].join(''),
  );

/** Names and addresses come from outside. */
const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');

function summary(counts: Counts, reports: readonly CorpReport[]): string {
  const again = [
    ...new Set(reports.flatMap(({ checks }) => checks.flatMap(({ id, verdict }) => (verdict === 'fail' ? [id] : [])))),
  ];
  const unknown = counts['cannot-tell'] > 0 ? '\n? means unknown, which is not fine: each says how to find out.' : '';
  const next = again.length > 0 ? `\nWhen mended: qungui doctor --only ${again.join(',')}` : '';
  return `${counts.fail} ✗  ${counts.warn} !  ${counts['cannot-tell']} ?  ${counts.ok} ✓${next}${unknown}\n`;
}
