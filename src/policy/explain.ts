import type { Sentence } from '../rules/rule.ts';
import { whoInWords } from '../rules/selector-words.ts';
import { localAt } from '../work-time/local-time.ts';
import { readingInWords } from './explain-messages.ts';
import { dailyCloseInWords, exceptionInWords, kindInWords, rolesInWords, sinceInWords } from './explain-parts.ts';
import { withEnglishNames, withTitles } from './glossary.ts';
import { graceInWords } from './grace-words.ts';
import { keptInWords } from './kept-words.ts';
import { ladderInWords } from './ladder-in-words.ts';
import type { Clause, Level, OpenNumber, Policy, Reading, RuleUse, Strength } from './policy.ts';
import { promiseInWords } from './promise.ts';

type Language = keyof Sentence;

const THREATENS = ['原文的处理', 'The text threatens'] as const;

/** Whether a line of an explanation says what the text threatens: that is for HR, a member reads what is asked of him. Pure. */
export const saysThreat = (line: string): boolean => THREATENS.some((label) => line.startsWith(`  ${label}`));

/** The policy in plain words, clause by clause; what cannot be seen comes first. */
export function explainPolicy(policy: Policy, language: Language = 'zh'): string {
  const lines = [
    ...header(policy),
    sentence('', ''),
    sentence('先说看不见的', 'First, what cannot be seen'),
    ...promiseInWords(policy).map(bullet),
    ...undecided(policy).map(bullet),
    bullet(relationsInWords(policy)),
    ...policy.clauses.flatMap((clause) => [sentence('', ''), ...clauseLines(clause, policy)]),
    ...byItself(policy),
    ...ladderInWords(policy),
    ...rolesInWords(policy),
    ...dailyCloseInWords(policy),
    ...readingInWords(policy),
  ];
  return `${lines.map((line) => line[language]).join('\n')}\n`;
}

const sentence = (zh: string, en: string): Sentence => ({ zh, en });
const bullet = ({ zh, en }: Sentence): Sentence => sentence(`- ${zh}`, `- ${en}`);
const labelled = (zh: string, en: string, said: Sentence): Sentence =>
  sentence(`  ${zh}：${said.zh}`, `  ${en}: ${said.en}`);

function header(policy: Policy): Sentence[] {
  const { title, company, interpreter, publishedOn, scope, version } = policy;
  const from = localAt(policy.effectiveAtMs, policy.manners.timeZone).date;
  const number =
    version === 0
      ? sentence('草稿，尚未发布', 'draft, not published')
      : sentence(`第 ${version} 版`, `version ${version}`);
  return [
    sentence(`${title.zh}（${number.zh}）`, `${title.en} (${number.en})`),
    sentence(
      `${company.zh} · 由${interpreter.zh}解释 · 原文发布于 ${publishedOn} · 自 ${from} 起执行`,
      `${company.en} · interpreted by ${interpreter.en} · text of ${publishedOn} · in force from ${from}`,
    ),
    scope,
  ];
}

/** Whom HR vouches for by a line of the file, and what becomes of the others. */
function relationsInWords({ relations }: Policy): Sentence {
  const lines = relations.map(({ who, is }) => ({ who: whoInWords(who), is: whoInWords({ relation: is }) }));
  const as = sentence(
    lines.map(({ who, is }) => `${who.zh}按${is.zh}对待，`).join('') + (lines.length > 0 ? '其余的人' : ''),
    lines.map(({ who, is }) => `${who.en} count as ${is.en}; `).join('') + (lines.length > 0 ? 'of others, ' : ''),
  );
  return sentence(
    `与公司的关系（正式、外包……）没有逐人说明的，${as.zh}凡要求取决于这一点，写“无法核对”。`,
    `Where nobody has said how somebody stands to the company, ${as.en}what hangs on it is "not checkable".`,
  );
}

function byItself(policy: Policy): Sentence[] {
  const kept = keptInWords(policy).map(bullet);
  return kept.length === 0 ? [] : [sentence('', ''), sentence('系统自动做的', 'What happens by itself'), ...kept];
}

const undecided = (policy: Policy): Sentence[] =>
  [...policy.kinds.values()]
    .filter(({ status }) => status === 'undecided')
    .map(({ name }) =>
      sentence(
        `「${name.zh}」尚未决定是否建立：只列出，不评判。`,
        `"${name.en}" is not decided yet: listed, never judged.`,
      ),
    );

