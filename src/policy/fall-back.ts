import type { Policy } from './policy.ts';

/** The policy as it is while some of its uses of rules only observe, because people found them wrong too often. Pure. */
export function withFallbacks(policy: Policy, instances: ReadonlySet<string>): Policy {
  if (instances.size === 0) return policy;
  return {
    ...policy,
    uses: policy.uses.map((use) =>
      instances.has(use.instance) && use.level !== 'off' ? { ...use, level: 'observe', rollout: [] } : use,
    ),
  };
}
