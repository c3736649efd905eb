import type { Deps } from '../deps.ts';
import { nearest } from '../policy/nearest.ts';
import { corpOf } from './corps.ts';
import { wrongUse } from './desk.ts';

/** What a command line says of who signs, as `byOption` and `corpOption` read it. */
interface Signed {
  readonly corp?: string;
  readonly by?: string;
}

/**
 * Refuses a signature that is no account of the corp's directory: the trail keeps only a pseudonym, in which no slip can be
 * found later. Answers what to warn of where nobody can be asked yet, because people were never read; else null.
 */
export async function checkSigner(
  deps: Pick<Deps, 'config' | 'db'>,
  { corp: slug, by }: Signed,
): Promise<string | null> {
  if (by === undefined) return null;
  const { slug: corp } = corpOf(deps.config, slug);
  const held = { corp, until: null };
  return deps.db.withCorp(corp, async (tx) => {
    if (await tx.account.findFirst({ where: { ...held, userid: by }, select: { userid: true } })) return null;
    const accounts = await tx.account.findMany({ where: held, select: { userid: true } });
    if (accounts.length > 0)
      throw unknown(
        by,
        accounts.map(({ userid }) => userid),
      );
    return `! people were never read, so nobody knows whether ${by} is an account of ${corp}: sync first to be sure\n`;
  });
}

function unknown(by: string, accounts: readonly string[]): Error {
  const near = nearest(by, accounts);
  return wrongUse(
    `${by} is no account of this corp, so it cannot sign`,
    'the directory shows no such account, and the audit trail would name nobody',
    near === null ? 'look with: people list; or read people again: sync' : `did you mean "${near}"?`,
  );
}
