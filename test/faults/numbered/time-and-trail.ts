import { fault, inSrc, type Numbered } from '../proof.ts';

/** Clocks, timers, bells, poison, and the trail. */
export const TIME_AND_TRAIL: readonly Numbered[] = [
  {
    id: 29,
    name: 'clocks that jump: the product’s, and a host’s by an hour',
    holds: 'nothing fires early or twice; callbacks are taken and flagged',
    instead:
      'the clock inside each process is moved, not the machine’s. No decision asks it, so there is no gauge: doctor compares the clocks. Asserted is a p99 of 30 s for the lateness',
    tier: 'fast',
    by: [fault('host-clock'), fault('clock-jumps')],
  },
  {
    id: 30,
    name: 'a million timers, 20 000 due at once, 100 000 cancelled meanwhile',
    holds: 'all fired within 60 s, none of the cancelled; arming and cancelling p99 within 10 ms',
    instead:
      'it is the bench of timers, with one pair of hands and no other load; asserted are 240 s and a p99 of 200 ms',
    tier: 'full',
    by: [fault('million-timers')],
  },
  {
    id: 31,
    name: 'calendars: 100 000 random cases in several zones',
    holds: 'each agrees with counting minute by minute; a year without data is never guessed',
    tier: 'fast',
    by: [inSrc('work-time/working-time.oracle')],
  },
  {
    id: 32,
    name: 'the queue’s listening connection cut, or half open',
    holds: 'picked up within 1 s, or 6 s',
    instead:
      'measured from the moment at which the store takes the bell, with no sweep beside it; asserted are 30 s. There is no gauge of listening: a sweep every second does what nobody heard of',
    tier: 'fast',
    by: [fault('listening-cut')],
  },
  {
    id: 33,
    name: 'an event that ends its process',
    holds: 'parked after three deaths; all beside it are done',
    instead: 'in a process that plays dead: nothing of it is written any more, not even by a handler of errors',
    tier: 'fast',
    by: [fault('dying-workers', /a callback that kills/)],
  },
  {
    id: 34,
    name: 'the audit trail changed by a superuser',
    holds:
      'changes, gaps and swaps are found by the chain, a lost end or a rebuilt chain by anchors; the place is named',
    instead: 'a million rows are not verified in a test',
    tier: 'fast',
    by: [inSrc('audit/tampering')],
  },
];
