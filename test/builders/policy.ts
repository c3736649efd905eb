import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';

type Founding = 'chongqing-industrial' | 'drucker-consulting' | 'anhui-chamber';

/** A founding policy as it is shipped, with pieces of its text replaced. */
export function foundingPolicy(slug: Founding, ...changes: readonly (readonly [from: string, to: string])[]): Policy {
  const file = join(import.meta.dirname, `../../policies/${slug}.yaml`);
  const source = changes.reduce((text, [from, to]) => replaced(text, from, to), readFileSync(file, 'utf8'));
  return policyFrom(source);
}

/** A policy from its text; throws with the first problem when it is not one. */
function policyFrom(source: string): Policy {
  const result = loadPolicy(source, 'test.yaml');
  if ('policy' in result) return result.policy;
  const [first] = result.problems;
  throw new TypeError(`${first?.line}: ${first?.path} ${first?.message} → ${first?.remedy}`);
}

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new TypeError(`the policy does not contain: ${from}`);
  return text.replaceAll(from, to);
}
