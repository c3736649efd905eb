import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { pathTo } from '../paths.ts';

/** A titled part of a case file. */
export const section = (title: string, inner: Html): Html =>
  html`<section class="qg-list"><h2>${title}</h2><div class="qg-text">${inner}</div></section>`;

/** What a form does with a case; one address takes them all. */
export type Does = 'name' | 'excerpt' | 'propose' | 'decide' | 'ask' | 'assign' | 'undo' | 'review';

/** A form about a case. */
export const caseForm = ({ corp, formToken }: VisitorCall, caseId: string, does: Does, fields: Html): Html =>
  html`<form method="post" action="${pathTo(corp.slug, '/cases')}" class="qg-reason"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="case" value="${caseId}"><input type="hidden" name="does" value="${does}">${fields}</form>`;

/** A field that must be filled. */
export const reasonField = (label: string, name = 'reason'): Html =>
  html`<label>${label}<input class="weui-input" name="${name}" maxlength="400" required></label>`;

export const sendButton = (words: string, look: 'weui-btn_primary' | 'weui-btn_default' = 'weui-btn_default'): Html =>
  html`<button class="weui-btn weui-btn_mini ${look}">${words}</button>`;
