import type { VisitorCall } from '../call.ts';
import { dangerousForm } from '../fresh-login.ts';
import { type Html, html } from '../html.ts';
import { pathTo } from '../paths.ts';

/** What an everyday form does with a case; its own address takes them all. */
export type Does = 'propose' | 'decide' | 'ask' | 'assign' | 'undo' | 'review';
/** What is dangerous has an address of its own, for who signed in a moment ago. */
export type Dangerous = 'name' | 'excerpt' | 'evidence' | 'confirm';

/** A form about a case. */
export const caseForm = ({ corp, formToken }: VisitorCall, caseId: string, does: Does, fields: Html): Html =>
  html`<form method="post" action="${pathTo(corp.slug, `/cases/${caseId}`)}" class="qg-reason"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="does" value="${does}">${fields}</form>`;

/** A form about a case that does something dangerous. */
export const dangerousCaseForm = (call: VisitorCall, caseId: string, does: Dangerous, fields: Html): Html =>
  dangerousForm(call, { to: `/cases/${caseId}/${does}`, on: `/cases/${caseId}` }, fields);

/** A field that must be filled. */
export const reasonField = (label: string, name = 'reason'): Html =>
  html`<label>${label}<input class="weui-input" name="${name}" maxlength="400" required></label>`;

export const sendButton = (words: string, look: 'weui-btn_primary' | 'weui-btn_default' = 'weui-btn_default'): Html =>
  html`<button class="weui-btn weui-btn_mini ${look}">${words}</button>`;
