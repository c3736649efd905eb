import { remembered } from '../remembered.ts';
import type { Selector } from '../rules/selector.ts';
import type { RuleUse } from './policy.ts';

/** True when the value names people by the group's own department, so that it differs from group to group. */
export function namesOwnDepartment(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(namesOwnDepartment);
  if (!isRecord(value)) return false;
  return value.ofGroup !== undefined || Object.values(value).some(namesOwnDepartment);
}

/** The settings of a use for a group of this department; the same object for the same department, so that rules may remember. */
export function settingsFor(use: RuleUse, ownerDepartment: string): unknown {
  if (use.settingsFrom === 'policy') return use.settings;
  const byDepartment = completed(use);
  const known = byDepartment.get(ownerDepartment);
  if (known !== undefined) return known;
  const settings = withOwnDepartment(use.settings, ownerDepartment);
  byDepartment.set(ownerDepartment, settings);
  return settings;
}

const completed = remembered((_use: RuleUse) => new Map<string, unknown>());

/** `ofGroup` replaced by the owner department that the register names. */
export function withOwnDepartment(value: unknown, department: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withOwnDepartment(item, department));
  if (!isRecord(value)) return value;
  const { ofGroup, ...rest } = value;
  const inner = Object.entries(rest).map(([key, v]) => [key, withOwnDepartment(v, department)] as const);
  const whole: Record<string, unknown> = Object.fromEntries(inner);
  if (ofGroup === undefined) return whole;
  const before = (whole.all ?? []) as Selector[];
  return { ...whole, all: [...before, { mainDepartment: department }] };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
