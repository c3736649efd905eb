import { nowIn } from '../../db/client.ts';
import { corpJurisdiction } from '../../legal/jurisdictions.ts';
import { policiesInForce } from '../../review/policies.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { sayIn } from '../words/say.ts';
import { policyInWords } from './policy-words.ts';
import { standingClauses } from './standing-clauses.ts';

/** The policies in force in plain words, clause by clause; what cannot be seen comes first. */
export async function rulesPage({ corp, lang, deps, visitor }: VisitorCall): Promise<Answer> {
  const say = sayIn(lang);
  const policies = await deps.db.withCorp(corp.slug, async (tx) => policiesInForce(tx, corp.slug, await nowIn(tx)));
  const isHr = visitor.roles.has('hr');
  const parts = policies.map((policy) => {
    const standing = isHr ? standingClauses(policy, corpJurisdiction(corp.slug), lang) : null;
    return html`${standing}${policyInWords(policy, lang, isHr ? 'hr' : 'member')}`;
  });
  const main = html`${heading(say('rules'), policies.length === 0 ? say('rulesNone') : say('rulesHint'))}${parts}`;
  return page(200, layout({ corp, lang, title: say('rules'), top: 'home' }, main));
}
