import { withEnglishNames, withTitles } from '../policy/glossary.ts';
import { graceInWords } from '../policy/grace-words.ts';
import type { Clause, Policy, RuleUse } from '../policy/policy.ts';
import type { Sentence } from '../rules/rule.ts';
import { fill, joined } from './paper.ts';
import { levelNow, needsArchive, type RunningClause } from './running.ts';
import { clauseWords as words } from './words/clause-words.ts';

/** The duty of a clause under its number, as the policy words it, and where it can be checked. */
export const dutyLine = ({ clause: { id, title, text }, ...uses }: RunningClause): Sentence =>
  fill(words.duty, { id, title, text, note: inBrackets(archiveNote(uses)) });

/** The duty alone, numbered, for groups. */
export const numberedDuty = ({ clause: { text }, ...uses }: RunningClause, number: number): Sentence =>
  fill(words.numbered, {
    number,
    text,
    note: inBrackets([...archiveNote(uses), ...(uses.told.length === 0 ? [words.recorded] : [])]),
  });

/** What becomes of something that a rule of the clause finds: how soon it should be put right, and who sees what stays. */
export function thenLines({ told }: RunningClause, policy: Policy): readonly Sentence[] {
  const lines = unique(told.map((use) => thenLine(use, policy)));
  if (lines.length <= 1) return lines;
  return unique(told.map((use) => fill(words.looksAt, { title: use.rule.title, what: thenLine(use, policy) })));
}

/** What a use looks at, in the words of its rule. */
export const looksAtLine = (use: RuleUse, policy: Policy): Sentence =>
  withEnglishNames(policy)(
    withTitles(policy)(fill(words.looksAt, { title: use.rule.title, what: use.rule.inWords(use.settings) })),
  );

/** Why nothing checks a clause, in the policy's own words where it has some. */
export const restingLine = ({ id, title, unchecked, cannotSee }: Clause): Sentence =>
  fill(words.resting, { id, title, why: unchecked ?? cannotSee ?? words.noRule });

/** What stays invisible of a clause although rules check the rest. */
export const unseenLine = ({ id, title, cannotSee }: Clause): readonly Sentence[] =>
  cannotSee ? [fill(words.resting, { id, title, why: cannotSee })] : [];

function thenLine(use: RuleUse, policy: Policy): Sentence {
  const grace = use.grace.ms === 0 ? '' : fill(words.grace, { grace: graceInWords(use.grace, policy.manners.workday) });
  return fill(words.next, { grace, after: levelNow(use) === 'propose' ? words.proposed : '' });
}

const archiveNote = ({ told, recorded }: Omit<RunningClause, 'clause'>): readonly Sentence[] =>
  [...told, ...recorded].every(needsArchive) ? [words.archive] : [];

const inBrackets = (notes: readonly Sentence[]): Sentence | string =>
  notes.length === 0 ? '' : fill(words.brackets, { notes: joined(notes, words.between) });

const unique = (lines: readonly Sentence[]): readonly Sentence[] =>
  lines.filter(({ zh }, i) => lines.findIndex((one) => one.zh === zh) === i);
