import type { OwnCase } from '../../cases/own-cases.ts';
import type { Say, WordingKey } from '../words/say.ts';

type Standing = Pick<OwnCase, 'state' | 'held' | 'closedAt' | 'closedBecause' | 'decided'>;

/** How a case stands, as the person it is about would say it. Never a word of guilt before somebody decided. */
export function ownState(one: Standing, say: Say): string {
  if (one.closedAt) return say(ENDED[one.closedBecause ?? ''] ?? 'endedOther');
  if (one.decided === 'confirmed') return say('stateConfirmed');
  if (one.decided === 'waived') return say('stateWaived');
  if (one.state === 'escalated') return say('stateWithPerson');
  if (one.state === 'decided') return say('stateHeard');
  if (one.held === 'baseline') return say('stateBefore');
  if (one.state === 'told') return say('stateTold');
  return say(one.held === null ? 'stateFound' : 'stateHeld');
}

/** Why a case ended, in words. */
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
