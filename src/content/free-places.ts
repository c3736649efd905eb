/** Places of a row that grows without end: which are free, found without walking over those that are taken. */
export interface FreePlaces {
  /** The first free place at or after this one. */
  readonly next: (place: number) => number;
  readonly isFree: (place: number) => boolean;
  readonly take: (place: number) => void;
  /** The last place that is taken. */
  readonly last: () => number;
}

export function freePlaces(): FreePlaces {
  /** Of a taken place: one further on, the free one or on the way to it. Of a free one: itself. */
  let onward = Int32Array.from({ length: 1024 }, (_, place) => place);
  let last = -1;
  const next = (place: number): number => {
    let free = place;
    while (free < onward.length && onward[free] !== free) free = onward[free] as number;
    for (let at = place; at < free; ) {
      const further = onward[at] as number;
      onward[at] = free;
      at = further;
    }
    return free;
  };
  const take = (place: number): void => {
    if (place + 1 >= onward.length) {
      const known = onward;
      onward = Int32Array.from({ length: place * 2 }, (_, at) => known[at] ?? at);
    }
    onward[place] = place + 1;
    last = Math.max(last, place);
  };
  return { next, isFree: (place) => place >= onward.length || onward[place] === place, take, last: () => last };
}
