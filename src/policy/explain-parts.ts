import type { Sentence } from '../rules/rule.ts';
import { whoInWords } from '../rules/selector-words.ts';
import { localAt } from '../work-time/local-time.ts';
import type { Exception, Kind, Named, Narrowing, Policy, RuleUse } from './policy.ts';
import type { RolloutStep } from './rollout.ts';

const sentence = (zh: string, en: string): Sentence => ({ zh, en });
const dayOf = (atMs: number, { manners }: Policy): string => localAt(atMs, manners.timeZone).date;
/** Until the end of a day is kept as the first moment after it. */
const lastDay = (untilMs: number, policy: Policy): string => dayOf(untilMs - 1, policy);

/** A kind, and if it narrows another, when a group is one. */
export function kindInWords({ name, narrows }: Kind, policy: Policy): Sentence {
  if (!narrows) return name;
  const when = conditionInWords(narrows.when, policy);
  const of = policy.kinds.get(narrows.of)?.name ?? sentence(narrows.of, narrows.of);
  return sentence(`${name.zh}（${of.zh}中${when.zh}的）`, `${name.en} (${of.en} ${when.en})`);
}

function conditionInWords(when: Narrowing['when'], policy: Policy): Sentence {
  const { membersFrom, membersBelow, outsiders, owner, ownerDepartment, nameContains } = when;
  const who = owner && whoInWords(owner);
  const [from, before] = [when.createdFromMs, when.createdBeforeMs].map((ms) => (ms === null ? '' : dayOf(ms, policy)));
  const parts: Sentence[] = [
    ...(membersFrom === undefined ? [] : [sentence(`满 ${membersFrom} 人`, `of ${membersFrom} members or more`)]),
    ...(membersBelow === undefined
      ? []
      : [sentence(`不满 ${membersBelow} 人`, `of fewer than ${membersBelow} members`)]),
    ...(outsiders === 'some' ? [sentence('有外部成员', 'with external people')] : []),
    ...(outsiders === 'none' ? [sentence('没有外部成员', 'without external people')] : []),
    ...(who ? [sentence(`群主是${who.zh}`, `owned by ${who.en}`)] : []),
    ...(ownerDepartment
      ? [sentence(`主管部门是${ownerDepartment.join('、')}`, `of ${ownerDepartment.join(' or ')}`)]
      : []),
    ...(nameContains ? [sentence(`群名含${nameContains.join('、')}`, `called ${nameContains.join(' or ')}`)] : []),
    ...(from ? [sentence(`${from} 起建`, `created from ${from} on`)] : []),
    ...(before ? [sentence(`${before} 前建`, `created before ${before}`)] : []),
  ];
  return sentence(parts.map(({ zh }) => zh).join('、'), parts.map(({ en }) => en).join(', '));
}

/** From when on a use judges. */
export function sinceInWords(use: RuleUse, policy: Policy): Sentence {
  const said = judgedSince(use, policy);
  if (use.rollout.length === 0) return said;
  const steps = use.rollout.map((step) => stepInWords(step, policy));
  return sentence(
    `${said.zh}；${steps.map(({ zh }) => zh).join('，')}`,
    `${said.en}; ${steps.map(({ en }) => en).join(', ')}`,
  );
}

const STEPS: Readonly<Record<RolloutStep['level'], Sentence>> = {
  observe: sentence('只记录', 'recorded'),
  remind: sentence('提醒', 'reminders'),
  propose: sentence('提请处理', 'proposals'),
};

/** A step that nobody has confirmed does not count, whatever the day. */
function stepInWords({ level, fromMs, departments, groups, state }: RolloutStep, policy: Policy): Sentence {
  const day = dayOf(fromMs, policy);
  const where = [...departments, ...groups];
  const waits = state === 'waits' ? sentence('（待确认）', ' (to be confirmed)') : sentence('', '');
  return sentence(
    `${day} 起${STEPS[level].zh}${where.length > 0 ? `（限${where.join('、')}）` : ''}${waits.zh}`,
    `${STEPS[level].en} from ${day}${where.length > 0 ? ` in ${where.join(' and ')}` : ''}${waits.en}`,
  );
}

function judgedSince(use: RuleUse, policy: Policy): Sentence {
  const day = dayOf(policy.effectiveAtMs, policy);
  if (!use.rule.happenedIn) return sentence(`${day} 起，看现在的情况`, `${day}, as things are now`);
  return sentence(`${day} 起，每件事按当时的制度看`, `${day}; each event by the policy of its own time`);
}

export function exceptionInWords({ who, group, reason, by, untilMs }: Exception, policy: Policy): Sentence {
  const whom = who === null ? null : whoInWords(who);
  const subject = sentence(
    [...(whom ? [whom.zh] : []), ...(group === null ? [] : [`群 ${group}`])].join('，在'),
    [...(whom ? [whom.en] : []), ...(group === null ? [] : [`group ${group}`])].join(' in '),
  );
  const day = lastDay(untilMs, policy);
  return sentence(
    `${subject.zh}，到 ${day} 为止；原因：${reason.zh}（${by}）`,
    `${subject.en}, until ${day}; because: ${reason.en} (${by})`,
  );
}

/** The table of roles: whom each title stands for. */
export function rolesInWords(policy: Policy): Sentence[] {
  if (policy.roles.size === 0) return [];
  const line = ({ name, who }: Named): Sentence => {
    const { called: _, ...said } = who;
    const whom = whoInWords(said);
    return sentence(`  ${name.zh}：${whom.zh}`, `  ${name.en}: ${whom.en}`);
  };
  return [
    sentence('', ''),
    sentence('制度里的称呼指谁', 'Whom the titles of the policy mean'),
    ...[...policy.roles.values()].map(line),
  ];
}

/** 日清日结: when people are asked once a day, in which groups, and by which clause. */
export function dailyCloseInWords({ dailyClose, kinds }: Policy): Sentence[] {
  if (!dailyClose) return [];
  const { clause, atMin } = dailyClose;
  const named = dailyClose.kinds.flatMap((id) => kinds.get(id)?.name ?? []);
  const where = sentence(named.map(({ zh }) => zh).join('、'), named.map(({ en }) => en).join(', '));
  const title = [sentence('', ''), sentence(`日清日结（${clause}）`, `Daily close (${clause})`)];
  if (atMin === null)
    return [
      ...title,
      sentence('  还没有定几点，不问任何人', '  The hour is not set yet; nobody is asked'),
      sentence(`  哪些群：${where.zh}`, `  Where: ${where.en}`),
    ];
  const hour = [Math.floor(atMin / 60), atMin % 60].map((n) => String(n).padStart(2, '0')).join(':');
  return [
    ...title,
    sentence(
      `  每个工作日 ${hour}，最迟在本人下班前 45 分钟，问还有事在等他的人一次；不回答不作统计`,
      `  Each working day at ${hour}, and at least 45 minutes before the end of one's own work, whoever is still waited for is asked once; no answer counts nowhere`,
    ),
    sentence(`  哪些群：${where.zh}`, `  Where: ${where.en}`),
  ];
}
