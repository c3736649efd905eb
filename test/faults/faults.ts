/** One way of hurting a running house: the name of its test file, what is done, and what must hold. */
export interface Fault {
  readonly id: string;
  readonly done: string;
  readonly holds: string;
}

export const FAULTS: readonly Fault[] = [
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
    id: 'hostile-names',
    done: 'sixteen hostile nicknames in one group: markup, commands, control characters, ten thousand letters',
    holds: 'each is told once, harmlessly; no log line and no entry of the trail holds a word of them',
  },
  {
    id: 'killed-processes',
    done: 'a server and two workers killed with -9 in turn, three rounds, under a stream of events (the seed is printed)',
    holds: 'every call answered 200 is a row and done; nothing is missing, nobody was told twice, the chain is whole',
  },
  {
    id: 'postgres-killed',
    done: 'PostgreSQL killed with -9 twice while callbacks arrive',
    holds: 'every answer is 200; each callback is one row, by way of the spool, and done',
  },
  {
    id: 'presses',
    done: 'buttons pressed by the wrong people, with forged, foreign or late keys, and by four hands at once',
    holds: 'no forged press counts, a true one counts once, the trail says who was refused',
  },
  {
    id: 'queue-gone',
    done: 'the store of the bells wiped, killed, full, read-only, frozen or without rights, four times in mid-flight',
    holds: 'nothing is missing and nothing there twice: the sweep alone is enough',
  },
  {
    id: 'secrets',
    done: 'a day in which everything fails, with marked secrets and words; then every table and log line is read',
    holds: 'no secret, token or key, nothing anybody said or is called, where it must not be',
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
