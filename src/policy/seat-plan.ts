/** A group whose talk is invisible until somebody in it has an archive seat. */
export interface SeatlessGroup {
  readonly chatId: string;
  /** Accounts whose seat would show it: its employees; where the roster is unknown, whoever declared or administers it. */
  readonly seatable: readonly string[];
  /** How many rules wait for the archive there. */
  readonly pairs: number;
}

export interface Seat {
  readonly userid: string;
  /** Groups that nobody chosen before shows. */
  readonly groups: readonly string[];
  readonly pairs: number;
}

export interface SeatPlan {
  readonly seats: readonly Seat[];
  readonly pairs: number;
  readonly covered: number;
  /** `fewest`: no smaller plan exists. `few`: there were too many to try; the greedy one, without anybody superfluous. */
  readonly proof: 'fewest' | 'few';
  /** Groups in which nobody could have a seat. */
  readonly unreachable: readonly string[];
}

/** Looking for a smaller plan than the greedy one ends after so many tries. */
const MOST_TRIES = 200_000;

/**
 * The fewest archive seats that show at least `share` (0…1) of all group × rule pairs, or of all that can be shown when that is
 * less. Pure; the same groups in any order give the same plan.
 */
export function planSeats(groups: readonly SeatlessGroup[], share: number): SeatPlan {
  const pairs = sum(groups);
  const candidates = candidatesOf(groups);
  const shown = groups.filter(({ seatable }) => seatable.length > 0);
  const wanted = Math.min(Math.ceil(share * pairs - 1e-9), sum(shown));
  const greedy = greedyPlan(candidates, wanted);
  const { plan, proof } = fewerThan(greedy, candidates, wanted);
  const seats = asSeats(plan);
  return {
    seats,
    pairs,
    covered: seats.reduce((total, seat) => total + seat.pairs, 0),
    proof,
    unreachable: groups.filter(({ seatable }) => seatable.length === 0).map(({ chatId }) => chatId),
  };
}

interface Candidate {
  readonly userid: string;
  readonly groups: readonly SeatlessGroup[];
}

const sum = (groups: Iterable<SeatlessGroup>): number => [...groups].reduce((total, { pairs }) => total + pairs, 0);

/** One candidate for each set of groups; whoever shows only what somebody else shows too is left out. */
function candidatesOf(groups: readonly SeatlessGroup[]): Candidate[] {
  const shows = new Map<string, SeatlessGroup[]>();
  for (const group of [...groups].sort((a, b) => (a.chatId < b.chatId ? -1 : 1)))
    for (const userid of new Set(group.seatable)) shows.set(userid, [...(shows.get(userid) ?? []), group]);
  const everyone = [...shows]
    .map(([userid, shown]) => ({ userid, groups: shown }))
    .sort((a, b) => sum(b.groups) - sum(a.groups) || (a.userid < b.userid ? -1 : 1));
  const kept: (Candidate & { readonly ids: ReadonlySet<string> })[] = [];
  for (const one of everyone) {
    const ids = new Set(one.groups.map(({ chatId }) => chatId));
    if (!kept.some((other) => [...ids].every((id) => other.ids.has(id)))) kept.push({ ...one, ids });
  }
  return kept;
}

const gainOf = ({ groups }: Candidate, covered: ReadonlySet<string>): number =>
  sum(groups.filter(({ chatId }) => !covered.has(chatId)));

/** Whoever shows most of what is left, until enough is shown; then without those the others make superfluous. */
function greedyPlan(candidates: readonly Candidate[], wanted: number): Candidate[] {
  const plan: Candidate[] = [];
  const covered = new Set<string>();
  let total = 0;
  while (total < wanted) {
    const best = candidates.reduce<Candidate | null>(
      (found, one) => (found && gainOf(found, covered) >= gainOf(one, covered) ? found : one),
      null,
    );
    if (!best || gainOf(best, covered) === 0) break;
    total += gainOf(best, covered);
    for (const { chatId } of best.groups) covered.add(chatId);
    plan.push(best);
  }
  return plan.filter((one) => !superfluous(one, plan, wanted));
}

const superfluous = (one: Candidate, plan: readonly Candidate[], wanted: number): boolean =>
  coveredBy(plan.filter((other) => other !== one)) >= wanted;

const coveredBy = (plan: readonly Candidate[]): number => sum(new Set(plan.flatMap(({ groups }) => groups)));

/** Tries whether a smaller plan exists; `few` when it could not be tried to the end. */
function fewerThan(
  greedy: Candidate[],
  candidates: readonly Candidate[],
  wanted: number,
): { readonly plan: Candidate[]; readonly proof: SeatPlan['proof'] } {
  const search: Search = { candidates, wanted, tries: 0 };
  for (let size = 0; size < greedy.length; size += 1) {
    const plan = planOf(search, size, 0, []);
    if (plan) return { plan, proof: 'fewest' };
    if (search.tries >= MOST_TRIES) return { plan: greedy, proof: 'few' };
  }
  return { plan: greedy, proof: 'fewest' };
}

interface Search {
  readonly candidates: readonly Candidate[];
  readonly wanted: number;
  tries: number;
}

/** A plan with so many more seats, from the candidates behind `from`; null when none is enough or the tries are used up. */
function planOf(search: Search, seats: number, from: number, plan: readonly Candidate[]): Candidate[] | null {
  const missing = search.wanted - coveredBy(plan);
  if (missing <= 0) return [...plan];
  if (seats === 0) return null;
  for (let at = from; at < search.candidates.length; at += 1) {
    const one = search.candidates[at] as Candidate;
    search.tries += 1;
    // Candidates come in the order of what they show: from here on nobody brings enough.
    if (search.tries >= MOST_TRIES || sum(one.groups) * seats < missing) return null;
    const found = planOf(search, seats - 1, at + 1, [...plan, one]);
    if (found) return found;
  }
  return null;
}

function asSeats(plan: readonly Candidate[]): Seat[] {
  const covered = new Set<string>();
  return plan.map(({ userid, groups }) => {
    const fresh = groups.filter(({ chatId }) => !covered.has(chatId));
    for (const { chatId } of fresh) covered.add(chatId);
    return { userid, groups: fresh.map(({ chatId }) => chatId), pairs: sum(fresh) };
  });
}
