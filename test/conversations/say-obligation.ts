import type { Clock } from '../../src/obligations/clock.ts';
import type { Obligation } from '../../src/obligations/judge.ts';
import { localAt } from '../../src/work-time/local-time.ts';
import { momentOf } from './read-script.ts';

// What a person expects of a conversation, one line a clock: who, clause, how it ends, then what else he wants to say of it.
//
//   李样本 第11条: met 13:35; due 13:50; by speaks-next
//   李样本 第14条 result: done 15:00

export interface Line {
  readonly who: string;
  readonly verdict: string;
  /** All that can be said of it; an expectation names some. */
  readonly says: readonly string[];
}

/** Reads what is expected; a time without a date is one of the first day of the script. */
export function expectedLines(text: string, firstDate: string): Line[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && line !== 'nothing')
    .map((line) => {
      const [, who = '', rest = ''] = /^(.+?): (.+)$/.exec(line) ?? [];
      if (who === '') throw new Error(`not an expectation: ${line}`);
      const [verdict = '', ...says] = rest.split(';').map((part) => withDates(part.trim(), firstDate));
      return { who, verdict, says };
    });
}

const withDates = (part: string, date: string): string =>
  part.replace(/(?:(\d{4}-)?(\d\d-\d\d) )?\b\d\d:\d\d\b/g, (found) => shown(momentOf(found, date)));

const shown = (ms: number): string => {
  const { date, minute } = localAt(ms, 'Asia/Shanghai');
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
};

/** What is so, in the words of an expectation. */
export function linesOf(obligation: Obligation): Line[] {
  const who = `${obligation.awaited.join('/')} ${obligation.clause}`;
  const about = [
    `since ${shown(obligation.openedAtMs)}`,
    `asked by ${obligation.asker}`,
    `said ${obligation.saidWhen}`,
    `messages ${obligation.messages.length}`,
  ];
  if (obligation.cancelled) return [{ who, verdict: `cancelled ${obligation.cancelled}`, says: about }];
  if (obligation.certainty !== 'sure') {
    const settled = obligation.proofs.length > 0 ? ', answered' : '';
    return [{ who, verdict: `${obligation.certainty}${settled}`, says: about }];
  }
  const { acknowledge, result, bestProof, proofs, reachable } = obligation;
  const proven = [
    ...(bestProof ? [`best ${bestProof.how}`] : []),
    ...proofs.slice(0, 1).map(({ how, by }) => `by ${how} of ${by}`),
    ...proofs.slice(0, 1).map(({ how }) => `by ${how}`),
    ...proofs.slice(0, 1).flatMap(({ counted }) => (counted ? [`counted as ${counted.as}`] : [])),
    ...(reachable ? [`reachable ${reachable.is}`] : []),
  ];
  const moved = result?.moves.map(({ to }) => `moved to ${to.slice(5)}`) ?? [];
  return [
    ...(acknowledge
      ? [{ who, verdict: verdictOf(acknowledge, 'met'), says: [...about, ...proven, ...clockSays(acknowledge)] }]
      : []),
    ...(result
      ? [
          {
            who: `${who} result`,
            verdict: verdictOf(result.clock, result.endedBy ?? ''),
            says: [...about, ...proven, ...moved, ...clockSays(result.clock)],
          },
        ]
      : []),
  ];
}

function verdictOf({ state, endedAtMs }: Clock, met: string): string {
  if (endedAtMs === null || state === 'cancelled') return state;
  const word = state === 'late' ? (met === 'met' ? 'late' : `late ${met}`) : met;
  return `${word} ${shown(endedAtMs)}`;
}

const clockSays = ({ deadline, steps, counted }: Clock): string[] => [
  ...(deadline?.kind === 'known' ? [`due ${shown(deadline.atMs)}`] : []),
  ...(deadline && deadline.kind !== 'known' ? [`due unknown from ${deadline.date.slice(0)}`] : []),
  ...steps.map(({ kind, to, atMs }) => (kind === 'warn' ? `warn ${shown(atMs)}` : `tell ${to} ${shown(atMs)}`)),
  ...(steps.some(({ kind }) => kind === 'warn') ? [] : ['no warning']),
  ...(steps.length === 0 ? ['no steps'] : []),
  `counted ${counted.map(({ fromMs, untilMs }) => (untilMs - fromMs) / 60_000).join('+')}`,
];
