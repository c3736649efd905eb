import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import type { Directory, Person } from '../../events/person.ts';
import { remembered } from '../../remembered.ts';
import { calledName, isHired, personOf } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import { recordsOf } from '../records.ts';
import type { Outcome, Sentence } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { namedBy, namedByAny, Selector } from '../selector.ts';
import { either, whoInWords } from '../selector-words.ts';
import { judgeOutsider } from './outsider.ts';

const Approved = z.strictObject({
  userid: z.string().min(1).max(64),
  by: z.string().min(1).describe('who approved it'),
  post: z.string().min(1).optional().describe('the approval ends when the title is no longer this'),
});

const NeedsApproval = z.strictObject({
  who: Selector.describe('allowed only with an approval of their own'),
  as: z.string().min(1).max(20),
  approved: z.array(Approved).default([]),
  list: z.string().min(1).optional().describe('a named list of approvals: key is the account, title the post'),
});
type NeedsApproval = z.infer<typeof NeedsApproval>;

const AllowedMembers = z.strictObject({
  allowed: z.array(Selector).min(1).describe('employees who may be inside; staff and robots by account or relation'),
  needApproval: z.array(NeedsApproval).default([]),
  customers: z.enum(['free', 'forbidden', 'listed']).default('forbidden').describe('external people'),
  otherCompanies: z.enum(['free', 'asked']).default('free').describe('external people who use WeCom themselves'),
  relations: z
    .array(z.enum(['member', 'staff', 'customer']))
    .default(['member', 'staff'])
    .describe('with `listed`: who may be inside, as the identity desk says'),
  lists: z.array(z.string().min(1)).default([]).describe('with `listed`: lists whose lines count; none: any list'),
  movers: z
    .enum(['said', 'spared'])
    .default('said')
    .describe('spared: who moved after joining is left to membership/mover-inside, used in the same groups'),
});
export type AllowedMembers = z.infer<typeof AllowedMembers>;

const sayings = {
  'not-allowed': { zh: '{who} 不在本群的成员范围内', en: '{who} is not among those this group is for' },
  'no-approval': { zh: '{who}（{as}）入群还没有审批记录', en: 'There is no approval on record for {who} ({as})' },
  outsider: {
    zh: '{who} 是外部联系人，本群只加本单位人员',
    en: '{who} is an external contact; this group is for own staff',
  },
  unrelated: { zh: '{who} 已确认与本群无关', en: '{who} was found to have nothing to do with this group' },
  'not-listed': { zh: '{who} 不在会员名单里', en: '{who} is not on the list of members' },
  lapsed: { zh: '{who} 的会员资格已到期', en: 'The membership of {who} has lapsed' },
  'who-is-this': {
    zh: '本群有 {count} 位成员身份待确认：{names}',
    en: '{count} members of this group are not known yet: {names}',
  },
  'other-company': {
    zh: '{who} 来自其他企业（{company}），应在本群吗？',
    en: '{who} is from another company ({company}). Right here?',
  },
};
export type AllowedSays = keyof typeof sayings;

const outsiders: Readonly<Record<AllowedMembers['customers'], Sentence>> = {
  free: { zh: '外部人员不限', en: 'external people are free to be inside' },
  forbidden: { zh: '不加外部人员', en: 'no external people' },
  listed: { zh: '外部人员须经身份台确认', en: 'external people as the identity desk says' },
};

const remove = { zh: '如确认不应在群内，请移出 {who}', en: 'If {who} does not belong here, please remove the member' };

/** Only those whom the policy allows are inside. */
export const allowedMembers = defineRule<AllowedMembers, AllowedSays>({
  id: 'membership/allowed-members',
  title: { zh: '成员范围', en: 'Only those allowed are inside' },
  needs: ['roster', 'contact'],
  settings: AllowedMembers,
  says: sayings,
  fix: {
    'not-allowed': remove,
    'no-approval': { zh: '请补登审批，或移出 {who}', en: 'Please record the approval, or remove {who}' },
    outsider: {
      zh: '请移出 {who}；需要与外部沟通时另建客户群',
      en: 'Please remove {who}; use a customer group for outside talks',
    },
    unrelated: { zh: '请移出 {who}', en: 'Please remove {who}' },
    'not-listed': {
      zh: '请核对名单；确认不是会员的，请移出 {who}',
      en: 'Please check the list; if not a member, remove {who}',
    },
    lapsed: {
      zh: '请先联系 {who} 续会；不再续会的，请移出',
      en: 'Please ask {who} to renew; otherwise remove the member',
    },
    'who-is-this': {
      zh: '请在身份台逐一选择：会员、工作人员、客户、无关人员',
      en: 'At the identity desk choose: member, staff, customer, unrelated',
    },
    'other-company': { zh: '应在就点「应在」；不应在就移出', en: 'Press “belongs”, or remove the member' },
  },
  inWords({ allowed, needApproval, customers }) {
    const who = either(allowed.map(whoInWords));
    const asked = either(needApproval.map(({ as }) => ({ zh: as, en: as })));
    return {
      zh: `可在群内：${who.zh}${asked.zh && `；须逐人审批：${asked.zh}`}；${outsiders[customers].zh}`,
      en: `may be inside: ${who.en}${asked.en && `; approved one by one: ${asked.en}`}; ${outsiders[customers].en}`,
    };
  },
  judge(facts, settings) {
    const outcomes: Outcome<AllowedSays>[] = [];
    const unknown: Member[] = [];
    const standing = standings(facts.directory)(settings);
    for (const member of facts.members) {
      const said =
        member.kind === 'employee'
          ? judgeEmployee(member, facts, standing, settings)
          : judgeOutsider(member, facts, settings);
      if (said === 'fine') continue;
      outcomes.push(said);
      if (said.kind === 'unseen' && said.reason === 'identity-unknown') unknown.push(member);
    }
    return unknown.length === 0 ? outcomes : [...outcomes, identityDesk(unknown, facts)];
  },
});

