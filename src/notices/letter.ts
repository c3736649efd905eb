import { type ButtonAction, type Lang, MEANT, type NoticeContent, type NoticeLine } from './content.ts';
import { clip, neutralise, pasteable } from './neutralise.ts';
import { say } from './wording/say.ts';
import type { WordingKey } from './wording/zh.ts';

/** What a message is addressed with; everything that makes its bytes its own. */
export interface Envelope {
  readonly to: string;
  readonly agentId: number;
  readonly noticeId: string;
  readonly number: bigint;
  /** `card` only for HR, admins and people who have pressed a button before: cards do not show in WeChat [90236]. */
  readonly form: 'text' | 'card';
  /** The key behind a button: of a case, or of this notice for `seen`. */
  readonly keyOf: (id: string, action: ButtonAction) => string;
}

/** A body of `message/send` as an object, before it becomes the bytes that are kept. */
export type Body = Readonly<Record<string, unknown>>;

/** A message and how many of its lines it shows. */
export interface Written {
  readonly body: Body;
  readonly shown: number;
}

/** A line in one language, every foreign word made harmless. */
export interface SpokenLine {
  readonly caseId: string;
  readonly number: string;
  readonly topic: NoticeLine['topic'];
  readonly about: string;
  readonly clauseId: string;
  readonly duty: string;
  readonly group: string;
  readonly who: string;
  readonly happened: string;
  readonly fix: string;
  readonly paste: string | null;
  readonly due: string | null;
  readonly groupText: string | null;
  readonly buttons: readonly ButtonAction[];
  /** What stands on a button that means one of several; others have words of their own. */
  readonly labels: Readonly<Partial<Record<ButtonAction, string>>>;
}

const MOST = { group: 30, who: 30, sentence: 120 } as const;

export function spoken(line: NoticeLine, { lang, kind }: Pick<NoticeContent, 'lang' | 'kind'>): SpokenLine {
  const paste = line.paste === null ? null : pasteable(line.paste);
  return {
    caseId: line.caseId,
    number: line.number,
    topic: line.topic,
    about: neutralise(line.about?.[lang] ?? ''),
    clauseId: clip(neutralise(line.clauseId), 20),
    duty: clip(neutralise(line.clauseText[lang]), MOST.sentence),
    group: clip(neutralise(line.groupName), MOST.group),
    who: clip(neutralise(line.who ?? ''), MOST.who),
    happened: clip(neutralise(line.happened[lang]), MOST.sentence),
    fix: howIn(line, { lang, kind }, paste),
    paste,
    due: line.due,
    groupText: line.groupText?.[lang] ?? null,
    buttons: line.buttons,
    labels: Object.fromEntries((line.choices ?? []).map(({ label }, nth) => [MEANT[nth], neutralise(label)])),
  };
}

/** What to do, said to the reader. Words for somebody outside, whom no message of ours reaches, say whom to ask. */
function howIn(line: NoticeLine, { lang, kind }: Pick<NoticeContent, 'lang' | 'kind'>, paste: string | null): string {
  const isNickname = line.topic === 'nickname' && paste !== null;
  if (kind === 'reminder' && isNickname) return say(lang, 'howNickname');
  const fix = clip(neutralise(line.fix[lang]), MOST.sentence);
  if (line.groupText === null) return fix;
  const who = clip(neutralise(line.who ?? ''), MOST.who);
  return isNickname
    ? say(lang, 'howOutsideName', { who, nickname: paste })
    : clip(say(lang, 'howOutside', { who, fix }), MOST.sentence);
}

/** 「N-000123」: in every message, so that two with the same words are not taken for one [90236], and people can quote it. */
export const noticeNumber = (number: bigint): string => `N-${String(number).padStart(6, '0')}`;

/** The part of a request that all messages share. Whole-request duplicate check for four hours, its longest [90236]. */
export function request(envelope: Envelope, message: Body): Body {
  return {
    touser: envelope.to,
    agentid: envelope.agentId,
    ...message,
    enable_id_trans: 0,
    enable_duplicate_check: 1,
    duplicate_check_interval: 14_400,
  };
}

/** More matters than any message holds. */
const MOST_LINES = 40;

/** The longest run of first lines whose message `fits`; one line always goes, cut where it must be. */
export function longestFit<T>(
  count: number,
  write: (lines: number) => T,
  fits: (candidate: T) => boolean,
): { candidate: T; shown: number } {
  for (let lines = Math.min(count, MOST_LINES); lines > 1; lines -= 1) {
    const candidate = write(lines);
    if (fits(candidate)) return { candidate, shown: lines };
  }
  return { candidate: write(Math.min(1, count)), shown: Math.min(1, count) };
}

/** The sentence for what is not shown here, or nothing. */
export const moreLine = (lang: Lang, all: number, shown: number): string[] =>
  all > shown ? [say(lang, 'more', { count: String(all - shown) })] : [];

/** Notes in one language, harmless. */
export const spokenNotes = (content: Pick<NoticeContent, 'notes' | 'lang'>): string[] =>
  content.notes.map((note) => clip(neutralise(note[content.lang]), MOST.sentence));

/** One key when there is one matter, another when there are several. */
export const countedTitle = (lang: Lang, one: WordingKey, several: WordingKey, count: number): string =>
  count === 1 ? say(lang, one) : say(lang, several, { count: String(count) });
