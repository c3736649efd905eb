import { MOST_CHARACTERS } from '../../complaints/complaining.ts';
import type { OwnGroup } from '../../complaints/group-named.ts';
import type { NamedMember } from '../../complaints/members-of.ts';
import { REASONS } from '../../complaints/reasons.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { pathTo } from '../paths.ts';
import { sayIn } from '../words/say.ts';

/** Where what is reported was seen; null: in no group of his, or he does not say. */
export interface Place {
  readonly group: OwnGroup;
  readonly members: readonly NamedMember[];
  /** By the clocks of the place: `2026-11-26T10:00`. */
  readonly now: string;
}

/** The form of a report: in a group who said it and when, then why and in what words. */
export function complaintForm({ corp, lang, formToken }: VisitorCall, place: Place | null): Html {
  const say = sayIn(lang);
  const reasons = Object.entries(REASONS).map(([id, words]) => html`<option value="${id}">${words[lang]}</option>`);
  const stay = place ? html`<input type="hidden" name="stay" value="${place.group.stayId}">` : null;
  return html`<form method="post" action="${pathTo(corp.slug, '/complaint')}"><input type="hidden" name="token" value="${formToken}">${stay}<fieldset class="qg-group"><legend>${place ? place.group.name || say('complaintNoName') : say('complaintElse')}</legend><div class="weui-cells weui-cells_form">${place ? whomAndWhen(place, lang) : null}${select('reason', say('complaintWhy'), [html`<option value="">${say('complaintChoose')}</option>`, ...reasons], 'required')}<div class="weui-cell"><label class="weui-cell__bd qg-words">${say('complaintWords')}<textarea class="weui-textarea" name="text" rows="4" maxlength="${MOST_CHARACTERS}" required></textarea></label></div></div></fieldset><p class="qg-hint qg-below">${say('complaintPrivate')}</p><div class="qg-send"><button class="weui-btn weui-btn_primary">${say('complaintSend')}</button></div></form>`;
}

function whomAndWhen({ members, now }: Place, lang: VisitorCall['lang']): Html {
  const say = sayIn(lang);
  const options = members.map(
    ({ memberId, name, standing }) =>
      html`<option value="${memberId}">${standing === 'left' ? say('complaintLeft', { name }) : name}</option>`,
  );
  const whole = html`<option value="">${say('complaintWholeGroup')}</option>`;
  return html`${select('member', say('complaintWho'), [whole, ...options], 'optional')}<label class="weui-cell weui-cell_active"><span class="weui-cell__hd"><span class="weui-label">${say('complaintWhen')}</span></span><span class="weui-cell__bd"><input class="weui-input" type="datetime-local" name="when" max="${now}"></span></label>`;
}

function select(name: string, label: string, options: readonly Html[], asks: 'required' | 'optional'): Html {
  const field =
    asks === 'required'
      ? html`<select class="weui-select" name="${name}" required>${options}</select>`
      : html`<select class="weui-select" name="${name}">${options}</select>`;
  return html`<label class="weui-cell weui-cell_active weui-cell_select weui-cell_select-after"><span class="weui-cell__hd"><span class="weui-label">${label}</span></span><span class="weui-cell__bd">${field}</span></label>`;
}
