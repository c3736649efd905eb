import { remembered } from '../remembered.ts';
import type { Held, Selector } from '../rules/selector.ts';
import type { Policy } from './policy.ts';

/**
 * The policy as it stands at a moment: every role held by name stands for those who hold it then. Between two changes of
 * holders it is the same object, so that rules may remember by it. Pure.
 */
export function policyAt(policy: Policy, atMs: number): Policy {
  const { turnsMs, stretches } = stretchesOf(policy);
  if (turnsMs.length === 0) return policy;
  const passed = turnsMs.filter((turn) => turn <= atMs).length;
  const known = stretches.get(passed);
  if (known) return known;
  const standing = withHolders(policy, atMs);
  stretches.set(passed, standing);
  return standing;
}

const stretchesOf = remembered((policy: Policy) => {
  const { roles, offices, uses, kinds, lastInstance } = policy;
  const held = [...roles.values(), ...offices.values(), ...uses, ...kinds.values(), lastInstance].flatMap(heldIn);
  const turns = held.flatMap(({ fromMs, untilMs }) => (untilMs === null ? [fromMs] : [fromMs, untilMs]));
  return { turnsMs: [...new Set(turns)], stretches: new Map<number, Policy>() };
});

/** Every holder that a value names, however deep. */
function heldIn(value: unknown): Held[] {
  if (Array.isArray(value)) return value.flatMap(heldIn);
  if (!isRecord(value)) return [];
  const own = (value as Selector).held ?? [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => (key === 'held' ? [] : heldIn(inner)))];
}

function withHolders(policy: Policy, atMs: number): Policy {
  const now = <T>(value: T): T => holding(value, atMs);
  return {
    ...policy,
    roles: new Map([...policy.roles].map(([id, role]) => [id, { ...role, who: now(role.who) }])),
    offices: new Map([...policy.offices].map(([id, office]) => [id, { ...office, who: now(office.who) }])),
    lastInstance: now(policy.lastInstance),
    kinds: new Map([...policy.kinds].map(([id, kind]) => [id, { ...kind, narrows: now(kind.narrows) }])),
    uses: policy.uses.map((use) => ({ ...use, settings: now(use.settings), exceptions: now(use.exceptions) })),
  };
}

function holding<T>(value: T, atMs: number): T {
  if (Array.isArray(value)) return value.map((item) => holding(item, atMs)) as T;
  if (!isRecord(value)) return value;
  const { held, ...rest } = value as Selector & Record<string, unknown>;
  const whole = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, holding(inner, atMs)]));
  if (held === undefined) return whole as T;
  return { ...whole, userid: held.filter((one) => holdsAt(one, atMs)).map(({ userid }) => userid) } as T;
}

const holdsAt = ({ fromMs, untilMs }: Held, atMs: number): boolean =>
  fromMs <= atMs && (untilMs === null || atMs < untilMs);

/** Data of the file alone; rules, maps and the like are left as they are. */
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
