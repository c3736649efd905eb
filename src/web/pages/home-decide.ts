import type { Tx } from '../../db/client.ts';
import type { Deciding } from '../../decisions/deciding.ts';
import { mattersBefore } from '../../decisions/lies-before.ts';
import { happenedUnnamed } from '../../decisions/lines.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { pathTo } from '../paths.ts';
import { whoSees } from '../sights.ts';
import { sayIn } from '../words/say.ts';

/** For who sees no queue, such as the last instance: the cases that lie before him to be decided now, each by its address. */
export async function casesToDecide(tx: Tx, deciding: Deciding, call: VisitorCall): Promise<Html | null> {
  const { corp, lang, visitor, keys } = call;
  if (whoSees('cases').some((role) => visitor.roles.has(role))) return null;
  const matters = await mattersBefore(tx, deciding, visitor.userid);
  if (matters.length === 0) return null;
  const say = sayIn(lang);
  const cells = matters.map(
    (held) =>
      html`<a class="weui-cell weui-cell_active weui-cell_access" href="${pathTo(corp.slug, `/cases/${held.matter.id}`)}"><span class="weui-cell__bd"><span>${say('fileNumber', { number: String(held.matter.number) })}</span><br><span class="qg-small">${happenedUnnamed(keys, held, lang)}</span></span><span class="weui-cell__ft qg-small"></span></a>`,
  );
  return html`<section class="qg-list"><h2>${say('homeDecide')}</h2><nav class="weui-cells" aria-label="${say('homeDecide')}">${cells}</nav></section>`;
}
