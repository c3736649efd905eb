import type { ClosedBecause } from '../cases/close-cases.ts';
import type { Judged } from '../cases/judged.ts';
import type { OpenCase } from '../cases/settle.ts';
import { judgeGroup } from '../policy/judge.ts';
import { foundKey, matterKey } from '../policy/matter-key.ts';
import { asIfUnmarked } from '../words/finds-of.ts';

interface Closed {
  readonly open: OpenCase;
  readonly because: ClosedBecause;
}

/** A case that is gone only because somebody called its find a false alarm, or because more became known, never was one: who was told of it is corrected. Pure. */
export function falseAlarmsIn(
  { policy, facts }: Pick<Judged, 'policy' | 'facts'>,
  closed: readonly Closed[],
): Closed[] {
  const gone = closed.some(({ because }) => because === 'fixed');
  if (!gone || !facts.records?.hits.some(({ marked, goneAtMs }) => marked === 'wrong' || goneAtMs)) return [...closed];
  const found = new Set(judgeGroup(policy, asIfUnmarked(facts)).findings.map(foundKey));
  return closed.map((one) =>
    one.because === 'fixed' && found.has(matterKey(one.open)) ? { ...one, because: 'taken-back' } : one,
  );
}
