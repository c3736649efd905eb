import { z } from 'zod';
import type { GroupFacts, Unseen } from '../../events/facts.ts';
import { keyOf } from '../naming/nickname-key.ts';
import type { Outcome, Sentence } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { either } from '../selector-words.ts';
import { appointedAt } from './appointed.ts';
import { dayMs } from './days.ts';

const FIELDS = ['name', 'kind', 'purpose', 'ownerDepartment', 'admins', 'endDate'] as const;
type Field = (typeof FIELDS)[number];

const Complete = z.strictObject({
  fields: z.array(z.enum(FIELDS)).min(1).describe('what has to be filled; who may be inside is said by the kind'),
  strength: z.enum(['required', 'advised']).default('required').describe('advised: asked for, never a breach'),
  emptyWords: z
    .array(z.string().min(1))
    .default(['无', '暂无', '待定', '未知'])
    .describe('words that fill a field without saying anything'),
  graceDays: z.int().min(0).max(365).default(0).describe('days after the creation of the group'),
});
type Complete = z.infer<typeof Complete>;

const SAYS = {
  name: 'no-name',
  kind: 'no-kind',
  purpose: 'no-purpose',
  ownerDepartment: 'no-owner-department',
  admins: 'no-admins',
  endDate: 'no-end-date',
} as const satisfies Record<Field, string>;
type Says = (typeof SAYS)[Field];

/** What has to be said about a group when it is set up stands in the register. */
export const complete = defineRule<Complete, Says>({
  id: 'register/complete',
  title: { zh: '建群要素', en: 'What a group needs is laid down' },
  needs: [],
  settings: Complete,
  says: {
    'no-name': { zh: '本群还没有群名', en: 'The group has no name yet' },
    'no-kind': { zh: '登记册里没有写本群的类别', en: 'The register does not say of which kind the group is' },
    'no-purpose': { zh: '登记册里没有写本群的用途', en: 'The register does not say what the group is for' },
    'no-owner-department': {
      zh: '登记册里没有写本群的主管部门',
      en: 'The register names no department that owns the group',
    },
    'no-admins': { zh: '登记册里还没有指定本群的管理员', en: 'The register names no admin of the group' },
    'no-end-date': { zh: '登记册里没有写本群的结束日期', en: 'The register does not say when the group ends' },
  },
  fix: {
    'no-name': { zh: '请群主给本群起名', en: 'Please have the owner name the group' },
    'no-kind': {
      zh: '请选定本群的类别：应加谁、可加谁由类别决定',
      en: 'Please choose its kind, which says who belongs',
    },
    'no-purpose': { zh: '请用一句话写明本群用来做什么', en: 'Please say in one sentence what the group is for' },
    'no-owner-department': { zh: '请登记由哪个部门主管本群', en: 'Please record which department owns the group' },
    'no-admins': { zh: '请指定至少一位群管理员并登记', en: 'Please appoint at least one admin and record it' },
    'no-end-date': { zh: '请登记本群预计用到哪一天', en: 'Please record until when the group is needed' },
  },
  inWords({ fields, graceDays }) {
    const named = either(fields.map((field) => WORDS[field]));
    const days = { zh: `（建群后 ${graceDays} 天内补齐）`, en: ` (within ${graceDays} days of its creation)` };
    return {
      zh: `登记册写明：${named.zh}${graceDays > 0 ? days.zh : ''}`,
      en: `the register says: ${named.en}${graceDays > 0 ? days.en : ''}`,
    };
  },
  judge(facts, settings) {
    if (!facts.registered) return [blind('no-entry')];
    const bornMs = facts.group.createdAtMs;
    if (bornMs !== null && facts.atMs < bornMs + settings.graceDays * dayMs) return [];
    const empty = settings.fields.filter((field) => isEmpty(field, facts, settings));
    const hidden = facts.unseen.get('owner');
    const missing = hidden === undefined ? empty : empty.filter((field) => field !== 'name');
    if (hidden !== undefined && missing.length < empty.length) return [blind(hidden), ...missing.map(saying(settings))];
    return missing.map(saying(settings));
  },
});

/** One line a field, so that filling one of them settles that one. */
const saying =
  ({ strength }: Complete) =>
  (field: Field): Outcome<Says> => ({
    kind: strength === 'advised' ? 'task' : 'breach',
    subject: { kind: 'group' },
    says: SAYS[field],
    detail: {},
    tell: 'hr',
    window: field,
  });

function isEmpty(field: Field, { group, registered, atMs }: GroupFacts, { emptyWords }: Complete): boolean {
  if (!registered) return true;
  if (field === 'admins') return appointedAt(registered, atMs).length === 0;
  if (field === 'endDate') return registered.endsAtMs === null;
  const key = keyOf(field === 'name' ? group.name : registered[field]);
  return key === '' || emptyWords.some((word) => keyOf(word) === key);
}

const blind = (reason: Unseen): Outcome<Says> => ({ kind: 'unseen', subject: { kind: 'group' }, reason });

const WORDS: Readonly<Record<Field, Sentence>> = {
  name: { zh: '群名', en: 'name' },
  kind: { zh: '类别（应加和可加人员）', en: 'kind (who belongs)' },
  purpose: { zh: '用途', en: 'purpose' },
  ownerDepartment: { zh: '主管部门', en: 'owner department' },
  admins: { zh: '群管理员', en: 'admins' },
  endDate: { zh: '结束日期', en: 'end date' },
};
