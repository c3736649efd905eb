import { createHash } from 'node:crypto';
import { clauseProblems } from './check-clauses.ts';
import { dailyCloseProblems } from './check-daily-close.ts';
import { kindShapeProblems } from './check-kinds.ts';
import { ladderProblems, ladderQuestions } from './check-ladder.ts';
import { mannersProblems } from './check-manners.ts';
import { messageProblems } from './check-messages.ts';
import { headerProblems, kindProblems, useProblems } from './check-names.ts';
import { peopleProblems } from './check-people.ts';
import { relationProblems } from './check-relations.ts';
import { rolloutProblems } from './check-rollout.ts';
import { sanctionQuestions } from './check-sanctions.ts';
import { togetherProblems } from './check-together.ts';
import { compile } from './compile.ts';
import { PolicyFile } from './file.ts';
import { openQuestions } from './open-questions.ts';
import type { Policy } from './policy.ts';
import type { Problem } from './problem.ts';
import { readYaml, type Written } from './read-yaml.ts';
import { roleProblems } from './roles.ts';
import { zodProblems } from './zod-problems.ts';

const POLICY_FILE = {
  name: 'policy',
  start: 'start with "policy: <name>", as policies/ shows',
  instead: 'write it out, or use a role',
} as const;

export interface Loaded {
  readonly policy: Policy;
  /** What is still to be answered; publishing refuses the `unset` among them. */
  readonly open: readonly Problem[];
}

/** Reads, checks and resolves one policy file. Pure. The policy is a draft (version 0) until it is published. */
export function loadPolicy(source: string, file: string): Loaded | { readonly problems: readonly Problem[] } {
  const read = readPolicy(source, file);
  if ('problems' in read) return read;
  // What rules ask together is only worth saying once each of them is right.
  const together = togetherProblems(read.file, read.written);
  return together.length > 0 ? { problems: inOrder(together) } : read;
}

interface Read extends Loaded {
  readonly file: PolicyFile;
  readonly written: Written;
}

/** Reads and resolves a policy file whose words all make sense, though they may contradict one another: a published one. */
export function readPolicy(source: string, file: string): Read | { readonly problems: readonly Problem[] } {
  const written = readYaml(source, file, POLICY_FILE);
  if ('problems' in written) return written;
  const parsed = PolicyFile.safeParse(written.data);
  if (!parsed.success)
    return { problems: inOrder(zodProblems(parsed.error.issues, PolicyFile, written.data, written)) };
  const problems = [
    headerProblems,
    mannersProblems,
    dailyCloseProblems,
    kindProblems,
    roleProblems,
    relationProblems,
    messageProblems,
    peopleProblems,
    kindShapeProblems,
    clauseProblems,
    useProblems,
    rolloutProblems,
    ladderProblems,
  ].flatMap((check) => check(parsed.data, written));
  if (problems.length > 0) return { problems: inOrder(problems) };
  return {
    policy: compile(parsed.data, hashOf(source)),
    open: inOrder(
      [openQuestions, sanctionQuestions, ladderQuestions].flatMap((questions) => questions(parsed.data, written)),
    ),
    file: parsed.data,
    written,
  };
}

/** What a published version and every decision name the file by. */
export const hashOf = (source: string): string => createHash('sha256').update(source).digest('hex');

const inOrder = (problems: Problem[]): Problem[] => problems.sort((a, b) => a.line - b.line || a.col - b.col);
