import { previewTakeBack, type TakenBack, takeBack } from '../cases/take-back.ts';
import type { Deps } from '../deps.ts';
import { instantOf } from '../work-time/local-time.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import type { SignedOptions } from './pause-answer.ts';
import { mustBeKnown } from './pause-target.ts';
import { table } from './table.ts';

export interface RecallOptions extends SignedOptions {
  readonly rule: string;
  readonly since: string;
  readonly dryRun?: true;
}

/** Takes a batch back, or says what that would be. */
export async function recallBatch(
  deps: Pick<Deps, 'config' | 'db' | 'keys' | 'bell'>,
  { corp: named, rule, since, by, reason, dryRun }: RecallOptions,
): Promise<Answer> {
  const { slug: corp, timeZone } = corpOf(deps.config, named);
  const batch = { instance: ruleIn(rule), since: momentIn(since, timeZone) };
  await deps.db.withCorp(corp, (tx) => mustBeKnown(tx, corp, { target: 'rule', name: batch.instance }));
  const found = await previewTakeBack(deps, corp, batch);
  if (dryRun || found.cases.length === 0) return answer(corp, batch, found, 'kept');
  const taken = await takeBack(deps, corp, { ...batch, by, reason });
  await deps.bell.ring('notices', corp);
  return answer(corp, batch, taken, 'taken');
}

const ruleIn = (text: string): string => text.replace(/^rule:/, '');

/** A day begins at midnight by the clocks of the corp; a time without an offset is theirs too. */
function momentIn(text: string, timeZone: string): Date {
  const [, date, hour = '0', minute = '0'] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d))?$/.exec(text) ?? [];
  const ms = date === undefined ? instantIn(text) : instantOf(date, Number(hour) * 60 + Number(minute), timeZone);
  if (Number.isFinite(ms)) return new Date(ms);
  throw wrongUse(
    `${text} is no time`,
    'a time is a date, with a clock time or without',
    'write it as 2026-11-26T09:30',
  );
}

const instantIn = (text: string): number =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;

interface Batch {
  readonly instance: string;
  readonly since: Date;
}

function answer(corp: string, { instance, since }: Batch, taken: TakenBack, done: 'taken' | 'kept'): Answer {
  const { cases, corrected, dropped, rule } = taken;
  return {
    exit: 0,
    json: {
      corp,
      rule: instance,
      since,
      dryRun: done === 'kept',
      cases: cases.map(({ number, ...row }) => ({ ...row, number: Number(number) })),
      corrected,
      dropped,
      stop: rule,
    },
    text: report(instance, taken, done),
  };
}

function report(instance: string, { cases, corrected, dropped, rule }: TakenBack, done: 'taken' | 'kept'): string {
  if (cases.length === 0) return `= ${instance} opened no case since then; nothing was changed\n`;
  const lines = cases.map((row) => [`C-${row.number}`, row.subject, row.chatId, row.closedAt ? 'closed' : row.state]);
  const head =
    done === 'taken'
      ? `✓ ${cases.length} cases of ${instance} are taken back, and count no more`
      : `${cases.length} cases of ${instance} would be taken back; nothing was changed`;
  const stop =
    rule === 'already'
      ? 'the rule is paused already'
      : 'the rule is paused with it, or the next look would find them again';
  return [
    `${head}\n`,
    `  one correction each to ${corrected.length} people: ${corrected.join(', ') || 'nobody was told'}\n`,
    `  ${dropped} messages that were not sent yet are dropped\n`,
    `  ${stop}; mend it, then: resume rule:${instance}\n`,
    table(['case', 'about', 'group', 'was'], lines, '  '),
  ].join('');
}
