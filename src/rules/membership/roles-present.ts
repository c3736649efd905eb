import { z } from 'zod';
import type { GroupFacts, Unseen } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import { calledName, contactOf, identityOf, isHired, personOf } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import type { Detail, Outcome, Sentence } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { Named } from '../selector.ts';
import { namedBy, Selector } from '../selector.ts';

const Outsiders = z.strictObject({
  tag: z.string().min(1).optional().describe('a tag of the contact'),
  relation: z.enum(['member', 'staff', 'customer']).optional().describe('as the identity desk says'),
  list: z.string().min(1).optional().describe('a line of this named list'),
  company: z.string().min(1).optional().describe('a part of the company that WeCom shows of them'),
});
type Outsiders = z.infer<typeof Outsiders>;

const Role = z
  .strictObject({
    who: Selector.optional().describe('employees: by title, department, tag, account …'),
    outsiders: Outsiders.optional().describe('external people; each key that is given has to hold'),
    as: z.string().min(1).max(20).describe('what they are called in a sentence: 客服, 业主代表'),
    atLeast: z.int().min(0).max(100).default(1),
    atMost: z.int().min(0).max(500).optional().describe('0: nobody of this role is inside'),
    strength: z.enum(['required', 'advised']).default('required').describe('advised: asked for, never a breach'),
    when: z
      .enum(['always', 'outsiders-inside'])
      .default('always')
      .describe('outsiders-inside: only beside external people'),
  })
  .refine(({ who, outsiders }) => (who === undefined) !== (outsiders === undefined), 'give either `who` or `outsiders`')
  .refine(
    ({ outsiders }) => outsiders === undefined || Object.keys(outsiders).length > 0,
    'names nobody → give a tag, a relation, a list or a company',
  )
  .refine(
    ({ atLeast, atMost }) => atMost === undefined || atLeast <= atMost,
    'atLeast is more than atMost → write atLeast: 0',
  );
type Role = z.infer<typeof Role>;

const RolesPresent = z.strictObject({
  roles: z.array(Role).min(1).describe('each is counted by itself; one person may stand in several'),
});

const sayings = {
  absent: { zh: '本群还没有{as}', en: 'The group has no {as} yet' },
  'too-few': { zh: '本群有 {count} 位{as}，不到 {least} 位', en: 'The group has {count} of {as}, fewer than {least}' },
  'too-many': { zh: '本群有 {count} 位{as}，多于 {most} 位', en: 'The group has {count} of {as}, more than {most}' },
};
type Says = keyof typeof sayings;

/** The roles and parties that a group of this kind needs are in it. */
export const rolesPresent = defineRule({
  id: 'membership/roles-present',
  title: { zh: '群内必须有的岗位', en: 'Roles that have to be inside' },
  needs: ['roster', 'contact'],
  settings: RolesPresent,
  says: sayings,
  fix: {
    absent: { zh: '请邀请 {least} 位{as}入群', en: 'Please invite {least} of {as}' },
    'too-few': { zh: '请再邀请{as}，凑足 {least} 位', en: 'Please invite more of {as}, up to {least}' },
    'too-many': {
      zh: '请核对哪几位需要留下（至多 {most} 位）：{names}',
      en: 'Please see who has to stay (at most {most}): {names}',
    },
  },
  inWords({ roles }) {
    const each = roles.map(roleInWords);
    return {
      zh: `群内有：${each.map(({ zh }) => zh).join('、')}`,
      en: `inside: ${each.map(({ en }) => en).join(', ')}`,
    };
  },
  judge(facts, { roles }) {
    const outside = facts.members.some(({ kind }) => kind === 'external');
    return roles.filter(({ when }) => when === 'always' || outside).flatMap((role) => judgeRole(role, facts));
  },
});

type Stands = 'yes' | 'no' | Unseen;

