import { z } from 'zod';

export const NOTICE_KINDS = [
  'reminder',
  'task',
  'question',
  'digest',
  'outcome',
  'correction',
  'inventory',
  'published',
  'daily-close',
  'waiting',
  'overdue',
  'complaint',
  'sign-off',
  'private',
  'hearing',
  'verdict',
  'docket',
  'heard',
  'trail-head',
  'excerpt',
  'evidence',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * What a button does. `fixed`, `wrong`: the member about himself. `agreed`, `not-agreed`, `belongs`, `done`, `cannot`: who looks
 * after the group. `waive`, `confirm`: HR. In groups that the service keeps: `remove`, `keep`, `hand-over` are who looks after the group,
 * `rejoin`, `stay-out` the person himself. `declare`: an owner, about his groups. `release`, `stop-rule`: HR, about a rule that the brake holds.
 * `seen`: whoever got the message, about no case. `received`: who got a notice of the company; `closed`, `acknowledge`: who is waited for, about a matter. `task`,
 * `not-task`: who said something, asked whether it is one; `meant-a` to `meant-c`: asked whom of several he meant. `find-right`, `find-wrong`: whether what was found in a message is so.
 * `ask`: HR, to have the person himself asked; `reached`, `not-reached`: he, whether messages reached him.
 * `ask-him`, `pass-on`: who may decide of a case; `uphold`, `reverse`: who may decide of an appeal. `explain`, `exempt`: the one it is about.
 * `pack-release`, `pack-refuse`: who may let evidence leave the house. `exempt-agree`, `exempt-refuse`: who may decide of an exemption. `sign`, `sign-refuse`: who was shown a version of a policy; either way he was told.
 */
export const ButtonAction = z.enum([
  'fixed',
  'wrong',
  'agreed',
  'not-agreed',
  'belongs',
  'done',
  'cannot',
  'waive',
  'confirm',
  'remove',
  'keep',
  'hand-over',
  'rejoin',
  'stay-out',
  'declare',
  'release',
  'stop-rule',
  'seen',
  'received',
  'closed',
  'acknowledge',
  'task',
  'not-task',
  'meant-a',
  'meant-b',
  'meant-c',
  'find-right',
  'find-wrong',
  'ask',
  'reached',
  'not-reached',
  'sign',
  'sign-refuse',
  'exempt-agree',
  'exempt-refuse',
  'pack-release',
  'pack-refuse',
  'ask-him',
  'pass-on',
  'explain',
  'exempt',
  'uphold',
  'reverse',
]);
export type ButtonAction = z.infer<typeof ButtonAction>;

/** Buttons that mean one of several people, in their order: more do not go on a card. */
export const MEANT = ['meant-a', 'meant-b', 'meant-c'] as const satisfies readonly ButtonAction[];
export type Meant = (typeof MEANT)[number];

/** What a line is about, for the first words of a message; `other`: they are made of the rule's title. */
export const Topic = z.enum(['nickname', 'join', 'missing', 'leaver', 'other']);
export type Topic = z.infer<typeof Topic>;

export const LANGS = ['zh', 'en'] as const;
export const Lang = z.enum(LANGS);
export type Lang = z.infer<typeof Lang>;

const Words = z.strictObject({ zh: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;

/** One matter of one case. A member's message shows nothing of `who`: he is the reader. */
export const NoticeLine = z.strictObject({
  caseId: z.uuid(),
  /** The case's number, as people quote it. */
  number: z.string(),
  topic: Topic,
  /** The rule's title, which opens a message of a topic that has no words of its own. Null: written before it was kept. */
  about: Words.nullable().default(null),
  clauseId: z.string(),
  /** The duty sentence of the clause. */
  clauseText: Words,
  groupName: z.string(),
  who: z.string().nullable(),
  happened: Words,
  fix: Words,
  /** The exact text to paste, alone on its line. */
  paste: z.string().nullable(),
  /** Until when a task is to be done, by the clocks of the place: `11-26 18:00`. Null: no hour is set. */
  due: z.string().max(16).nullable(),
  /** For people outside, who cannot be sent app messages: words for the group that name nobody. */
  groupText: Words.nullable(),
  buttons: z.array(ButtonAction).max(4),
  /** Whom the buttons `meant-a` and so on mean, in their order, and what stands on them. */
  choices: z
    .array(z.strictObject({ userid: z.string(), label: z.string() }))
    .max(3)
    .optional(),
});
export type NoticeLine = z.infer<typeof NoticeLine>;

/** A figure of a digest: a few words and a number. */
const Figure = z.strictObject({
  of: z.enum(['opened', 'closed', 'waiting', 'unreached', 'held']),
  count: z.int().min(0),
});
export type Figure = z.infer<typeof Figure>;

/** A question with choices, on a card that asks and reminds of nothing. */
const Ask = z.strictObject({
  key: z.string().min(1).max(60),
  title: z.string(),
  options: z
    .array(z.strictObject({ id: z.string().min(1).max(80), text: Words }))
    .min(1)
    .max(10),
  selected: z.string(),
});
export type Ask = z.infer<typeof Ask>;

/** A page of ours that says and asks more than a card can hold. Its address is the same for everybody and holds no secret. */
const PageLink = z.strictObject({ url: z.url(), count: z.int().min(1) });

/** A notice of the company in its own words, whose reader is to say that he got it. */
const Published = z.strictObject({
  publicationId: z.uuid(),
  groupName: z.string(),
  /** Who says it. */
  by: z.string(),
  clauseId: z.string(),
  text: z.string().min(1).max(2_000),
});
export type Published = z.infer<typeof Published>;

/** A matter that waits for the reader still. */
const OpenMatter = z.strictObject({ obligationId: z.uuid(), says: Words });
export type OpenMatter = z.infer<typeof OpenMatter>;

/** The card of a day: the oldest matters, and how many there are. */
const DailyClose = z.strictObject({ matters: z.array(OpenMatter).min(1).max(5), open: z.int().min(1) });

/** A card of its own about no case: a few sentences, a few rows, at most two buttons that mean this very card. */
const Plain = z.strictObject({
  title: Words,
  text: Words,
  /** What is quoted or ready to be passed on; empty: nothing. */
  quote: Words.nullable(),
  /** What stands above the quote, where it is not ready to be passed on. */
  quoteTitle: Words.optional(),
  rows: z.array(z.strictObject({ name: Words, value: z.string() })).max(4),
  buttons: z.array(ButtonAction).min(1).max(2),
  /** What its buttons mean, where that is not this very card. */
  about: z.uuid().optional(),
});
export type Plain = z.infer<typeof Plain>;

/** What is to be said, as parts: sealed in the row until the message is written, once. */
export const NoticeContent = z.strictObject({
  v: z.literal(1),
  kind: z.enum(NOTICE_KINDS),
  lang: Lang,
  lines: z.array(NoticeLine),
  /** Sentences about no single case: the brake, a renamed department, a person who could not be reached. */
  notes: z.array(Words),
  figures: z.array(Figure),
  asks: z.array(Ask).max(3).default([]),
  /** Where to answer, in the place of the card's own questions. */
  page: PageLink.nullable().default(null),
  /** The rule, by its id, that the brake holds and this digest tells of first. */
  brake: z.strictObject({ rule: z.string() }).nullable().default(null),
  published: Published.nullable().default(null),
  dailyClose: DailyClose.nullable().default(null),
  plain: Plain.nullable().default(null),
  /** A file that WeCom holds, by its media id [90253]. */
  file: z
    .strictObject({ mediaId: z.string().min(1).max(512) })
    .nullable()
    .default(null),
});
export type NoticeContent = z.infer<typeof NoticeContent>;

/** Content of one kind; notes and figures are what digests add. */
export const noticeContent = (
  kind: NoticeKind,
  lang: Lang,
  lines: readonly NoticeLine[],
  more: {
    readonly notes?: readonly Words[];
    readonly figures?: readonly Figure[];
    readonly asks?: readonly Ask[];
    readonly page?: NoticeContent['page'];
    readonly brake?: NoticeContent['brake'];
    readonly published?: Published;
    readonly dailyClose?: NonNullable<NoticeContent['dailyClose']>;
    readonly plain?: Plain;
    readonly file?: NonNullable<NoticeContent['file']>;
  } = {},
): NoticeContent => ({
  v: 1,
  kind,
  lang,
  lines: [...lines],
  notes: [...(more.notes ?? [])],
  figures: [...(more.figures ?? [])],
  asks: [...(more.asks ?? [])],
  page: more.page ?? null,
  brake: more.brake ?? null,
  published: more.published ?? null,
  dailyClose: more.dailyClose ?? null,
  plain: more.plain ?? null,
  file: more.file ?? null,
});
