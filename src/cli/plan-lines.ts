import type { Plan } from '../managed/plan.ts';

const MARKS = { rename: '~ name', add: '+', owner: '~ owner', remove: '-' } as const;

/** A plan in lines: what is done, what a person is asked, what stays and why. */
export function planLines({ steps, asks, notes, refused }: Plan): string[] {
  const lines = [
    ...steps.map(({ what, target, why }) => `  ${MARKS[what]} ${target} (${why})`),
    ...refused.map(({ what, target }) => `  ✗ ${what} ${target}: WeCom refused it, tried again after a day`),
    ...asks.map(({ userid, about }) => `  ? ${userid}: a person is asked (${about})`),
    ...notes.map(({ userid, because }) => `  = ${userid}: ${because}`),
  ];
  return steps.length + asks.length === 0 ? [...lines, '  ✓ nothing to do'] : lines;
}
