import type { FileClause, FileUse, PolicyFile } from './file.ts';
import { UNSET } from './file.ts';
import { suggestion } from './nearest.ts';
import type { Path, Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';

/** Every clause is either checked or says why not, and clause and rule name each other. */
export function clauseProblems(file: PolicyFile, written: Written): Problem[] {
  return file.clauses.flatMap((clause, i) => {
    const say: Say = (on, message, remedy) => written.problem(['clauses', i, ...on], 'error', message, remedy);
    const first = file.clauses.findIndex((other) => other.id === clause.id);
    const twice =
      first < i ? [say(['id'], `clause ${clause.id} stands here twice`, 'give each clause its own number')] : [];
    return [...twice, ...answerProblems(clause, say), ...checkedByProblems(clause, file, say)];
  });
}

type Say = (on: Path, message: string, remedy: string) => Problem;

function answerProblems(clause: FileClause, say: Say): Problem[] {
  const name = `clause ${clause.id}`;
  if (clause.checkedBy && clause.unchecked)
    return [
      say(['unchecked'], `${name} is checked and unchecked`, 'keep checkedBy and write the rest under cannotSee'),
    ];
  if (!clause.checkedBy && !clause.unchecked)
    return [say(['id'], `${name} is neither checked nor reasoned`, 'add "checkedBy: [a rule]" or "unchecked: why"')];
  if (clause.checkedBy && clause.strength === 'text')
    return [say(['strength'], `${name} only tells, so no rule can check it`, 'remove checkedBy, or say how it binds')];
  return [];
}

function checkedByProblems(clause: FileClause, file: PolicyFile, say: Say): Problem[] {
  return (clause.checkedBy ?? []).flatMap((instance, i) => {
    const use = Object.hasOwn(file.rules, instance) ? file.rules[instance] : undefined;
    if (!use) {
      const remedy = suggestion(instance, Object.keys(file.rules));
      return [say(['checkedBy', i], `there is no rule named "${instance}"`, remedy)];
    }
    if (use.clause === clause.id || !file.clauses.some(({ id }) => id === use.clause)) return [];
    const message = `rule ${instance} names clause ${use.clause}, not ${clause.id}`;
    return [say(['checkedBy', i], message, 'let both name the same clause')];
  });
}

/** What a use may not do to its clause: be unknown to it, go further than it binds, or act on a reading nobody confirmed. */
export function boundProblems(
  instance: string,
  use: FileUse,
  clause: FileClause,
  file: PolicyFile,
  written: Written,
): Problem[] {
  const say = (on: Path, message: string, remedy: string) =>
    written.problem(['rules', instance, ...on], 'error', message, remedy);
  const problems: Problem[] = [];
  const named = clause.checkedBy ?? [];
  // A name that leads nowhere is reported there; it may well be this one, misspelt.
  if (!named.includes(instance) && named.every((name) => Object.hasOwn(file.rules, name)))
    problems.push(say(['clause'], `clause ${clause.id} does not name this rule`, `add ${instance} to its checkedBy`));
  if (clause.strength === 'advise' && use.level === 'propose')
    problems.push(
      say(['level'], `clause ${clause.id} only advises, so nothing can be proposed`, 'use remind or observe'),
    );
  const open = clause.readings.some((reading) => reading.confirmedBy === UNSET);
  if (open && (use.level === 'remind' || use.level === 'propose'))
    problems.push(
      say(
        ['level'],
        `clause ${clause.id} has a reading that nobody confirmed`,
        'use observe, or let the interpreter confirm it',
      ),
    );
  return problems;
}
