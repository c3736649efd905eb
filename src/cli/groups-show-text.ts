import type { CorpConfig } from '../config.ts';
import type { Approval, Registered } from '../events/group.ts';
import { dayOf, lastDayBefore } from '../work-time/local-days.ts';
import type { CaseLine } from './case-lines.ts';
import { type CoverageLine, VERDICTS } from './coverage-lines.ts';
import type { GroupShown } from './groups-show.ts';
import { clockOf } from './moments.ts';
import { printable, table } from './table.ts';

/** One group, for people. */
export function groupText(corp: CorpConfig, shown: GroupShown): string {
  const { group, facts, verifiedAt, creator, members, coverage, notJudged, cases, policy } = shown;
  const at = clockOf(corp.timeZone);
  const { owner, admins } = facts.group;
  const who = namesIn(shown);
  const read = verifiedAt === null ? 'never' : at(verifiedAt);
  return [
    `${printable(group.name || '?')} (${group.chatId})\n`,
    `  reach: ${group.reach}, because: ${group.evidence}; read at: ${read}\n`,
    printable(
      `  owner: ${owner ? who(owner) : 'unknown'}${creator ? `; made by ${who(creator)}` : ''}; admins: ${admins === null ? 'not shown by WeCom' : admins.map(who).join(', ') || 'none'}`,
    ),
    '\n',
    `\nRegister\n${registerText(facts.registered, corp.timeZone, who)}`,
    `\nRules${policy === null ? '' : ` (${policy})`}\n${rulesText(coverage, notJudged)}`,
    `\nOpen cases (${cases.length})\n${casesText(cases, at, who)}`,
    `\nMembers (${facts.unseen.has('roster') ? 'unknown' : members.length})\n${membersText(shown, at)}`,
  ].join('');
}

type Who = (id: string) => string;

/** `李样本 (li.yangben)`; the id alone where nobody knows the name. */
function namesIn({ facts: { directory }, members }: GroupShown): Who {
  return (id) => {
    const name =
      directory.byAccount.get(id.toLowerCase())?.name ||
      directory.contacts.get(id.toLowerCase())?.name ||
      members.find((one) => one.id === id)?.name;
    return name ? `${name} (${id})` : id;
  };
}

function registerText(entry: Registered | null, zone: string, who: Who): string {
  if (!entry) return '  ✗ not registered: no rule looks at it. Write it into a file: groups register <file>\n';
  const { kind, ownerDepartment, purpose, approval, filing, endsAtMs, admins } = entry;
  return [
    `  kind: ${kind}; department: ${ownerDepartment}; purpose: ${purpose}`,
    `  approved: ${permit(approval)}; filed: ${permit(filing)}; ends: ${endsAtMs === null ? 'open' : lastDayBefore(endsAtMs, zone)}`,
    ...admins.map(
      ({ userid, appointedBy, sinceMs, untilMs }) =>
        `  admin ${who(userid)}: appointed by ${appointedBy}, from ${dayOf(sinceMs, zone)}${untilMs === null ? '' : ` to ${lastDayBefore(untilMs, zone)}`}`,
    ),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');
}

const permit = (one: Approval | null): string => (one ? `${one.by}, ${one.number}, ${one.date}` : 'no');

/** What no rule could see is never passed over in silence. */
function rulesText(coverage: readonly CoverageLine[], notJudged: string | null): string {
  if (notJudged !== null) return `  ✗ nothing is judged: ${notJudged}\n`;
  return table(
    ['rule', 'clause', 'what can be seen', 'why'],
    coverage.map(({ rule, clause, verdict, because }) => [
      rule,
      clause ?? '',
      VERDICTS[verdict] ?? verdict,
      because ? `${because.zh} · ${because.en}` : '',
    ]),
    '  ',
  );
}

/** Whom or what a case is about: a member by his name. */
const aboutWhom = (subject: string, who: Who): string => {
  const member = /^member:(.+)$/.exec(subject)?.[1];
  return member === undefined ? subject.replace(/^group$/, 'the group') : who(member);
};

const casesText = (cases: readonly CaseLine[], at: (date: Date) => string, who: Who): string =>
  table(
    ['case', 'since', 'state', 'about', 'what'],
    cases.map(({ number, openedAt, state, held, subject, says }) => [
      `C-${number}`,
      at(openedAt),
      held === null ? state : `${state}, held (${held})`,
      aboutWhom(subject, who),
      says.zh,
    ]),
    '  ',
  );

function membersText(shown: GroupShown, at: (date: Date) => string): string {
  const { facts, members } = shown;
  const who = namesIn(shown);
  if (facts.unseen.has('roster')) return '  WeCom shows no roster of this group.\n';
  return table(
    ['id', 'name', 'kind', 'nickname', 'joined', 'invited by'],
    members.map(({ id, name, kind, nickname, joinedAtMs, inviter }) => [
      id,
      name,
      kind,
      nickname === null ? 'not shown' : nickname || '(none)',
      at(new Date(joinedAtMs)),
      inviter === null ? '?' : who(inviter),
    ]),
    '  ',
  );
}
