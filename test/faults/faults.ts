/** One way of hurting a running house: the name of its test file, what is done, and what must hold. */
export interface Fault {
  readonly id: string;
  readonly done: string;
  readonly holds: string;
  /** `alone`: it measures, or has the machine's two cores busy by itself. */
  readonly runs?: 'alone';
  /** Programs without which it, or a part of it, cannot be run. */
  readonly needs?: readonly string[];
}

export const FAULTS: readonly Fault[] = [
  {
    id: 'any-order',
    done: 'groups are joined, left, renamed, handed on and ended, and WeCom tells it in any order and twice',
    holds: 'each group ends as WeCom has it, whatever the order',
  },
  {
    id: 'callbacks',
    done: 'callbacks doubled fifty times at once, replayed after a day, with moved digits, hostile, or sealed for somebody else',
    holds:
      'one row and one effect each; hostile ones are parked with the reason; those of others are refused and kept nowhere',
  },
  {
    id: 'clock-jumps',
    done: 'the clock leaps three days on, into the night, and an hour back',
    holds: 'nothing fires early or twice, nobody is flooded or told at night',
  },
  {
    id: 'disk-full',
    runs: 'alone',
    needs: ['unshare'],
    done: 'the disk of PostgreSQL is filled while callbacks arrive (a file system in memory, in a namespace of its own)',
    holds: 'nothing that was answered 200 is missing; the door says it is not ready; with room again all goes on',
  },
  {
    id: 'dying-workers',
    done: 'a callback, or a group, of which no process survives the handling',
    holds: 'parked after three deaths, given up after five and said as a data gap; what stands beside it is done',
  },
  {
    id: 'evening-storm',
    done: 'WeCom refuses every message until people are not told any more',
    holds: 'told in the morning, once, and not at all where it was mended overnight',
  },
  {
    id: 'grace-in-a-storm',
    done: 'no group can be read at the moment a grace ends',
    holds: 'no reminder on a guess meanwhile; the second reminder comes when the group was read',
  },
  {
    id: 'host-clock',
    runs: 'alone',
    done: 'the clocks of a server and two workers are minutes and an hour off, ahead and behind, and leap under load',
    holds: 'nothing fires early, late or twice, and callbacks are answered: no decision asks the host’s clock',
  },
  {
    id: 'hostile-names',
    done: 'sixteen hostile nicknames in one group: markup, commands, control characters, ten thousand letters',
    holds: 'each is told once, harmlessly; no log line and no entry of the trail holds a word of them',
  },
  {
    id: 'killed-before-bell',
    runs: 'alone',
    needs: ['redis-server'],
    done: 'a server killed between the commit of a row and its bell, and no worker there',
    holds: 'whoever works next finds the row within seconds',
  },
  {
    id: 'killed-servers',
    runs: 'alone',
    done: 'a server killed with -9 in the middle of calls, again and again, under load (the seed is printed)',
    holds:
      'every call answered 200 is a row and done; the others arrive by WeCom’s retries; nobody was told twice, the chain is whole',
  },
  {
    id: 'killed-workers',
    runs: 'alone',
    needs: ['redis-server'],
    done: 'a worker killed with -9 in the middle of its work, again and again, under load, on both stores of bells (the seed is printed)',
    holds:
      'nothing is missing, nobody was told twice, the chain is whole; what it had in hand is done when its lease is over',
  },
  {
    id: 'listening-cut',
    runs: 'alone',
    done: 'the connection on which workers hear their bells is ended, or goes silent, before each bell',
    holds: 'each bell is heard all the same, without any sweep',
  },
  {
    id: 'migrated-under-load',
    runs: 'alone',
    done: 'two migrators at once, one migration that fails half-way, an old program on the new schema, under load',
    holds:
      'one applies, what failed left nothing, the old program ends with one line that says why, and no call is refused',
  },
  {
    id: 'million-timers',
    runs: 'alone',
    done: 'a million timers, 20 000 of them due at once, 100 000 cancelled meanwhile (npm run bench -- timers)',
    holds: 'all that is due is fired once, nothing that was cancelled, nothing early',
  },
  {
    id: 'mutated-calls',
    runs: 'alone',
    done: 'calls changed anywhere: query, body, ciphertext, sealed text, path, the bytes on the wire (the seed is printed)',
    holds: 'no answer of 500; the process stays as large and as quick as it was',
  },
  {
    id: 'padding-oracle',
    runs: 'alone',
    done: 'thousands of envelopes with another last block, under a wrong and under a right signature',
    holds: 'nothing is decrypted under a wrong one; under a right one all refusals are the same',
  },
  {
    id: 'postgres-killed',
    runs: 'alone',
    done: 'PostgreSQL killed with -9, again and again, under load',
    holds: 'every answer is 200; each callback is one row, by way of the spool, and done',
  },
  {
    id: 'presses',
    done: 'buttons pressed by the wrong people, with forged, foreign or late keys, and by four hands at once',
    holds: 'no forged press counts, a true one counts once, the trail says who was refused',
  },
  {
    id: 'queue-gone',
    needs: ['redis-server'],
    done: 'the store of the bells wiped, killed, full, read-only, frozen or without rights, four times in mid-flight',
    holds: 'nothing is missing and nothing there twice: the sweep alone is enough',
  },
  {
    id: 'redis-killed',
    runs: 'alone',
    needs: ['redis-server'],
    done: 'Redis killed with -9 and started again three seconds later, again and again, under load',
    holds: 'nothing is missing or there twice; callbacks are answered as before; bells are heard again within seconds',
  },
  {
    id: 'redis-power-cut',
    runs: 'alone',
    needs: ['redis-server'],
    done: 'Redis killed, and the last 64 KiB of its file cut off',
    holds: 'nothing is missing or there twice',
  },
  {
    id: 'rolling-restarts',
    runs: 'alone',
    done: 'two servers behind a plain balancer asked to end in turn, and started again, under load',
    holds: 'no answer but 200; each ends within its ten seconds with 0',
  },
  {
    id: 'secrets',
    done: 'a day in which everything fails, with marked secrets and words; then every table and log line is read',
    holds: 'no secret, token or key, nothing anybody said or is called, where it must not be',
  },
  {
    id: 'slow-senders',
    runs: 'alone',
    done: '500 connections that send a letter a second; bodies of ten megabytes',
    holds: 'slow ones are closed, good callbacks answered meanwhile; 413 before much was read',
  },
  {
    id: 'spool-full',
    runs: 'alone',
    needs: ['unshare'],
    done: 'PostgreSQL away, and the five megabytes of the spool full',
    holds: '503 and nothing else, as many as are counted; what was answered 200 is there afterwards',
  },
  {
    id: 'two-processes',
    done: 'three processes on one database for an hour of a busy company, callbacks doubled and reordered',
    holds: 'nothing is missing or there twice; no deadlock and no clash of keys reaches anybody',
  },
  {
    id: 'wecom-storms',
    done: 'nine storms of WeCom (45009, 45033, -1, 40014, 42001, 60020, 502, no answer, half an answer), of up to half an hour',
    holds: 'each message is shown once, with few calls; what happened meanwhile is found within the hour',
  },
];
