import { BUTTONS, button, CARD, type CardRow, cardBase, numbered, numberRow } from './card-parts.ts';
import type { Lang, NoticeContent } from './content.ts';
import { reasonChoice } from './docket-reasons.ts';
import {
  type Body,
  countedTitle,
  type Envelope,
  longestFit,
  moreLine,
  request,
  type SpokenLine,
  spoken,
  spokenNotes,
  type Written,
} from './letter.ts';
import { clip } from './neutralise.ts';
import { quotable } from './wording/banned.ts';
import { say } from './wording/say.ts';
import type { WordingKey } from './wording/zh.ts';

type CardKind = 'reminder' | 'task' | 'question' | 'waiting' | 'hearing' | 'docket';

const TITLES: Readonly<Record<CardKind, readonly [WordingKey, WordingKey]>> = {
  reminder: ['titleReminder', 'titleReminders'],
  task: ['titleTask', 'titleTasks'],
  question: ['titleQuestion', 'titleQuestions'],
  waiting: ['titleWaiting', 'titleWaitings'],
  hearing: ['titleHearing', 'titleHearings'],
  docket: ['titleDocket', 'titleDockets'],
};
const CARD_KINDS: readonly CardKind[] = ['reminder', 'question', 'waiting', 'hearing', 'docket'];
const JOIN_TITLES: (typeof TITLES)[CardKind] = ['titleJoinQuestion', 'titleQuestions'];
const APPEAL_TITLES: (typeof TITLES)[CardKind] = ['titleAppeal', 'titleDockets'];

/** A button card [90236]: one matter in full, or as many as fit without cutting their words. */
export function writeCard(content: NoticeContent, envelope: Envelope): Written {
  const { lang } = content;
  const kind = CARD_KINDS.find((one) => one === content.kind) ?? 'task';
  const lines = content.lines.map((line) => spoken(line, content));
  const { candidate, shown } = longestFit(
    lines.length,
    (count) =>
      draft(lines.slice(0, count), kind, lang, {
        before: spokenNotes(content),
        after: moreLine(lang, lines.length, count),
      }),
    fits,
  );
  return {
    body: request(envelope, { msgtype: 'template_card', template_card: finish(candidate, envelope, lang) }),
    shown,
  };
}

interface Draft {
  readonly title: string;
  readonly desc: string;
  readonly rows: readonly CardRow[];
  readonly text: string;
  readonly quote: { readonly title: string; readonly text: string } | null;
  /** A question that goes with the buttons. */
  readonly choice: ReturnType<typeof reasonChoice> | null;
  readonly buttons: readonly {
    readonly caseId: string;
    readonly action: SpokenLine['buttons'][number];
    readonly label: string;
  }[];
}

interface Around {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function draft(lines: readonly SpokenLine[], kind: CardKind, lang: Lang, { before, after }: Around): Draft {
  const [first] = lines;
  const [one, several] = titlesOf(kind, first);
  return {
    title: countedTitle(lang, one, several, lines.length),
    desc: lines.every((line) => line.group === first?.group) ? (first?.group ?? '') : '',
    rows:
      lines.length === 1
        ? lines.flatMap((line) => rowsAlone(line, kind, lang))
        : lines.flatMap((line, at) => rowsOf(line, kind, lang, at)),
    text: [
      ...before,
      ...lines.map((line, at) => {
        const item = lines.length > 1 ? `${numbered(at)} ${line.clauseId} ` : '';
        return kind === 'docket' ? `${item}${line.happened}\n${line.fix}` : sentenceOf(line, lang, item);
      }),
      ...after,
    ].join('\n'),
    quote: quoteOf(lines, kind, lang),
    choice: wantsReason(lines, kind) ? reasonChoice(first?.buttons ?? [], lang) : null,
    buttons: lines.flatMap((line, at) =>
      line.buttons.map((action) => ({
        caseId: line.caseId,
        action,
        label: (lines.length > 1 ? numbered(at) : '') + (line.labels[action] ?? say(lang, BUTTONS[action].label)),
      })),
    ),
  };
}

/** Whoever decides, or lets something rest, says why. */
const wantsReason = (lines: readonly SpokenLine[], kind: CardKind): boolean =>
  kind === 'docket' || lines.some(({ buttons }) => buttons.includes('waive'));

function titlesOf(kind: CardKind, first: SpokenLine | undefined): (typeof TITLES)[CardKind] {
  if (kind === 'question' && first?.topic === 'join') return JOIN_TITLES;
  return kind === 'docket' && first?.buttons.includes('reverse') ? APPEAL_TITLES : TITLES[kind];
}

const fits = (card: Draft): boolean =>
  card.rows.length < CARD.rows && card.buttons.length <= CARD.buttons && [...card.text].length <= CARD.text;

/** It is about its reader himself, who knows who he is. */
const isForReader = (kind: CardKind): boolean => kind === 'reminder' || kind === 'waiting' || kind === 'hearing';

function rowsAlone(line: SpokenLine, kind: CardKind, lang: Lang): CardRow[] {
  return [
    ...(isForReader(kind) || line.who === '' ? [] : [{ keyname: say(lang, 'rowWho'), value: line.who }]),
    ...(line.paste === null ? [] : [{ keyname: say(lang, 'rowShould'), value: line.paste }]),
    ...(line.due === null ? [] : [{ keyname: say(lang, 'rowDue'), value: say(lang, 'dueBefore', { due: line.due }) }]),
    { keyname: say(lang, 'rowClause'), value: line.clauseId },
  ];
}

function rowsOf(line: SpokenLine, kind: CardKind, lang: Lang, at: number): CardRow[] {
  const shown = line.paste ?? (isForReader(kind) ? line.group : `${line.who} ${line.group}`.trim());
  return [{ keyname: `${numbered(at)}${say(lang, line.paste === null ? 'rowMatter' : 'rowShould')}`, value: shown }];
}

const sentenceOf = (line: SpokenLine, lang: Lang, item: string): string =>
  `${item}${line.happened}\n${say(lang, 'howTo', { fix: line.fix })}`;

function quoteOf(lines: readonly SpokenLine[], kind: CardKind, lang: Lang): Draft['quote'] {
  const outside = lines.find((line) => line.groupText !== null);
  if (outside?.groupText) return { title: say(lang, 'quotePaste'), text: outside.groupText };
  const [line] = lines;
  if (!line || lines.length > 1) return null;
  const duty = isForReader(kind) ? quotable(line.duty) : line.duty;
  return duty === '' ? null : { title: say(lang, 'quoteDuty', { clause: line.clauseId }), text: duty };
}

function finish(card: Draft, envelope: Envelope, lang: Lang): Body {
  return {
    ...cardBase('button_interaction', envelope, lang, { title: card.title, desc: card.desc }),
    ...(card.quote && {
      quote_area: { type: 0, title: card.quote.title, quote_text: clip(card.quote.text, CARD.quote) },
    }),
    sub_title_text: clip(card.text, CARD.text),
    horizontal_content_list: [...card.rows, numberRow(envelope, lang)].map(({ keyname, value }) => ({
      keyname,
      value: clip(value, CARD.value),
    })),
    ...(card.choice && { button_selection: card.choice }),
    button_list: card.buttons.map(({ caseId, action, label }) => button(label, action, envelope.keyOf(caseId, action))),
  };
}
