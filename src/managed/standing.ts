import type { PersonId } from '../ids.ts';

/** A managed group as WeCom shows it at this moment; accounts in lower case. */
export interface Seen {
  readonly name: string;
  readonly owner: string;
  readonly members: readonly string[];
}

/** What a person answered about somebody, in his present stay or absence. */
export type Answered = 'remove' | 'keep' | 'rejoin' | 'stay-out';

/** What the rows remember of the people of a group. Keys are accounts in lower case. */
export interface Standing {
  /** The hire whose stay it is, of those inside. */
  readonly personOf: ReadonlyMap<string, PersonId>;
  /** Those inside who once belonged, or whom the service added. */
  readonly belongedBefore: ReadonlySet<string>;
  /** Those absent who were inside while they belonged, and whom the service did not remove. */
  readonly leftByHimself: ReadonlySet<string>;
  readonly answers: ReadonlyMap<string, Answered>;
  /** Since when the open question about somebody waits. */
  readonly askedMs: ReadonlyMap<string, number>;
  /** Steps (`what:target`) that WeCom refused lately: not tried again today. */
  readonly refused: ReadonlySet<string>;
}

/** One stay of an account in the group; `untilMs` null: it goes on. */
export interface Stay {
  readonly userid: string;
  readonly personId: PersonId | null;
  readonly sinceMs: number;
  readonly untilMs: number | null;
}

export interface Place {
  readonly userid: string;
  readonly personId: string;
  readonly sinceMs: number;
  readonly untilMs: number | null;
}

/** A change that was carried out. */
export interface Made {
  readonly what: 'add' | 'remove';
  readonly userid: string;
  readonly atMs: number;
}

/** A question about somebody, with its answer. */
export interface Question {
  readonly userid: string;
  readonly askedMs: number;
  readonly state: 'open' | 'closed';
  readonly answer: Answered | null;
}

export interface Remembered {
  readonly stays: readonly Stay[];
  readonly places: readonly Place[];
  readonly made: readonly Made[];
  readonly questions: readonly Question[];
  readonly refused: ReadonlySet<string>;
}

/** How everybody stands, from what was written down and what is seen now. Pure. */
export function standingOf(
  { stays, places, made, questions, refused }: Remembered,
  seen: Seen,
  atMs: number,
): Standing {
  const inside = new Set(seen.members);
  const byUser = indexed(stays);
  const past = new Map([...byUser].map(([userid, all]) => [userid, historyOf(all, inside.has(userid), atMs)]));
  const changes = indexed(made);
  const belonging = indexed(places);
  const users = new Set([...inside, ...belonging.keys()]);
  const since = new Map([...users].map((userid) => [userid, situationSince(userid, inside, past, belonging, changes)]));
  const current = questions.filter(({ userid, askedMs }) => askedMs >= (since.get(userid) ?? Number.POSITIVE_INFINITY));
  return {
    personOf: new Map([...inside].flatMap((userid) => personIn(userid, past))),
    belongedBefore: new Set([...inside].filter((userid) => belonging.has(userid) || addedByUs(userid, past, changes))),
    leftByHimself: new Set([...belonging.keys()].filter((id) => !inside.has(id) && left(id, past, changes, belonging))),
    answers: new Map(current.flatMap(({ userid, answer }) => (answer ? [[userid, answer] as const] : []))),
    askedMs: new Map(current.flatMap((one) => (one.state === 'open' ? [[one.userid, one.askedMs] as const] : []))),
    refused,
  };
}

interface History {
  /** The stay that goes on, as far as it is known. */
  readonly present: Stay | null;
  readonly last: Stay | null;
}

function indexed<T extends { readonly userid: string }>(all: readonly T[]): Map<string, T[]> {
  const index = new Map<string, T[]>();
  for (const one of all) index.set(one.userid, [...(index.get(one.userid) ?? []), one]);
  return index;
}

/** A stay that the rows call open ends now when he is no longer seen. */
function historyOf(stays: readonly Stay[], inside: boolean, atMs: number): History {
  const inOrder = [...stays].sort((a, b) => a.sinceMs - b.sinceMs);
  const open = inOrder.find(({ untilMs }) => untilMs === null) ?? null;
  const ended = inOrder.filter(({ untilMs }) => untilMs !== null).at(-1) ?? null;
  if (inside) return { present: open, last: ended };
  return { present: null, last: open ? { ...open, untilMs: atMs } : ended };
}

type Past = ReadonlyMap<string, History>;

function personIn(userid: string, past: Past): [string, PersonId][] {
  const personId = past.get(userid)?.present?.personId ?? null;
  return personId === null ? [] : [[userid, personId]];
}

const lastMs = (changes: ReadonlyMap<string, Made[]>, userid: string, what: Made['what']): number =>
  Math.max(-1, ...(changes.get(userid) ?? []).filter((one) => one.what === what).map(({ atMs }) => atMs));

const addedByUs = (userid: string, past: Past, changes: ReadonlyMap<string, Made[]>): boolean =>
  lastMs(changes, userid, 'add') > (past.get(userid)?.last?.untilMs ?? -1);

/** Since when he is where he is: of one inside, his stay; of one outside, since he belongs or, when that was later, since he went. */
function situationSince(
  userid: string,
  inside: ReadonlySet<string>,
  past: Past,
  belonging: ReadonlyMap<string, Place[]>,
  changes: ReadonlyMap<string, Made[]>,
): number {
  const history = past.get(userid);
  if (inside.has(userid)) return history?.present?.sinceMs ?? history?.last?.untilMs ?? 0;
  const place = openPlace(userid, belonging);
  return Math.max(place?.sinceMs ?? 0, history?.last?.untilMs ?? 0, lastMs(changes, userid, 'add'));
}

const openPlace = (userid: string, belonging: ReadonlyMap<string, Place[]>): Place | undefined =>
  belonging.get(userid)?.find(({ untilMs }) => untilMs === null);

/** He was inside while he belonged, and the last that happened to him here was not a removal of ours. */
function left(
  userid: string,
  past: Past,
  changes: ReadonlyMap<string, Made[]>,
  belonging: ReadonlyMap<string, Place[]>,
): boolean {
  const place = openPlace(userid, belonging);
  if (!place) return false;
  const stay = past.get(userid)?.last ?? null;
  const his = stay && (stay.personId === null || stay.personId === place.personId) ? stay : null;
  const insideMs = Math.max(his?.untilMs ?? -1, lastMs(changes, userid, 'add'));
  const beganMs = Math.max(his?.sinceMs ?? -1, lastMs(changes, userid, 'add'));
  return insideMs > place.sinceMs && lastMs(changes, userid, 'remove') < beganMs;
}
