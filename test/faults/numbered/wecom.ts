import { fault, inSrc, type Numbered } from '../proof.ts';

/** WeCom misbehaves. */
export const WECOM: readonly Numbered[] = [
  {
    id: 22,
    name: '45009 and 45033 for 70 seconds',
    holds: 'at most one probe in 10 s; nothing failed; all shown within 30 s of its end; other APIs go on',
    tier: 'fast',
    by: [fault('wecom-storms', /45009|after all/), inSrc('notices/deliver', /45009/)],
  },
  {
    id: 23,
    name: '-1 three times, and for ten minutes',
    holds: 'bursts of four tries with waits of 1, 2 and 4 s, five minutes apart; shown once',
    tier: 'fast',
    by: [fault('wecom-storms', /-1|after all/), inSrc('notices/deliver', /-1/)],
  },
  {
    id: 24,
    name: 'no answer, half an answer, HTML, a late answer',
    holds: 'unknown, tried again with the same bytes, shown once; at most ten connections',
    tier: 'fast',
    by: [fault('wecom-storms', /answer|HTML|after all/), inSrc('wecom/client'), inSrc('notices/shown-once')],
  },
  {
    id: 25,
    name: 'a token that others end while 50 calls use it',
    holds: 'at most two fetches; all 50 are answered',
    tier: 'fast',
    by: [inSrc('wecom/token/tokens', /somebody else ended/)],
  },
  {
    id: 26,
    name: 'every new token is refused',
    holds: 'a few fetches, then one a minute; it says so, and works within a minute of its cure',
    tier: 'fast',
    by: [inSrc('wecom/token/tokens', /does not work/)],
  },
  {
    id: 27,
    name: 'forty error codes and partial failures',
    holds: 'each ends as the table says; never means never; somebody else is told',
    tier: 'fast',
    by: [inSrc('notices/verdict'), inSrc('notices/deliver')],
  },
  {
    id: 28,
    name: 'a thousand notices for one person in a minute',
    holds: 'at most 20 calls a minute; every notice is sent or merged',
    tier: 'fast',
    by: [inSrc('notices/not-flooded')],
  },
];
