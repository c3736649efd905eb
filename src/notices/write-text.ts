import type { Lang, NoticeContent, NoticeKind, Topic } from './content.ts';
import {
  type Envelope,
  longestFit,
  moreLine,
  noticeNumber,
  request,
  type SpokenLine,
  spoken,
  spokenNotes,
  type Written,
} from './letter.ts';
import { bytesOf } from './neutralise.ts';
import { quotable } from './wording/banned.ts';
import { say } from './wording/say.ts';
import type { WordingKey } from './wording/zh.ts';

/** WeCom cuts a text at this many bytes [90236]. */
const MOST_BYTES = 2_048;

/** A plain text: the only form that reaches people who read in WeChat. Its first 18 bytes carry the point. */
export function writeText(content: NoticeContent, envelope: Envelope): Written {
  const lines = content.lines.map((line) => spoken(line, content));
  const { candidate, shown } = longestFit(
    lines.length,
    (count) => textOf(content, lines.slice(0, count), envelope),
    (text) => bytesOf(text) <= MOST_BYTES,
  );
  return { body: request(envelope, { msgtype: 'text', text: { content: candidate } }), shown };
}

function textOf(content: NoticeContent, shown: readonly SpokenLine[], { number }: Envelope): string {
  const { lang, kind } = content;
  const blocks = shown.flatMap((line, at) => blockOf(line, kind, lang, shown.length > 1 ? `${at + 1}. ` : ''));
  const [first = '', ...rest] = [...spokenNotes(content), ...blocks];
  return [
    opening(kind, lang, shown) + (shown.length > 1 ? `\n${first}` : first),
    ...rest,
    ...moreLine(lang, content.lines.length, shown.length),
    ...(kind === 'complaint' && content.page ? [content.page.url] : []),
    ...closing(kind, lang),
    say(lang, 'noticeNumber', { number: noticeNumber(number) }),
  ].join('\n');
}

function blockOf(line: SpokenLine, kind: NoticeKind, lang: Lang, item: string): string[] {
  if (kind === 'outcome' || kind === 'correction') return [`${item}${line.group} ${line.happened}`];
  if (kind === 'verdict' || kind === 'docket') return [`${item}${line.happened}`, line.fix];
  const duty = kind === 'reminder' || kind === 'hearing' ? quotable(line.duty) : line.duty;
  return [
    `${item}${line.happened}`,
    say(lang, 'inGroup', { group: line.group }),
    ...(line.paste === null ? [] : [say(lang, 'pasteBelow'), line.paste]),
    say(lang, 'howTo', { fix: line.fix }),
    ...(line.groupText === null ? [] : [`${say(lang, 'quotePaste')}:`, line.groupText]),
    duty === ''
      ? say(lang, 'clauseOnly', { clause: line.clauseId })
      : say(lang, 'clause', { clause: line.clauseId, duty }),
  ];
}

const OPEN_TOPIC: Readonly<Record<Topic, WordingKey>> = {
  nickname: 'openNickname',
  join: 'openJoin',
  missing: 'openMissing',
  leaver: 'openLeaver',
  other: 'openOther',
};
const OPEN_KIND: Readonly<Record<Exclude<NoticeKind, 'reminder'>, WordingKey>> = {
  task: 'openTask',
  question: 'openQuestion',
  digest: 'openDigest',
  outcome: 'openOutcome',
  correction: 'openCorrection',
  inventory: 'openInventory',
  waiting: 'openWaiting',
  overdue: 'openOverdue',
  published: 'openPublished',
  'daily-close': 'openDailyClose',
  hearing: 'openHearing',
  verdict: 'openVerdict',
  docket: 'openDocket',
  heard: 'openHeard',
  complaint: 'openComplaint',
  'sign-off': 'titleSignOff',
  private: 'titlePrivate',
  'trail-head': 'openTrailHead',
  excerpt: 'openExcerpt',
  evidence: 'openEvidence',
};

function opening(kind: NoticeKind, lang: Lang, lines: readonly SpokenLine[]): string {
  if (kind !== 'reminder') return say(lang, OPEN_KIND[kind]);
  const [first, ...others] = lines;
  const same = first !== undefined && others.every((line) => line.topic === first.topic && line.about === first.about);
  if (!same) return say(lang, OPEN_TOPIC.other);
  return (first.topic === 'other' && titled(first.about, lang)) || say(lang, OPEN_TOPIC[first.topic]);
}

/** So many bytes are shown by a phone that reads in WeChat. */
const MOST_OPENING_BYTES = 18;

/** The rule's title as the first words, where it is short enough. */
function titled(about: string, lang: Lang): string | null {
  const words = say(lang, 'openAbout', { about });
  return about !== '' && bytesOf(words) <= MOST_OPENING_BYTES ? words : null;
}

function closing(kind: NoticeKind, lang: Lang): string[] {
  if (kind === 'reminder') return [say(lang, 'closing')];
  if (kind === 'outcome') return [say(lang, 'closingOutcome')];
  return kind === 'correction' ? [say(lang, 'closingCorrection')] : [];
}
