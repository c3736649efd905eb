import { caseSaid } from '../../cases/case-said.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import { categoryOf } from '../../decisions/strikes.ts';
import { moneyThreatsIn } from '../../policy/check-sanctions.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { sayIn } from '../words/say.ts';
import { dangerousCaseForm, reasonField, sendButton } from './case-file-section.ts';
import { categoryWords, part, seenWords, until } from './case-shown.ts';
import type { OpenFile } from './open-file.ts';

/** The name, or the box in which somebody says why he needs it. Of a group there is none. */
export function nameBox(call: VisitorCall, { file, names }: OpenFile): Html | null {
  const say = sayIn(call.lang);
  if (names.shown === 'name') return html`<p class="qg-said">${say('nameShown', { name: names.subject })}</p>`;
  const fields = html`${reasonField(say('nameWhy'))}<p>${say('nameNoted')}</p>${sendButton(say('nameGo'))}`;
  return html`<details class="qg-why"><summary>${say('nameShow')}</summary>${dangerousCaseForm(call, file.id, 'name', fields)}</details>`;
}

/** What the rule says of it, in its own words, without what could name anybody. */
export function sawSection({ lang, corp }: VisitorCall, { file, names, title }: OpenFile): Html {
  const say = sayIn(lang);
  const said = caseSaid(file.rule, 'says', file.says, names.detail)[lang];
  const head = [title?.[lang] ?? file.instance, shortMoment(file.openedAt, corp.timeZone)].join(' · ');
  return part(
    say('fileSaw'),
    html`<p>${said}</p><p class="qg-small">${head}</p><p class="qg-small">${say('fileMayBeWrong')}</p>`,
  );
}

/** The clause as that version put it, with what it threatens shown as not executed. */
export function clauseSection({ lang }: VisitorCall, { file, clause, title, policies }: OpenFile): Html {
  const say = sayIn(lang);
  const policy = policies.find(({ slug }) => slug === file.policySlug)?.title[lang] ?? file.policySlug;
  const about = { policy, version: file.policyVersion, rule: title?.[lang] ?? file.instance };
  const version = html`<p class="qg-small">${say('fileVersion', about)}</p>`;
  if (!clause) return part(say('fileClause'), html`<p>${file.clause}</p><p>${say('fileClauseGone')}</p>${version}`);
  const sanction = clause.sanction?.[lang] ?? '';
  const threat = moneyThreatsIn(`${clause.text.zh}${clause.sanction?.zh ?? ''}`).length > 0;
  const stopped = threat ? html`<p class="qg-stopped">${say('fileNotExecuted')}</p>` : null;
  return part(
    say('fileClause'),
    html`<p>${clause.id} ${clause.title[lang]}</p><blockquote class="qg-quote">${clause.text[lang]}${sanction === '' ? null : html`<br>${sanction}`}</blockquote>${stopped}${version}`,
  );
}

/** What he was asked and said, and whether he is still waited for. */
export function statementSection({ lang, corp }: VisitorCall, { file, names, at }: OpenFile): Html {
  const say = sayIn(lang);
  const when = (moment: Date | null): string => (moment ? shortMoment(moment, corp.timeZone) : '');
  if (file.statements.length === 0) return part(say('fileStatement'), html`<p>${say('fileStatementNone')}</p>`);
  const parts = file.statements.map((one) => {
    const asked = one.askedAt
      ? say('fileAsked', {
          who: names.nameOf(one.askedBy ?? ''),
          at: when(one.askedAt),
          due: one.dueAt ? until(one.dueAt, corp) : '',
        })
      : null;
    const inTime = one.dueAt !== null && one.dueAt > at ? say('fileWaits') : say('fileTimeOver');
    const waits = one.standing === 'closed' ? say('fileAskedClosed') : inTime;
    const said =
      one.givenAt === null
        ? html`<p>${waits}</p>`
        : html`<p>${say('fileSaid', { at: when(one.givenAt) })}</p><blockquote class="qg-quote">${one.text}</blockquote>`;
    return html`${asked && html`<p class="qg-small">${asked}</p>`}${one.question && html`<p>${one.question}</p>`}${said}`;
  });
  return part(say('fileStatement'), html`${parts}`);
}

/** What counts against him now in the category of this case: what the ladder goes by. */
export function strikesSection({ lang }: VisitorCall, { file, strikes }: OpenFile): Html | null {
  const say = sayIn(lang);
  if (file.subject === 'group') return null;
  const category = categoryOf(file.rule);
  const count = strikes.filter((one) => one.category === category && one.state === 'counts').length;
  return part(
    say('fileStrikes'),
    html`<p>${count === 0 ? say('fileStrikesNone') : say('fileStrikesCount', { category: categoryWords(category, say), count })}</p>`,
  );
}

/** How much could be seen in that moment, and what nobody can see. */
export function seenSection({ lang }: VisitorCall, { seen, clause }: OpenFile): Html {
  const say = sayIn(lang);
  const cannot = clause?.cannotSee ? html`<p>${say('coverageCannot', { what: clause.cannotSee[lang] })}</p>` : null;
  return part(say('fileCoverage'), html`<p>${seenWords(seen, { say, lang })}</p>${cannot}`);
}
