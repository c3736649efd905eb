import type { LocalDate } from '../../work-time/local-time.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { pathTo } from '../paths.ts';
import { sayIn } from '../words/say.ts';

interface Colleague {
  readonly userid: string;
  readonly name: string;
}

/** Three short forms, one for each thing that may be said of a matter besides its end; each with a reason. */
export function matterForm(
  { corp, lang, formToken }: VisitorCall,
  id: string,
  colleagues: readonly Colleague[],
  today: LocalDate,
): Html {
  const say = sayIn(lang);
  const reason = html`<label class="weui-cell weui-cell_active"><span class="weui-cell__hd"><span class="weui-label">${say('fieldReason')}</span></span><span class="weui-cell__bd"><input class="weui-input" name="reason" maxlength="200" required></span></label>`;
  const form = (says: string, title: string, fields: Html | null): Html =>
    html`<form method="post" action="${pathTo(corp.slug, '/matters')}"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="matter" value="${id}"><fieldset class="qg-group"><legend>${title}</legend><div class="weui-cells weui-cells_form">${fields}${reason}</div></fieldset><div class="qg-send"><button class="weui-btn weui-btn_primary" name="says" value="${says}">${say('submit')}</button></div></form>`;
  const day = html`<label class="weui-cell weui-cell_active"><span class="weui-cell__hd"><span class="weui-label">${say('fieldNewDay')}</span></span><span class="weui-cell__bd"><input class="weui-input" type="date" name="day" min="${today}" required></span></label>`;
  const options = colleagues.map(({ userid, name }) => html`<option value="${userid}">${name || userid}</option>`);
  const to = html`<label class="weui-cell weui-cell_active weui-cell_select weui-cell_select-after"><span class="weui-cell__hd"><span class="weui-label">${say('fieldColleague')}</span></span><span class="weui-cell__bd"><select class="weui-select" name="to">${options}</select></span></label>`;
  return html`${form('moved', say('sayMoved'), day)}${colleagues.length === 0 ? null : form('handed-over', say('sayHandedOver'), to)}${form('not-mine', say('sayNotMine'), null)}`;
}