function clauseLines(clause: Clause, policy: Policy): Sentence[] {
  const uses = policy.uses.filter(({ instance }) => clause.checkedBy.includes(instance));
  const { id, title, text, strength, sanction, unchecked, cannotSee, numbers, readings } = clause;
  const degree = STRENGTHS_IN_WORDS[strength];
  return [
    sentence(`${id} ${title.zh}（${degree.zh}）`, `${id} ${title.en} (${degree.en})`),
    sentence(`  ${text.zh}`, `  ${text.en}`),
    ...uses
      .flatMap((use) => useLines(use, policy))
      .map(withTitles(policy))
      .map(withEnglishNames(policy)),
    ...(unchecked ? [labelled('不核对', 'Not checked', unchecked)] : []),
    ...(cannotSee ? [labelled('看不见', 'Not seen', cannotSee)] : []),
    ...(sanction ? [labelled(...THREATENS, withoutMachine(sanction))] : []),
    ...readings.map(readingLine),
    ...numbers.map(numberLine),
  ];
}

const withoutMachine = ({ zh, en }: Sentence): Sentence =>
  sentence(`${zh}软件不执行。`, `${en} Software never carries it out.`);

function useLines(use: RuleUse, policy: Policy): Sentence[] {
  const kinds = use.kinds.flatMap((id) => policy.kinds.get(id) ?? []).filter(({ status }) => status === 'in-force');
  const where = kinds.map((kind) => kindInWords(kind, policy));
  const grace = graceInWords(use.grace, policy.manners.workday);
  const step = LEVELS_IN_WORDS[use.level];
  const acts = use.level === 'remind' || use.level === 'propose';
  const what =
    use.unset.length > 0 ? sentence('还有数字没有定下', 'a number is not set yet') : use.rule.inWords(use.settings);
  return [
    labelled('核对', 'Checked', sentence(`${use.rule.title.zh} · ${what.zh}`, `${use.rule.title.en} - ${what.en}`)),
    labelled('哪些群', 'Where', sentence(where.map(({ zh }) => zh).join('、'), where.map(({ en }) => en).join(', '))),
    labelled(
      '发现后',
      'Then',
      sentence(
        step.zh + (acts ? `，期限 ${grace.zh}` : ''),
        step.en + (acts ? `; time to put it right: ${grace.en}` : ''),
      ),
    ),
    labelled('自何时', 'Since', sinceInWords(use, policy)),
    ...use.exceptions.map((one) => labelled('例外', 'Excepted', exceptionInWords(one, policy))),
  ];
}

function readingLine({ says, confirmedBy }: Reading): Sentence {
  const by = confirmedBy
    ? sentence(
        `（${confirmedBy.who}于 ${confirmedBy.on} 确认）`,
        ` (confirmed by ${confirmedBy.who} on ${confirmedBy.on})`,
      )
    : sentence('（尚未确认，只记录）', ' (not confirmed yet: only recorded)');
  return labelled('我们的理解', 'Our reading', sentence(`${says.zh}${by.zh}`, `${says.en}${by.en}`));
}

function numberLine({ asks, value, suggest }: OpenNumber): Sentence {
  if (value !== null) return labelled('已定', 'Set', sentence(`${asks.zh}${value}`, `${asks.en} ${value}`));
  return labelled('待定', 'Not set', sentence(`${asks.zh}建议：${suggest.zh}`, `${asks.en} Suggested: ${suggest.en}`));
}

const STRENGTHS_IN_WORDS: Readonly<Record<Strength, Sentence>> = {
  binding: sentence('必须', 'binding'),
  default: sentence('原则上', 'as a rule; a recorded reason excuses'),
  advise: sentence('提倡', 'advice only'),
  text: sentence('说明', 'tells only'),
};

const LEVELS_IN_WORDS: Readonly<Record<Level, Sentence>> = {
  off: sentence('已停用，不核对', 'switched off, not checked'),
  observe: sentence('只记录，不通知任何人', 'recorded; nobody is told'),
  remind: sentence('善意提醒，请当事人或群管理员处理', 'a kind reminder to the person or the admin'),
  propose: sentence(
    '善意提醒；逾期未改的，提请人资由人决定',
    'a kind reminder; what stays is put before HR, who decide',
  ),
};
