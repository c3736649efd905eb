import type { QueueState } from '../../decisions/queue-state.ts';
import type { Say, WordingKey } from '../words/say.ts';

interface Standing {
  readonly state: QueueState;
  readonly closedBecause: string | null;
}

/** How a case stands, as the person it is about would say it. Never a word of guilt before somebody decided. */
export const ownState = ({ state, closedBecause }: Standing, say: Say): string =>
  state === 'over' ? endedWords(closedBecause, say) : say(STATES[state]);

const STATES: Readonly<Record<Exclude<QueueState, 'over'>, WordingKey>> = {
  'under-way': 'ownStateTold',
  'to-do': 'ownStateWithPerson',
  statement: 'ownStateStatement',
  ready: 'ownStateReady',
  decided: 'ownStateDecided',
  appealed: 'ownStateAppealed',
};

/** Why a case ended, in words. Who was proven right on appeal sees it before all else. */
export const endedWords = (because: string | null, say: Say): string => say(ENDED[because ?? ''] ?? 'endedOther');

const ENDED: Readonly<Record<string, WordingKey>> = {
  fixed: 'endedFixed',
  answered: 'endedAnswered',
  past: 'endedPast',
  'policy-changed': 'endedPolicy',
  'group-dissolved': 'endedDissolved',
  waived: 'endedWaived',
  'taken-back': 'endedTakenBack',
};
