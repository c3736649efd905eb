import { APPEAL_DAYS, STATEMENT_DAYS } from '../decisions/working-days.ts';
import type { Policy } from '../policy/policy.ts';
import type { Sentence } from '../rules/rule.ts';
import { localAt } from '../work-time/local-time.ts';
import { dutyLine, looksAtLine, restingLine, thenLines } from './clause-lines.ts';
import { bullet, EMPTY, fill, named, type Paper, part } from './paper.ts';
import { type Circumstances, restingClauses, runningClauses } from './running.ts';
import { announcementWords as words } from './words/announcement-words.ts';

/** What everybody is told before the first day, from the rules that run. Pure. */
export function announcement(policy: Policy, known: Circumstances): Paper {
  const running = runningClauses(policy, known);
  const told = running.filter((one) => one.told.length > 0);
  const recorded = running.filter((one) => one.told.length === 0);
  const resting = restingClauses(policy, known).map((clause) => bullet(restingLine(clause)));
  return {
    name: '1-announcement',
    title: fill(words.title, { title: named(policy.title) }),
    lines: [
      ...head(policy),
      ...part(
        words.toldTitle,
        told.flatMap((one) => [bullet(dutyLine(one)), ...thenLines(one, policy).map(under)]),
      ),
      ...part(
        words.recordedTitle,
        recorded.flatMap((one) => [
          bullet(dutyLine(one)),
          ...one.recorded.map((use) => under(looksAtLine(use, policy))),
        ]),
      ),
      ...part(words.restingTitle, resting.length === 0 ? [] : [words.restingIntro, EMPTY, ...resting]),
      ...part(words.mannersTitle, mannersLines(policy).map(bullet)),
      ...part(words.peopleTitle, [peopleLine()]),
      ...part(words.askTitle, [fill(words.ask, { hr: hrOf(policy) })]),
    ],
  };
}

const under = ({ zh, en }: Sentence): Sentence => ({ zh: `  - ${zh}`, en: `  - ${en}` });

function head({ version, company, interpreter, effectiveAtMs, manners, scope }: Policy): readonly Sentence[] {
  const day = localAt(effectiveAtMs, manners.timeZone).date;
  return [
    ...(version === 0 ? [words.draft, EMPTY] : []),
    fill(words.from, { company, interpreter, day }),
    EMPTY,
    scope,
  ];
}

/** When and how often people hear, and what becomes of what was so before. */
export function mannersLines({ manners, dailyClose }: Policy): readonly Sentence[] {
  const hours = { from: timeOfDay(manners.tellFromMin), until: timeOfDay(manners.tellUntilMin) };
  const closes = dailyClose?.atMin ?? null;
  return [
    fill(words.hours, { ...hours, count: manners.perMemberADay }),
    ...(manners.baseline === 'recorded' ? [words.past] : []),
    ...(manners.firstDay === 'quiet' ? [words.firstDay] : []),
    ...(closes === null ? [] : [fill(words.dailyClose, { at: timeOfDay(closes) })]),
    words.wrong,
  ];
}

export const peopleLine = (): Sentence => fill(words.people, { statement: STATEMENT_DAYS, appeal: APPEAL_DAYS });

/** Who answers questions: the office `hr`, else who interprets the text. */
export const hrOf = ({ offices, interpreter }: Policy): Sentence => offices.get('hr')?.name ?? interpreter;

const timeOfDay = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
