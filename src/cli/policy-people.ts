import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { loadDirectory } from '../directory/load-directory.ts';
import type { Corp } from '../ids.ts';
import { readPolicy } from '../policy/load.ts';
import type { Policy } from '../policy/policy.ts';
import type { Problem } from '../policy/problem.ts';
import type { Written } from '../policy/read-yaml.ts';
import { roleGaps } from '../policy/role-gaps.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { checkFiles } from './policy-check.ts';
import { readSource } from './read-source.ts';

/** Checks files as without a corp, and then whether its directory has somebody for every title of theirs. */
export async function checkWithPeople(
  deps: Pick<Deps, 'config' | 'db'>,
  files: readonly string[],
  named: string,
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, named);
  const { problemsOf } = await askDirectory(deps, corp);
  return checkFiles(files, problemsOf);
}

/** What only this corp's directory shows of a file: titles that nobody holds, and exceptions that are over. */
export async function askDirectory(deps: Pick<Deps, 'db'>, corp: Corp) {
  const { directory, atMs } = await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    return { directory: await loadDirectory(tx, corp, at.getTime()), atMs: at.getTime() };
  });
  const problemsOf = (file: string): Problem[] => {
    const read = readPolicy(readSource(file), file);
    return 'problems' in read ? [] : gapsOf(read.policy, read.written);
  };
  return { people: directory.persons.size, problemsOf };

  function gapsOf(policy: Policy, written: Written): Problem[] {
    const holders = usedExceptions(policy, written, atMs);
    const gaps = roleGaps(policy, directory, atMs).map(({ where, id, state, message, remedy }) =>
      written.problem([where, id], state === 'nobody' ? 'error' : 'open', message, remedy),
    );
    return [...gaps, ...holders];
  }
}

/** Exceptions that are over: somebody should take them out, or renew them. */
function usedExceptions({ uses }: Policy, written: Written, atMs: number): Problem[] {
  return uses.flatMap(({ instance, exceptions }) =>
    exceptions.flatMap(({ untilMs, by }, i) =>
      untilMs > atMs
        ? []
        : [
            written.problem(
              ['rules', instance, 'exceptions', i],
              'open',
              'this exception is over and spares nobody any more',
              `take it out, or ask ${by} for a new last day`,
            ),
          ],
    ),
  );
}
