import type { Clock } from './clock.ts';
import type { Obligation } from './judge.ts';

/** What became otherwise between two judgements of one group: late data, a recall, or leave that was approved afterwards. */
export interface Change {
  readonly key: string;
  readonly clock: 'acknowledge' | 'result' | 'whole';
  readonly kind: ChangeKind;
}

/** `withdrawn`: a miss that was none, and must be taken back where it was told; `reopened`: an answer that is none any more. */
export type ChangeKind =
  | 'opened'
  | 'met'
  | 'late'
  | 'missed'
  | 'withdrawn'
  | 'reopened'
  | 'cancelled'
  | 'paused'
  | 'resumed';

/** What of an obligation can become otherwise. */
export interface Changing extends Pick<Obligation, 'key'> {
  readonly cancelled: string | null;
  readonly acknowledge: ClockEnd | null;
  readonly result: { readonly clock: ClockEnd } | null;
}

type ClockEnd = Pick<Clock, 'state' | 'endedAtMs'>;

/** Compares by key; what is gone from the second judgement was cancelled. */
export function whatChanged(before: readonly Changing[], after: readonly Changing[]): readonly Change[] {
  const old = new Map(before.map((one) => [one.key, one]));
  const here = new Set(after.map(({ key }) => key));
  const gone = before.filter(({ key, cancelled }) => !here.has(key) && !cancelled);
  return [
    ...after.flatMap((one) => changesOf(old.get(one.key), one)),
    ...gone.flatMap(({ key, ...one }) => [
      ...(wasMissed(one) ? [{ key, clock: 'whole', kind: 'withdrawn' } as const] : []),
      { key, clock: 'whole', kind: 'cancelled' } as const,
    ]),
  ];
}

function changesOf(before: Changing | undefined, { key, ...after }: Changing): Change[] {
  const whole = (kind: ChangeKind): Change => ({ key, clock: 'whole', kind });
  if (after.cancelled) {
    if (before?.cancelled) return [];
    return [...(before && wasMissed(before) ? [whole('withdrawn')] : []), whole('cancelled')];
  }
  const opened = !before || before.cancelled ? [whole('opened')] : [];
  const clocks = [
    ['acknowledge', before?.acknowledge, after.acknowledge],
    ['result', before?.result?.clock, after.result?.clock],
  ] as const;
  return [
    ...opened,
    ...clocks.flatMap(([clock, old, now]) => kindsOf(old ?? null, now ?? null).map((kind) => ({ key, clock, kind }))),
  ];
}

const wasMissed = ({ acknowledge, result }: Pick<Changing, 'acknowledge' | 'result'>): boolean =>
  [acknowledge, result?.clock].some((clock) => clock?.state === 'missed' || clock?.state === 'late');

function kindsOf(before: ClockEnd | null, after: ClockEnd | null): ChangeKind[] {
  if (!after || before?.state === after.state) return [];
  const wasAMiss = before?.state === 'missed' || before?.state === 'late';
  const isAMiss = after.state === 'missed' || after.state === 'late';
  const withdrawn: ChangeKind[] = wasAMiss && !isAMiss ? ['withdrawn'] : [];
  switch (after.state) {
    case 'met':
    case 'late':
    case 'missed':
    case 'cancelled':
      return [...withdrawn, after.state];
    case 'paused':
      return [...withdrawn, 'paused'];
    default:
      if (before?.state === 'paused') return ['resumed'];
      return before?.endedAtMs != null ? [...withdrawn, 'reopened'] : withdrawn;
  }
}
