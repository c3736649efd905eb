import { fault, inSrc, type Numbered } from '../proof.ts';

/** Processes killed, stores wiped, disks full: what a callback survives. */
export const CRASHES: readonly Numbered[] = [
  {
    id: 1,
    name: 'a worker killed in the middle of its work, 50 times',
    holds: 'nothing lost, nothing twice, the trail whole; whatever it had in hand is done within 30 s of its death',
    instead:
      'what a dead worker had in hand is free when its lease is over, a callback after 30 s and a timer after 60 s, because a shorter lease would take a slow machine for a death; asserted are 60 and 120 s. Half of the kills on each store, at 100 calls a second, which is what two cores carry beside all the rest',
    small: '6 kills',
    tier: 'fast',
    by: [fault('killed-workers'), fault('dying-workers')],
  },
  {
    id: 2,
    name: 'a server killed in the middle of a call, 20 times',
    holds: 'every call answered 200 is a row; 99.9 % of all arrive after retries; answers again within 3 s',
    instead:
      'asserted are 60 s from the kill to the next 200: a process here is TypeScript that is read as it starts, on a machine that does other things',
    small: '2 kills',
    tier: 'fast',
    by: [fault('killed-servers')],
  },
  {
    id: 3,
    name: 'killed between the commit of a callback and its bell',
    holds: 'found by the sweep within 5 s; no row is stuck',
    instead: 'asserted are 30 s from the moment at which a worker is there again',
    tier: 'fast',
    by: [fault('killed-before-bell')],
  },
  {
    id: 4,
    name: 'killed between WeCom’s answer and our row',
    holds: 'the same bytes again, shown once',
    tier: 'fast',
    by: [inSrc('notices/shown-once')],
  },
  {
    id: 5,
    name: 'PostgreSQL killed under load, 5 times',
    holds:
      'every answer is 200 (by way of the spool) or 503, p99 within 2 s; work again within 10 s, all done within 30 s',
    instead: 'asserted are a p99 of 5 s while it is down and 60 s for each of the others',
    small: '2 kills',
    tier: 'fast',
    by: [fault('postgres-killed')],
  },
  {
    id: 6,
    name: 'Redis killed under load, 5 times',
    holds: 'nothing lost or twice; answers as fast as before (± 20 %); a bell is heard again within 8 s',
    instead:
      'asserted are 2 s for the answers while it is down, because 20 % is less than a busy machine sways, and 30 s for the bell',
    small: '2 kills',
    tier: 'fast',
    by: [fault('redis-killed'), fault('queue-gone', /killed/)],
  },
  {
    id: 7,
    name: 'the queue’s store wiped: FLUSHALL, and the schema dropped',
    holds: 'nothing lost or twice; everything is rung for again within 60 s',
    tier: 'fast',
    by: [fault('queue-gone', /FLUSHALL|dropped|rows gone/)],
  },
  {
    id: 8,
    name: 'Redis loses the end of its file in a power cut',
    holds: 'nothing lost or twice; what was lost is rung for again within 60 s',
    instead: 'asserted are two minutes',
    tier: 'fast',
    by: [fault('redis-power-cut')],
  },
  {
    id: 9,
    name: 'PostgreSQL’s disk full',
    holds: 'never a 200 without a row or the spool; not ready within 10 s; with room again well within 60 s',
    instead:
      'the door says that callbacks wait in the spool as long as the server still answers, and that it is not ready when that has ended by itself; it does not know of disks. Such a server is started again after pauses that double up to a minute: four minutes are asserted for the way back, one for the way down',
    tier: 'full',
    by: [fault('disk-full')],
  },
  {
    id: 10,
    name: 'the spool’s disk full as well',
    holds: '503, neither 200 nor a crash; as many are counted as refused as were answered 503',
    tier: 'fast',
    by: [fault('spool-full'), inSrc('intake/spool', /full disk|disk refuses/)],
  },
  {
    id: 11,
    name: 'twenty rolling restarts of two servers under load',
    holds: 'no answer but 200; each ends within 10 s with 0',
    instead:
      'no answer is another than 200; a connection that the kernel had taken and the closing server not yet accepted is reset, at most one a restart, and WeCom sends its call again: only a balancer that asks /health/ready before could spare it that',
    small: '2 restarts',
    tier: 'full',
    by: [fault('rolling-restarts'), inSrc('run-process', /ends well/), inSrc('http/let-go')],
  },
  {
    id: 12,
    name: 'migrations: two at once, one that fails half-way, an old program on a new schema, under load',
    holds: 'one applies; what fails leaves nothing; the old program ends within 3 s and says why in one line',
    instead:
      'the old program ends with 1, as at every start that fails; 60 s are asserted, because it is TypeScript that is read as it starts',
    tier: 'fast',
    by: [fault('migrated-under-load'), inSrc('db/migrate/migrate')],
  },
];