function judgeEmployee(
  member: Member,
  facts: GroupFacts,
  standingOfPerson: (person: Person) => Standing,
  { movers }: AllowedMembers,
): Outcome<AllowedSays> | 'fine' {
  const subject = { kind: 'member', id: member.id } as const;
  const person = personOf(member, facts.directory);
  if (!person) return { kind: 'unseen', subject, reason: 'never-fetched' };
  const standing = standingOfPerson(person);
  if (standing === 'allowed') return 'fine';
  if (!isHired(person, facts.atMs) || isAppointed(member.id, facts)) return 'fine';
  const who = calledName(member, facts.directory);
  if (standing === 'relation-unknown') return { kind: 'unseen', subject, reason: standing };
  if (standing === 'not-allowed' && movers === 'spared' && movedSince(person, member, facts)) return 'fine';
  if (standing === 'not-allowed')
    return { kind: 'breach', subject, says: 'not-allowed', detail: { who }, tell: 'admin', window: '-' };
  return { kind: 'breach', subject, says: 'no-approval', detail: { who, as: standing.as }, tell: 'admin', window: '-' };
}

const movedSince = (person: Person, { joinedAtMs }: Member, facts: GroupFacts): boolean =>
  (recordsOf(facts).moves[person.id] ?? 0) > joinedAtMs;

/** Who is appointed to look after the group must be inside to do so. */
const isAppointed = (userid: string, { registered, atMs }: GroupFacts): boolean =>
  (registered?.admins ?? []).some(
    (admin) =>
      admin.userid.toLowerCase() === userid.toLowerCase() &&
      admin.sinceMs <= atMs &&
      (admin.untilMs === null || atMs < admin.untilMs),
  );

type Standing = 'allowed' | 'not-allowed' | 'relation-unknown' | { readonly as: string };

const standings = remembered((directory: Directory) =>
  remembered((settings: AllowedMembers) => remembered((person: Person) => standingOf(person, settings, directory))),
);

function standingOf(person: Person, settings: AllowedMembers, directory: Directory): Standing {
  const named = namedByAny(settings.allowed, person, directory);
  if (named === 'named') return 'allowed';
  const wanting = settings.needApproval.filter(({ who }) => namedBy(who, person, directory) !== 'not-named');
  if (wanting.some((need) => isApproved(person, need, directory))) return 'allowed';
  if (named === 'relation-unknown') return named;
  const first = wanting.find(({ who }) => namedBy(who, person, directory) === 'named');
  if (!first) return wanting.length > 0 ? 'relation-unknown' : 'not-allowed';
  return { as: plainText(first.as, 20) };
}

function isApproved(person: Person, need: NeedsApproval, directory: Directory): boolean {
  const listed = need.list === undefined ? [] : (directory.lists.get(need.list) ?? []);
  const approvals = [
    ...need.approved.map(({ userid, post }) => ({ userid, post: post ?? '' })),
    ...listed.map(({ key, title }) => ({ userid: key, post: title })),
  ];
  return approvals.some(
    ({ userid, post }) => userid.toLowerCase() === person.userid && (post === '' || post === person.position),
  );
}

/** One matter for the desk a group, however many are unknown. */
function identityDesk(unknown: readonly Member[], facts: GroupFacts): Outcome<AllowedSays> {
  const names = unknown.slice(0, 3).map((member) => calledName(member, facts.directory));
  return {
    kind: 'task',
    subject: { kind: 'group' },
    says: 'who-is-this',
    detail: { count: String(unknown.length), names: names.join('、') + (unknown.length > names.length ? '…' : '') },
    tell: 'hr',
    window: '-',
  };
}
