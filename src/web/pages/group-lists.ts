import type { CorpConfig } from '../../config.ts';
import { isOpen, type Line } from '../../register/inventory/lines.ts';
import type { OwnGroups } from '../../register/inventory/own-groups.ts';
import { isAsked } from '../../register/inventory/plan-card.ts';
import { type Html, html, type Part } from '../html.ts';
import { pathTo } from '../paths.ts';
import type { WordingKey } from '../words/say.ts';
import { type Lang, sayIn } from '../words/say.ts';

interface Listing {
  readonly corp: CorpConfig;
  readonly own: OwnGroups;
  readonly lang: Lang;
}

/** Below the questions: what he has answered, what needs no answer, what is confirmed. Until it is confirmed he may change his mind. */
export function groupLists(listing: Listing): Html {
  const { lines } = listing.own;
  const answered = lines.filter(({ state }) => state === 'answered');
  const certain = lines.filter((line) => line.state === 'proposed' && !isAsked(line));
  const settled = lines.filter((line) => !isOpen(line));
  return html`${list(listing, 'answeredTitle', null, answered)}${list(listing, 'certainTitle', 'certainHint', certain)}${list(listing, 'settledTitle', null, settled)}`;
}

function list(listing: Listing, title: WordingKey, hint: WordingKey | null, lines: readonly Line[]): Html | null {
  if (lines.length === 0) return null;
  const say = sayIn(listing.lang);
  return html`<section class="qg-list" aria-labelledby="${title}"><h2 id="${title}">${say(title)}</h2>${hint === null ? null : html`<p class="qg-hint">${say(hint)}</p>`}
<div class="weui-cells">${lines.map((line) => cell(listing, line))}</div></section>`;
}

function cell({ corp, own, lang }: Listing, line: Line): Html {
  const say = sayIn(lang);
  const words = html`<span class="weui-cell__bd"><span>${line.name}</span><br><span class="qg-small">${stateOf(line, own, lang)}</span></span>`;
  if (!isOpen(line)) return html`<div class="weui-cell">${words}</div>`;
  const to = pathTo(corp.slug, `/my-groups/${line.id}`);
  return html`<a class="weui-cell weui-cell_active weui-cell_access" href="${to}">${words}<span class="weui-cell__ft qg-small">${say('change')}</span></a>`;
}

function stateOf(line: Line, { kinds }: OwnGroups, lang: Lang): Part {
  const say = sayIn(lang);
  const date = line.dueOn ?? '';
  if (line.state === 'to-close') return say('stateToClose', { date });
  if (line.state === 'to-migrate') return say('stateToMigrate', { date });
  if (line.state === 'not-mine') return say('stateNotMine');
  if (line.state === 'registered') return say('stateRegistered');
  const { answered } = line;
  if (answered?.answer === 'unused') return say('saidUnused');
  if (answered?.answer === 'not-mine') return say('saidNotMine');
  if (answered?.answer === 'migrate') return say('saidMigrate', { date: answered.until ?? '' });
  const kind = answered?.kind ?? line.kind;
  const named = kinds.find(({ id }) => id === kind)?.name[lang] ?? kind ?? '';
  const purpose = answered?.purpose ?? line.purpose;
  return purpose === '' || purpose === named ? named : `${named} · ${purpose}`;
}
