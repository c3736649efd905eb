import { FEWEST } from '../../reports/merge-small.ts';
import type { AnswerRate, CaseRate, Report } from '../../reports/report.ts';
import { seenBy, share } from '../../reports/rows.ts';
import { type Html, html } from '../html.ts';
import type { Say, WordingKey } from '../words/say.ts';

/** The title of a use of a rule, by the policy's name for it. */
export type Titles = (instance: string) => string;

/** A share beside both of its numbers; of fewer than five it would be about somebody. */
const rate = (say: Say, part: number, whole: number): string =>
  whole === 0 ? '—' : whole < FEWEST ? say('weekFew', { least: FEWEST }) : `${part}/${whole} = ${share(part, whole)}`;

/** What is counted: that somebody answered, or that it was done. */
export const answerTitle = ({ instance, clock }: AnswerRate, titles: Titles, say: Say): string =>
  say(clock === 'result' ? 'weekResult' : 'weekAnswer', { title: titles(instance) });

const ANSWERS = ['weekRule', 'weekInTime', 'weekMiddle', 'weekMost', 'weekUncounted', 'weekSeen'] as const;
const CASES = ['weekRule', 'weekNew', 'weekEnded', 'weekSelf', 'weekWaiting', 'weekSeen'] as const;

export const answersTable = (report: Report, titles: Titles, say: Say): Html =>
  table(
    'weekAnswers',
    ANSWERS,
    report.answers.map((one) => [answerTitle(one, titles, say), ...answerCells(one, say), seen(report, one.instance)]),
    say,
  );

export const casesTable = (report: Report, titles: Titles, say: Say): Html =>
  table(
    'weekCases',
    CASES,
    report.cases.map((one) => [titles(one.instance), ...caseCells(one, say), seen(report, one.instance)]),
    say,
  );

function answerCells({ met, late, missed, uncounted, minutes }: AnswerRate, say: Say): string[] {
  const within = (value: number): string => say('weekMinutes', { minutes: value });
  const shown = minutes && minutes.answered >= FEWEST ? minutes : null;
  return [
    rate(say, met, met + late + missed),
    shown ? within(shown.p50) : '—',
    shown ? within(shown.p90) : '—',
    String(uncounted),
  ];
}

const caseCells = ({ opened, closed, byThemselves, waiting }: CaseRate, say: Say): string[] => [
  String(opened),
  String(closed),
  rate(say, byThemselves, closed),
  String(waiting),
];

function seen(report: Report, instance: string): string {
  const found = seenBy(report.seen, instance);
  return found ? share(found.seenHours, found.groupHours) : '—';
}

function table(
  caption: WordingKey,
  heads: readonly WordingKey[],
  rows: readonly (readonly string[])[],
  say: Say,
): Html {
  const body = rows.map(
    ([name = '', ...cells]) =>
      html`<tr><th scope="row">${name}</th>${cells.map((cell, i) => html`<td data-head="${say(heads[i + 1] ?? caption)}">${cell}</td>`)}</tr>`,
  );
  return html`<table class="qg-table qg-stacked"><caption class="qg-small">${say(caption)}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${say(head)}</th>`)}</tr></thead><tbody>${body}</tbody></table>`;
}
