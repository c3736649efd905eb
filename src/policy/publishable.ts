import type { Loaded } from './load.ts';
import type { Policy } from './policy.ts';
import type { Problem } from './problem.ts';

/** A loaded draft under its published number. */
export const asVersion = (policy: Policy, version: number): Policy => ({ ...policy, version });

/** What keeps a policy that loads from being published: everything in use that nobody has set. */
export const refusals = ({ open }: Pick<Loaded, 'open'>): readonly Problem[] =>
  open.filter(({ gravity }) => gravity === 'unset');
