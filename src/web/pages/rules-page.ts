import { nowIn } from '../../db/client.ts';
import { explainPolicy } from '../../policy/explain.ts';
import { policiesInForce } from '../../review/policies.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { sayIn } from '../words/say.ts';

/** What a text threatens is for HR; a member reads what is asked of him. */
const THREAT = /^ {2}(原文的处理：|The text threatens:)/;

/** The policies in force in plain words, clause by clause; what cannot be seen comes first. */
export async function rulesPage({ corp, lang, deps, visitor }: VisitorCall): Promise<Answer> {
  const say = sayIn(lang);
  const policies = await deps.db.withCorp(corp.slug, async (tx) => policiesInForce(tx, corp.slug, await nowIn(tx)));
  const isHr = visitor.roles.has('hr');
  const parts = policies.map((policy) => {
    const lines = explainPolicy(policy, lang).split('\n');
    return inSections(isHr ? lines : lines.filter((line) => !THREAT.test(line)));
  });
  const main = html`${heading(say('rules'), policies.length === 0 ? say('rulesNone') : say('rulesHint'))}${parts}`;
  return page(200, layout({ corp, lang, title: say('rules'), top: 'home' }, main));
}

/** A part begins after an empty line with its heading; lines that stand in are about the one before. */
function inSections(lines: readonly string[]): Html[] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === '') parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts
    .filter((part) => part.length > 0)
    .map(
      ([title = '', ...rest]) =>
        html`<section class="qg-list"><h2>${title}</h2>${rest.length === 0 ? null : html`<div class="qg-text">${rest.map(lineOf)}</div>`}</section>`,
    );
}

function lineOf(line: string): Html {
  const [, label, rest] = /^ {2}([^：:]{1,18})[：:] ?(.*)$/.exec(line) ?? [];
  if (label !== undefined) return html`<p><span class="qg-small">${label}</span><br>${rest ?? ''}</p>`;
  return html`<p>${line.replace(/^- /, '· ').trim()}</p>`;
}
