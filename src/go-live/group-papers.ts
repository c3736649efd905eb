import type { Kind, Policy, RuleUse } from '../policy/policy.ts';
import type { Sentence } from '../rules/rule.ts';
import { hrOf } from './announcement.ts';
import { numberedDuty } from './clause-lines.ts';
import { EMPTY, fill, heading, named, type Paper } from './paper.ts';
import { type Circumstances, type RunningClause, runningClauses, runningKinds } from './running.ts';
import { groupWords as words } from './words/group-words.ts';

/** A text for the top of the groups of each kind in which something runs. Pure. */
export const groupNotice = (policy: Policy, known: Circumstances): Paper => ({
  name: '2-group-notice',
  title: words.noticeTitle,
  lines: [
    words.noticeIntro,
    ...runningKinds(policy, known).flatMap((kind) => [...heading(kind.name), ...noticeOf(kind, policy, known)]),
  ],
});

function noticeOf(kind: Kind, policy: Policy, known: Circumstances): readonly Sentence[] {
  const clauses = runningClauses(policy, known, kind);
  return [
    fill(words.noticeHead, { kind: kind.name, title: named(policy.title) }),
    EMPTY,
    ...clauses.map((one, i) => numberedDuty(one, i + 1)),
    EMPTY,
    fill(words.noticeFoot, { hr: hrOf(policy) }),
  ];
}

/** Words for who joins a group, by kind: only what he can do himself. Pure. */
export const welcome = (policy: Policy, known: Circumstances): Paper => ({
  name: '3-welcome',
  title: words.welcomeTitle,
  lines: [
    words.welcomeIntro,
    ...runningKinds(policy, known).flatMap((kind) => [...heading(kind.name), ...welcomeOf(kind, policy, known)]),
  ],
});

function welcomeOf(kind: Kind, policy: Policy, known: Circumstances): readonly Sentence[] {
  const own = runningClauses(policy, known, kind).filter(isOnesOwn);
  const reminded = own.some(({ told }) => told.length > 0);
  const foot = fill(reminded ? words.welcomeFoot : words.welcomeFootRecorded, { hr: hrOf(policy) });
  return [
    fill(words.welcomeHello, { kind: kind.name }),
    ...(kind.reach.includes('customer') && own.length > 0 && !asksGuests(policy, own) ? [words.welcomeOutside] : []),
    ...(own.length === 0
      ? [words.welcomeNothing]
      : [
          words.welcomeAsk,
          EMPTY,
          ...own.map(({ clause }, i) => fill(words.welcomeDuty, { number: i + 1, text: clause.text })),
        ]),
    EMPTY,
    foot,
  ];
}

/** What a member does: his name and picture, what he says and answers, whom he invites. The rest is for admins and HR. */
const ONES_OWN = /^(naming\/nickname|avatar\/|response\/|content\/|membership\/joined-by)/;

const isOnesOwn = ({ told, recorded }: RunningClause): boolean =>
  [...told, ...recorded].some(({ rule }) => ONES_OWN.test(rule.id));

/** Members of an association are guests in WeCom's eyes; a company may ask its guests for a nickname, too. */
const asksGuests = ({ basis }: Policy, own: readonly RunningClause[]): boolean =>
  basis === 'association' || own.some(({ told, recorded }) => [...told, ...recorded].some(hasFormatForGuests));

const hasFormatForGuests = ({ rule, settings }: RuleUse): boolean =>
  rule.id === 'naming/nickname' &&
  (settings as { readonly formats: readonly { readonly who?: unknown }[] }).formats.some(({ who }) => !who);