function judgeRole(role: Role, facts: GroupFacts): Outcome<Says>[] {
  const inside: Member[] = [];
  const unknown: Unseen[] = [];
  for (const member of facts.members) {
    const stands = role.outsiders ? isParty(member, role.outsiders, facts) : isOfRole(member, role, facts);
    if (stands === 'yes') inside.push(member);
    else if (stands !== 'no') unknown.push(stands);
  }
  const count = inside.length;
  if (role.atMost !== undefined && count > role.atMost) return [said('too-many', role, inside, facts)];
  if (count < role.atLeast && count + unknown.length < role.atLeast)
    return [said(count === 0 ? 'absent' : 'too-few', role, inside, facts)];
  const open = count < role.atLeast || (role.atMost !== undefined && count + unknown.length > role.atMost);
  const reason = unknown[0];
  // Whoever is not known yet may be the one who is looked for, or one too many.
  return open && reason ? [{ kind: 'unseen', subject: { kind: 'group' }, reason }] : [];
}

const STANDS: Readonly<Record<Named, Stands>> = {
  named: 'yes',
  'not-named': 'no',
  'relation-unknown': 'relation-unknown',
};

/** Who has left or is locked out stands for nobody. */
function isOfRole(member: Member, { who }: Role, { directory, atMs }: GroupFacts): Stands {
  if (member.kind !== 'employee' || !who) return 'no';
  const person = personOf(member, directory);
  if (!person) return 'never-fetched';
  return isHired(person, atMs) && person.status !== 'disabled' ? STANDS[namedBy(who, person, directory)] : 'no';
}

function isParty(member: Member, { tag, relation, list, company }: Outsiders, { directory }: GroupFacts): Stands {
  if (member.kind !== 'external') return 'no';
  const contact = contactOf(member, directory);
  const identity = identityOf(member, directory);
  const seen = (thing: object | undefined, holds: boolean, reason: Unseen): Stands => {
    if (!thing) return reason;
    return holds ? 'yes' : 'no';
  };
  const known = contact?.known ? contact : undefined;
  const answers = [
    ...(tag === undefined ? [] : [seen(known, known?.tags.includes(tag) ?? false, 'no-contact-record')]),
    ...(company === undefined ? [] : [seen(known, known?.corpName.includes(company) ?? false, 'no-contact-record')]),
    ...(relation === undefined ? [] : [seen(identity, identity?.relation === relation, 'identity-unknown')]),
    ...(list === undefined ? [] : [seen(identity, identity?.entry?.list === list, 'identity-unknown')]),
  ];
  if (answers.includes('no')) return 'no';
  return answers.find((answer) => answer !== 'yes') ?? 'yes';
}

function said(says: Says, role: Role, inside: readonly Member[], facts: GroupFacts): Outcome<Says> {
  const names = inside.slice(0, 3).map((member) => calledName(member, facts.directory));
  const detail: Detail = {
    as: plainText(role.as, 20),
    count: String(inside.length),
    least: String(role.atLeast),
    most: String(role.atMost ?? ''),
    names: names.join('、') + (inside.length > names.length ? '…' : ''),
  };
  const kind = role.strength === 'advised' ? 'task' : 'breach';
  return { kind, subject: { kind: 'group' }, says, detail, tell: 'admin', window: role.as };
}

function roleInWords({ as, atLeast, atMost, when, strength }: Role): Sentence {
  const least = { zh: `至少 ${atLeast} 位`, en: `at least ${atLeast}` };
  const most = atMost === 0 ? { zh: '没有', en: 'none' } : { zh: `至多 ${atMost} 位`, en: `at most ${atMost}` };
  const parts = [...(atLeast > 0 ? [least] : []), ...(atMost === undefined ? [] : [most])];
  const beside = when === 'always' ? { zh: '', en: '' } : { zh: '，有外部人员时', en: ', beside external people' };
  const degree = strength === 'advised' ? { zh: '，提倡', en: ', advised' } : { zh: '', en: '' };
  return {
    zh: `${as}（${parts.map(({ zh }) => zh).join('、')}${beside.zh}${degree.zh}）`,
    en: `${as} (${parts.map(({ en }) => en).join(', ')}${beside.en}${degree.en})`,
  };
}
