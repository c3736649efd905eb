import { ladderInWords } from '../policy/ladder-in-words.ts';
import type { Policy } from '../policy/policy.ts';
import type { Sentence } from '../rules/rule.ts';
import { localAt } from '../work-time/local-time.ts';
import { hrOf, mannersLines, peopleLine } from './announcement.ts';
import { dutyLine, looksAtLine, restingLine, thenLines } from './clause-lines.ts';
import { bullet, EMPTY, fill, named, type Paper, part } from './paper.ts';
import { type Circumstances, type RunningClause, restingClauses, runningClauses } from './running.ts';
import { trainingWords as words } from './words/training-words.ts';

/** Minutes of the script beside those of the clauses. */
const AROUND_MINUTES = 19;

/** What somebody reads out before the first day, clause by clause. Pure. */
export function training(policy: Policy, known: Circumstances): Paper {
  const running = runningClauses(policy, known);
  const resting = restingClauses(policy, known).map((clause) => bullet(restingLine(clause)));
  const [, , ...ladder] = ladderInWords(policy);
  const day = localAt(policy.effectiveAtMs, policy.manners.timeZone).date;
  const opening = fill(words.openingText, { title: named(policy.title), day });
  return {
    name: '5-training',
    title: words.title,
    lines: [
      fill(words.intro, { minutes: AROUND_MINUTES + running.length }),
      ...part(words.opening, [opening]),
      ...part(words.blind, resting.length === 0 ? [] : [words.blindText, EMPTY, ...resting]),
      ...part(
        words.clauses,
        running.flatMap((one) => clauseLines(one, policy)),
      ),
      ...part(words.demo, [showsNickname(running) ? words.demoText : words.demoOther]),
      ...part(words.admins, [fill(words.adminsText, { count: policy.manners.perAdminADay })]),
      ...part(words.ladder, [
        ...mannersLines(policy).map(bullet),
        bullet(peopleLine()),
        ...ladder.map(({ zh, en }) => bullet({ zh: zh.trim(), en: en.trim() })),
      ]),
      ...part(words.questions, [fill(words.questionsText, { hr: hrOf(policy) })]),
    ],
  };
}

function clauseLines(one: RunningClause, policy: Policy): readonly Sentence[] {
  const uses = [...one.told, ...one.recorded];
  const after = thenLines(one, policy).map((said) => fill(words.next, { what: said }));
  return [
    bullet(fill(words.says, { text: dutyLine(one) })),
    ...uses.map((use) => deeper(fill(words.checks, { what: looksAtLine(use, policy) }))),
    ...(after.length === 0 ? [words.recorded] : after).map(deeper),
  ];
}

const deeper = ({ zh, en }: Sentence): Sentence => ({ zh: `  - ${zh}`, en: `  - ${en}` });

/** Whether a wrong nickname brings a reminder anywhere. */
const showsNickname = (running: readonly RunningClause[]): boolean =>
  running.some(({ told }) => told.some(({ rule }) => rule.id === 'naming/nickname'));
