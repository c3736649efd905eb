import { explainPolicy, saysThreat } from '../../policy/explain.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Html, html } from '../html.ts';
import type { Lang } from '../words/say.ts';

/** A policy in plain words, clause by clause; what cannot be seen comes first. */
export function policyInWords(policy: Policy, lang: Lang, reader: 'hr' | 'member'): Html[] {
  const lines = explainPolicy(policy, lang).split('\n');
  return inSections(reader === 'hr' ? lines : lines.filter((line) => !saysThreat(line)));
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
