import { caseNames } from '../../cases/case-names.ts';
import { caseSaid } from '../../cases/case-said.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import { reasonOf } from '../../record-reads/reads-of.ts';
import { categoryInWords } from '../../rules/content/category-words.ts';
import type { CaseFind } from '../../words/case-finds.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import type { WordingKey } from '../words/say.ts';
import { type Say, sayIn } from '../words/say.ts';
import { dangerousCaseForm, reasonField, sendButton } from './case-file-section.ts';
import { part } from './case-shown.ts';
import type { Found, OpenFile } from './open-file.ts';

interface Moment {
  readonly at: Date;
  readonly words: Html;
}

const times = (moments: readonly Moment[], timeZone: string): Html =>
  html`<ol class="qg-times">${moments.map(({ at, words }) => html`<li><span class="qg-when">${shortMoment(at, timeZone)}</span><span>${words}</span></li>`)}</ol>`;

const CHANGES: Readonly<Record<string, WordingKey>> = { found: 'fileFound', changed: 'fileChanged', gone: 'fileGone' };

/** Each change as it was judged, with the version and the hash that the trail has, and the words that are kept of it. */
export function evidenceSection(call: VisitorCall, open: OpenFile): Html {
  const say = sayIn(call.lang);
  const lines = open.findings.map((one) => ({ at: one.at, words: findingWords(call, one, open) }));
  const finds = open.finds.map((find) => findPart(call, find, open, say));
  return part(
    say('fileEvidence'),
    html`<p class="qg-small">${say('fileEvidenceHint')}</p>${times(lines, call.corp.timeZone)}${finds}`,
  );
}

function findingWords({ keys, lang }: VisitorCall, one: Found, { file, names, directory }: OpenFile): Html {
  const say = sayIn(lang);
  const about = { id: file.id, subject: file.subject, detail: one.detail };
  const person = file.person ? (directory.persons.get(file.person.id) ?? null) : null;
  const { detail } = caseNames(keys, about, { directory, person, shown: names.shown, lang });
  const said = one.change === 'gone' ? '' : caseSaid(file.rule, 'says', one.says, detail)[lang];
  const label = say(CHANGES[one.change] ?? 'fileChanged');
  const proof = say('fileInput', { hash: one.inputHash.slice(0, 12) });
  return html`${said === '' ? label : say('labelled', { label, text: said })}<br><span class="qg-small">${file.policySlug} v${one.policyVersion} · ${proof}</span>`;
}

function findPart(call: VisitorCall, find: CaseFind, { file }: OpenFile, say: Say): Html {
  const { corp, lang } = call;
  const head = html`<p class="qg-small">${say('fileExcerpt')} · ${shortMoment(find.saidAt, corp.timeZone)} · ${categoryInWords(find.category)[lang]}</p>`;
  const { words } = find;
  if (words.is === 'open') return html`${head}<blockquote class="qg-quote">${words.excerpt}</blockquote>`;
  if (words.is === 'none') return html`${head}<p class="qg-small">${say('fileExcerptNone')}</p>`;
  const fields = html`<input type="hidden" name="find" value="${find.id}">${reasonField(say('fileExcerptWhy'))}<p>${say('nameNoted')}</p>${sendButton(say('fileExcerptShow'))}`;
  return html`${head}<details class="qg-why"><summary>${say('fileExcerptShow')}</summary>${dangerousCaseForm(call, file.id, 'excerpt', fields)}</details>`;
}

const NOTICES: Readonly<Record<string, WordingKey>> = {
  reminder: 'noticeReminder',
  task: 'noticeTask',
  question: 'noticeQuestion',
  digest: 'noticeDigest',
  correction: 'noticeCorrection',
  outcome: 'noticeOutcome',
  hearing: 'noticeHearing',
  verdict: 'noticeVerdict',
};
const STATES: Readonly<Record<string, WordingKey>> = {
  sent: 'noticeSent',
  merged: 'noticeSent',
  failed: 'noticeFailed',
  unknown: 'noticeUnknown',
  recalled: 'noticeRecalled',
};

