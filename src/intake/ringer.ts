import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import type { BellName } from '../queue/producer.ts';

/** Rings for committed rows: at once after a silence, then at most once in a while. Nobody waits for it. */
export interface Ringer {
  ring(name: BellName, corp: Corp): void;
  /** Rings what is still owed. */
  close(): void;
}

/** Measured: a bell for each call at 200/s costs a store in PostgreSQL nearly half of two cores, one in twenty 4 %. */
const APART_MS = 100;

interface Silence {
  readonly timer: NodeJS.Timeout;
  state: 'nothing owed' | 'one owed';
}

/** A bell says only "there are some": one after the last row tells as much as one for each. */
export function openRinger(bell: Deps['bell'], apartMs: number = APART_MS): Ringer {
  const silences = new Map<string, Silence>();
  const now = (name: BellName, corp: Corp): void => {
    void bell.ring(name, corp).catch(() => undefined); // the rows are there, and the sweep rings for what nobody heard
  };
  const ring = (name: BellName, corp: Corp): void => {
    const key = `${name} ${corp}`;
    const silence = silences.get(key);
    if (silence) {
      silence.state = 'one owed';
      return;
    }
    now(name, corp);
    const timer = setTimeout(() => {
      const over = silences.get(key);
      silences.delete(key);
      if (over?.state === 'one owed') ring(name, corp);
    }, apartMs);
    silences.set(key, { timer, state: 'nothing owed' });
  };
  return {
    ring,
    close: () => {
      for (const [key, { timer, state }] of silences) {
        clearTimeout(timer);
        const [name, corp] = key.split(' ') as [BellName, Corp];
        if (state === 'one owed') now(name, corp);
      }
      silences.clear();
    },
  };
}
