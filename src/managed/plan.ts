import type { Directory, Person } from '../events/person.ts';
import type { Kept } from '../policy/policy.ts';
import { isHired } from '../rules/personnel.ts';
import type { Roster } from './roster.ts';
import type { Seen, Standing } from './standing.ts';

/** A change to the group at WeCom. `target`: an account, for a name the name. `why`: a key that the trail keeps. */
export interface Step {
  readonly what: 'rename' | 'add' | 'owner' | 'remove';
  readonly target: string;
  readonly why: string;
}

/** What a person is asked. `extra`: he belonged here once; `by-hand`: somebody added him; `left`: he went by himself. */
export interface Ask {
  readonly about: 'extra' | 'by-hand' | 'left';
  readonly userid: string;
}

/** Why nothing is done about somebody who is not where the roster wants him. */
export interface Note {
  readonly userid: string;
  readonly because: string;
}

export interface Plan {
  /** Steps that WeCom refused lately: left alone for a day, and HR is told. */
  readonly refused: readonly Step[];
  /** In the order in which they are carried out. */
  readonly steps: readonly Step[];
  readonly asks: readonly Ask[];
  readonly notes: readonly Note[];
}

export interface Planning {
  readonly name: string;
  readonly kept: Kept;
  readonly roster: Roster;
  readonly seen: Seen;
  readonly standing: Standing;
  readonly directory: Directory;
  readonly atMs: number;
}

/** Members that a group of an app may have [98913]. */
export const MOST_MEMBERS = 2_000;
const FEWEST_MEMBERS = 2;
/** Somebody added by hand is asked about for so long before anything else happens to him. */
export const BY_HAND_ASKED_MS = 24 * 3_600_000;

/**
 * What is to change so that the group has its roster: joiners in, leavers of the company out, the name as it was; about
 * everybody else a person is asked. The same input gives the same plan, and carrying it out leaves nothing of it. Pure.
 */
export function planChanges(planning: Planning): Plan {
  const { roster, seen, standing, name } = planning;
  const inside = new Set(seen.members);
  const present = seen.members.map((userid) => ({ userid, verdict: aboutPresent(userid, planning) }));
  const absent = [...roster.belongs.keys()]
    .filter((userid) => !inside.has(userid))
    .map((userid) => ({ userid, verdict: aboutAbsent(userid, planning) }));
  const told = [...present, ...absent].sort((a, b) => (a.userid < b.userid ? -1 : Number(a.userid > b.userid)));
  const add = stepsOf(told, 'add').slice(0, Math.max(0, MOST_MEMBERS - inside.size));
  const heir = heirOf(planning, new Set([...inside, ...add.map(({ target }) => target)]));
  const remove = atMost(
    stepsOf(told, 'remove').filter(({ target }) => target !== seen.owner || heir !== null),
    inside.size + add.length - FEWEST_MEMBERS,
  );
  const rename: Step[] = seen.name === name ? [] : [{ what: 'rename', target: name, why: 'name-kept' }];
  const steps = [...rename, ...add, ...(heir ? [heir] : []), ...remove];
  const isRefused = ({ what, target }: Step): boolean => standing.refused.has(`${what}:${target}`);
  return {
    refused: steps.filter(isRefused),
    steps: steps.filter((step) => !isRefused(step)),
    asks: told.flatMap(({ userid, verdict }) => ('ask' in verdict ? [{ userid, about: verdict.ask }] : [])),
    notes: [
      ...told.flatMap(({ userid, verdict }) => ('note' in verdict ? [{ userid, because: verdict.note }] : [])),
      ...roster.blocked.filter(({ userid }) => !inside.has(userid)),
    ],
  };
}

type Verdict =
  | { readonly fine: true }
  | { readonly step: 'add' | 'remove'; readonly why: string }
  | { readonly ask: Ask['about'] }
  | { readonly note: string };

const FINE: Verdict = { fine: true };

const stepsOf = (told: readonly { userid: string; verdict: Verdict }[], what: 'add' | 'remove'): Step[] =>
  told.flatMap(({ userid, verdict }) =>
    'step' in verdict && verdict.step === what ? [{ what, target: userid, why: verdict.why }] : [],
  );

const atMost = (steps: readonly Step[], most: number): readonly Step[] => steps.slice(0, Math.max(0, most));

function aboutPresent(userid: string, planning: Planning): Verdict {
  const { roster, standing, kept, atMs } = planning;
  if (roster.belongs.has(userid)) return FINE;
  const holder = holderOf(userid, planning);
  if (holder === 'unknown' || holder === 'reused') return { note: `account-${holder}` };
  if (holder === 'left') return { step: 'remove', why: 'left-corp' };
  if (userid === planning.seen.owner) return { note: 'owner' };
  const answer = standing.answers.get(userid);
  if (answer === 'remove') return { step: 'remove', why: 'confirmed' };
  if (answer === 'keep') return { note: 'kept-by-a-person' };
  if (roster.mayStay.has(userid)) return { note: 'allowed' };
  const about = standing.belongedBefore.has(userid) ? 'extra' : 'by-hand';
  if (kept.removal === 'asked' || roster.looksAfter.has(userid)) return { ask: about };
  const askedMs = standing.askedMs.get(userid);
  if (about === 'by-hand' && (askedMs === undefined || atMs - askedMs < BY_HAND_ASKED_MS)) return { ask: about };
  return { step: 'remove', why: 'automatic' };
}

/** Who was inside while he belonged and is no longer, though nobody of us removed him, is asked once and not added again. */
function aboutAbsent(userid: string, { roster, standing }: Planning): Verdict {
  const answer = standing.answers.get(userid);
  if (answer === 'rejoin') return { step: 'add', why: 'came-back' };
  if (answer === 'stay-out') return { note: 'stays-out' };
  if (standing.leftByHimself.has(userid)) return { ask: 'left' };
  return { step: 'add', why: roster.belongs.get(userid)?.why ?? 'required' };
}

/** How the member's person stands to the company. An account that is somebody else's now is left to people. */
function holderOf(userid: string, { standing, directory, atMs }: Planning): 'hired' | 'left' | 'unknown' | 'reused' {
  const personId = standing.personOf.get(userid);
  const now = directory.byAccount.get(userid);
  const person: Person | undefined = personId ? directory.persons.get(personId) : now;
  if (!person) return 'unknown';
  if (now && now.id !== person.id) return 'reused';
  return isHired(person, atMs) ? 'hired' : 'left';
}

/** A new owner, when the present one left the company or the group; null when the group has one, or nobody can be. */
function heirOf(planning: Planning, inside: ReadonlySet<string>): Step | null {
  const { seen, roster } = planning;
  const gone = !inside.has(seen.owner) || holderOf(seen.owner, planning) === 'left';
  if (!gone) return null;
  const target = roster.owners.find((userid) => inside.has(userid) && userid !== seen.owner);
  return target === undefined ? null : { what: 'owner', target, why: 'owner-gone' };
}