/** Who got which message about it, and when; never what it said. */
export function toldSection({ corp, lang }: VisitorCall, { file, names }: OpenFile): Html {
  const say = sayIn(lang);
  if (file.told.length === 0) return part(say('fileTold'), html`<p>${say('fileToldNobody')}</p>`);
  const lines = file.told.map(({ to, kind, state, sentAt }) => {
    const when = sentAt ? shortMoment(sentAt, corp.timeZone) : '—';
    const what = [say(NOTICES[kind] ?? 'noticeOther'), say(STATES[state] ?? 'noticeWaiting')].join(' · ');
    return html`<li><span class="qg-when">${when}</span><span>${names.nameOf(to)} <span class="qg-small">${what}</span></span></li>`;
  });
  return part(say('fileTold'), html`<ol class="qg-times">${lines}</ol>`);
}

const ACTIONS: Readonly<Record<string, WordingKey>> = {
  confirmed: 'didConfirm',
  waived: 'didWaive',
  withdrawn: 'didWithdraw',
  undone: 'didUndo',
  upheld: 'didUphold',
  reversed: 'didReverse',
  fixed: 'saidFixed',
  'reported-wrong': 'saidWrong',
  agreed: 'saidAgreed',
  'not-agreed': 'saidNotAgreed',
  task: 'saidTask',
  'not-task': 'saidNotTask',
  done: 'saidDone',
  cannot: 'saidCannot',
  'find-right': 'saidFindRight',
  'find-wrong': 'saidFindWrong',
};

/** What a decision is called. */
export const actionWords = (action: string, say: Say): string => say(ACTIONS[action] ?? 'saidOther');

/** Everything that people did, moment by moment. */
export function historySection({ corp, lang }: VisitorCall, { file, names, law }: OpenFile): Html {
  const say = sayIn(lang);
  const did = (at: Date, who: string, what: string): Moment => ({ at, words: html`${names.nameOf(who)} ${what}` });
  const moments: Moment[] = [
    { at: file.openedAt, words: html`${say('timeOpened')}` },
    ...file.decisions.map((one) => did(one.at, one.actor, actionWords(one.action, say))),
    ...file.proposals.map((one) =>
      did(one.at, one.by, say('didPropose', { measure: law.measures[one.measure].name[lang] })),
    ),
    ...file.statements.flatMap((one) => [
      ...(one.askedAt ? [did(one.askedAt, one.askedBy ?? '', say('didAsk'))] : []),
      ...(one.givenAt ? [did(one.givenAt, one.givenBy ?? '', say('didState'))] : []),
    ]),
    ...(file.appeal ? [did(file.appeal.at, file.appeal.by, say('didAppeal'))] : []),
    ...(file.closedAt ? [{ at: file.closedAt, words: html`${say('queueOver')}` }] : []),
  ];
  return part(
    say('fileHistory'),
    times(
      [...moments].sort((a, b) => a.at.getTime() - b.at.getTime()),
      corp.timeZone,
    ),
  );
}

const READS = {
  'case-file': 'readFile',
  name: 'readName',
  excerpt: 'readExcerpt',
  evidence: 'readEvidence',
} as const satisfies Record<string, WordingKey>;

/** Who has read this file: the person it is about sees the same. */
export function readsSection({ corp, lang, keys }: VisitorCall, { reads, names }: OpenFile): Html {
  const say = sayIn(lang);
  if (reads.length === 0) return part(say('fileReads'), html`<p>${say('fileReadsNone')}</p>`);
  const lines = reads.map((one) => {
    const why = reasonOf(keys, one);
    const did = say(READS[one.what]);
    return {
      at: one.at,
      words: html`${names.nameOf(one.reader)} ${why === null ? did : say('labelled', { label: did, text: why })}`,
    };
  });
  return part(say('fileReads'), html`<p class="qg-small">${say('fileReadsHint')}</p>${times(lines, corp.timeZone)}`);
}
