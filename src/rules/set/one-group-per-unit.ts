import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Sibling } from '../../events/records.ts';
import { keyOf } from '../naming/nickname-key.ts';
import { plainText } from '../plain-text.ts';
import { recordsOf } from '../records.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { stemOf } from './stem.ts';

const OneGroupPerUnit = z.strictObject({
  per: z
    .enum(['ownerDepartment', 'name'])
    .default('ownerDepartment')
    .describe('what may have so many groups of the kind: a department, or a name without its number'),
  atMost: z.int().min(1).max(50).default(1).describe('groups of this kind'),
  strength: z.enum(['required', 'advised']).default('required').describe('advised: asked for, never a breach'),
  except: z.array(z.string().min(1)).default([]).describe('departments, or names, that may have more'),
});
type OneGroupPerUnit = z.infer<typeof OneGroupPerUnit>;

/** A unit has no more groups of a kind than the policy allows; those that were there first stay. */
export const oneGroupPerUnit = defineRule({
  id: 'set/one-group-per-unit',
  title: { zh: '一单位一群', en: 'One group of a kind per unit' },
  needs: [],
  asks: ['siblings'],
  settings: OneGroupPerUnit,
  says: {
    'one-too-many': {
      zh: '「{unit}」这类群有 {count} 个（至多 {most}），先建：{others}',
      en: '“{unit}” has {count} groups of this kind, at most {most}; older ones: {others}',
    },
  },
  fix: {
    'one-too-many': {
      zh: '请把成员并入先建的群，再由群主解散本群',
      en: 'Please move the members to the older group; then the owner dismisses this one',
    },
  },
  inWords({ per, atMost }) {
    const unit = per === 'name' ? { zh: '同一名称', en: 'name' } : { zh: '一个部门', en: 'department' };
    return { zh: `${unit.zh}至多 ${atMost} 个这类群`, en: `at most ${atMost} groups of this kind per ${unit.en}` };
  },
  judge(facts, settings) {
    if (!facts.registered) return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'no-entry' }];
    const unit = unitOf(facts.registered.ownerDepartment, facts.group.name, settings);
    if (unit.key === '' || settings.except.some((one) => keyOf(one) === unit.key)) return [];
    const { kind } = facts.registered;
    const same = recordsOf(facts).siblings.filter(
      (one) => one.kind === kind && unitOf(one.ownerDepartment, one.name, settings).key === unit.key,
    );
    const older = same.filter((one) => isOlder(one, facts));
    return older.length < settings.atMost ? [] : [tooMany(unit.name, same.length + 1, older, settings)];
  },
});

function unitOf(department: string, name: string, { per }: OneGroupPerUnit): { key: string; name: string } {
  if (per === 'ownerDepartment') return { key: keyOf(department), name: department };
  return { key: stemOf(name), name };
}

/** A group whose birth nobody knows was there before; of two of the same age the id decides, so that one of them stays. */
function isOlder(other: Sibling, { group }: GroupFacts): boolean {
  const [theirs, ours] = [other.createdAtMs ?? 0, group.createdAtMs ?? 0];
  return theirs === ours ? other.chatId < group.chatId : theirs < ours;
}

function tooMany(
  unit: string,
  count: number,
  older: readonly Sibling[],
  { atMost, strength }: OneGroupPerUnit,
): Outcome<'one-too-many'> {
  const others = older.slice(0, 2).map(({ name, chatId }) => plainText(name || chatId, 16));
  return {
    kind: strength === 'advised' ? 'task' : 'breach',
    subject: { kind: 'group' },
    says: 'one-too-many',
    detail: {
      unit: plainText(unit, 20),
      count: String(count),
      most: String(atMost),
      others: others.join('、') + (older.length > others.length ? '…' : ''),
    },
    tell: 'hr',
    window: '-',
  };
}
