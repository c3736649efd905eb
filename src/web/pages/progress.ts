import { nowIn } from '../../db/client.ts';
import { isOpen, type Line, linesOf, openInventory } from '../../register/inventory/lines.ts';
import { awaiting, isAsked } from '../../register/inventory/plan-card.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { sayIn } from '../words/say.ts';

interface OwnerRow {
  readonly name: string;
  readonly answered: number;
  readonly waiting: number;
}

/** For HR: how far the running round is, owner by owner, those with most to answer first. */
export async function progressPage({ corp, lang, deps }: VisitorCall): Promise<Answer> {
  const say = sayIn(lang);
  const { lines, owners } = await deps.db.withCorp(corp.slug, async (tx) => {
    const round = await openInventory(tx, corp.slug);
    const lines = round ? await linesOf(tx, corp.slug, round.id) : [];
    const { byAccount } = await directoryOf(tx, corp.slug, (await nowIn(tx)).getTime());
    const nameOf = (owner: string): string => byAccount.get(owner)?.name || owner || say('nobodyKnown');
    return { lines, owners: ownersIn(lines, nameOf) };
  });
  const sum = {
    all: lines.length,
    waiting: awaiting(lines).length,
    answered: lines.filter(({ state }) => state === 'answered').length,
    clear: lines.filter((line) => line.state === 'proposed' && !isAsked(line)).length,
    settled: lines.filter((line) => !isOpen(line)).length,
  };
  const rows = owners.map(
    ({ name, answered, waiting }) => html`<tr><td>${name}</td><td>${answered}</td><td>${waiting}</td></tr>`,
  );
  const table = html`<table class="qg-table"><thead><tr><th scope="col">${say('progressOwner')}</th><th scope="col">${say('progressAnswered')}</th><th scope="col">${say('progressWaiting')}</th></tr></thead><tbody>${rows}</tbody></table>`;
  const main = html`${heading(say('progress'), lines.length === 0 ? say('noRound') : say('progressSum', sum))}${rows.length === 0 ? null : table}`;
  return page(200, layout({ corp, lang, title: say('progress'), top: 'home' }, main));
}

function ownersIn(lines: readonly Line[], nameOf: (owner: string) => string): OwnerRow[] {
  return [...new Set(lines.map(({ owner }) => owner))]
    .map((owner) => {
      const own = lines.filter((line) => line.owner === owner);
      const answered = own.filter(({ state }) => state === 'answered').length;
      return { name: nameOf(owner), answered, waiting: awaiting(own).length };
    })
    .filter(({ answered, waiting }) => answered + waiting > 0)
    .sort((a, b) => b.waiting - a.waiting || (a.name < b.name ? -1 : 1));
}
