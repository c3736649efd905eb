import type { Policy } from '../policy/policy.ts';
import type { Sentence } from '../rules/rule.ts';
import { hrOf, mannersLines, peopleLine } from './announcement.ts';
import { restingLine, thenLines, unseenLine } from './clause-lines.ts';
import { bullet, EMPTY, fill, type Paper, part } from './paper.ts';
import { type Circumstances, type RunningClause, restingClauses, runningClauses } from './running.ts';
import { faqWords as words } from './words/faq-words.ts';

/** What people ask, answered from the rules that run. Questions that nothing of this policy raises are left out. Pure. */
export function faq(policy: Policy, known: Circumstances): Paper {
  const running = runningClauses(policy, known);
  const hr = hrOf(policy);
  const blind = [
    ...running.flatMap(({ clause }) => unseenLine(clause)),
    ...restingClauses(policy, known).map((clause) => restingLine(clause)),
  ];
  const outside =
    policy.basis === 'employment' && [...policy.kinds.values()].some(({ reach }) => reach.includes('customer'));
  return {
    name: '4-faq',
    title: words.title,
    lines: [
      ...part(words.whatQ, what(running)),
      ...part(words.privateQ, [known.oneToOne ?? fill(words.privateUnknown, { hr })]),
      ...part(words.toldQ, when(hasTold(running), words.toldA)),
      ...part(words.graceQ, graces(running, policy)),
      ...part(words.wrongQ, when(hasTold(running), words.wrongA)),
      ...part(words.whenQ, when(hasTold(running), ...mannersLines(policy).slice(0, 1))),
      ...part(words.fineQ, [peopleLine()]),
      ...part(words.ladderQ, when(hasTold(running), words.ladderA)),
      ...part(words.awayQ, when(running.some(waitsForAnswers), words.awayA)),
      ...part(words.outsideQ, when(outside, words.outsideA)),
      ...part(words.blindQ, blind.map(bullet)),
      ...part(words.recordQ, [fill(words.recordA, { hr })]),
      ...part(words.whoQ, [fill(words.whoA, { interpreter: policy.interpreter })]),
    ],
  };
}

const when = (so: boolean, ...lines: readonly Sentence[]): readonly Sentence[] => (so ? lines : []);
const hasTold = (running: readonly RunningClause[]): boolean => running.some(({ told }) => told.length > 0);
const waitsForAnswers = ({ told, recorded }: RunningClause): boolean =>
  [...told, ...recorded].some(({ waits }) => waits !== null);

function what(running: readonly RunningClause[]): readonly Sentence[] {
  const rules = running.reduce((all, { told, recorded }) => all + told.length + recorded.length, 0);
  const lines = running.map(({ clause: { id, title }, told }) =>
    bullet(fill(words.whatLine, { id, title, level: told.length > 0 ? words.told : words.recorded })),
  );
  return [fill(words.whatA, { clauses: running.length, rules }), EMPTY, ...lines];
}

const graces = (running: readonly RunningClause[], policy: Policy): readonly Sentence[] =>
  running.flatMap((one) =>
    thenLines(one, policy).map(({ zh, en }) =>
      bullet({ zh: `${one.clause.id}：${zh}`, en: `${one.clause.id}: ${en}` }),
    ),
  );
