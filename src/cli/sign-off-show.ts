import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { type SignOffStanding, signOffStanding } from '../sign-off/standing.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';

/** How far the versions in force came to bind people. */
export async function showSignOff(deps: Deps, { corp: slug }: { readonly corp?: string }): Promise<Answer> {
  const place = corpOf(deps.config, slug);
  const corp = place.slug;
  const standing = await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const directory = await directoryOf(tx, corp, at.getTime());
    const found: SignOffStanding[] = [];
    for (const policy of await policiesInForce(tx, corp, at))
      found.push(await signOffStanding(tx, corp, place, policy, directory, at));
    return found;
  });
  const isWhole = standing.every(({ missing, waiting }) => missing.length + waiting === 0);
  return {
    exit: isWhole ? 0 : 1,
    json: { corp, versions: standing },
    text: standing.length === 0 ? 'no policy is in force\n' : standing.map(lineOf).join(''),
  };
}

const lineOf = ({ policy, version, missing, signed, refused, waiting }: SignOffStanding): string => {
  const shown = `${signed} signed, ${refused} would not, ${waiting} still to be shown it`;
  return missing.length === 0
    ? `${waiting === 0 ? '✓' : '!'} ${policy} version ${version}: ${shown}\n`
    : `! ${policy} version ${version}: ${missing.join(', ')} not recorded, so its rules only remind; ${shown}\n`;
};
