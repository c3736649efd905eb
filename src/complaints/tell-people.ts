import type { Tx } from '../db/client.ts';
import { noticeContent, type Words } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import { sayBoth } from '../notices/wording/say.ts';
import { type Complaining, complaintNumber } from './complaining.ts';
import { complaintsUrl } from './page-links.ts';
import { REASONS, type Reason, type Verdict } from './reasons.ts';
import type { Looks } from './who-looks.ts';

/** The reporter hears that it arrived, and whether anybody may look at it yet. */
export const tellArrived = (
  tx: Tx,
  complaining: Complaining,
  { to, number, from }: { to: string; number: string; from: Looks['from'] },
) => tell(tx, complaining, to, [sayBoth(from === 'nobody' ? 'complaintRests' : 'complaintArrived', { number })]);

/** What is reported, as far as it is said to whoever has not opened it. */
export type Kind = 'message' | 'group' | 'something';

interface Looking {
  readonly to: string;
  readonly number: string;
  readonly kind: Kind;
  readonly reason: Reason;
  readonly text: string;
}

/**
 * Who is to look hears what kind of thing waits, and not who reported. The words stand on the page; where there are no pages they stand
 * here, and a reply decides.
 */
export function tellWhoLooks(
  tx: Tx,
  complaining: Complaining,
  { to, number, kind, reason, text }: Looking,
): Promise<string> {
  const url = complaintsUrl(complaining.corp, '/complaints');
  const what = REASONS[reason];
  const about = sayBoth(ABOUT[kind]);
  const words = sayBoth('complaintWaits', { number });
  const line = { zh: `${words.zh}${about.zh}，${what.zh}`, en: `${words.en} ${about.en}, ${what.en}` };
  const more = url ? [sayBoth('complaintOpenPage')] : [...inNotes(text), sayBoth('complaintReply', { number })];
  return tell(tx, complaining, to, [line, ...more], url);
}

/** A note holds so many letters. */
const MOST_LETTERS = 110;

function inNotes(text: string): Words[] {
  const letters = [...text];
  const parts = Array.from({ length: Math.ceil(letters.length / MOST_LETTERS) }, (_, at) =>
    letters.slice(at * MOST_LETTERS, (at + 1) * MOST_LETTERS).join(''),
  );
  return parts.map((part) => ({ zh: part, en: part }));
}

const ABOUT = {
  message: 'complaintOfMessage',
  group: 'complaintOfGroup',
  something: 'complaintOfSomething',
} as const;

const BECAME = {
  acted: 'complaintActed',
  unfounded: 'complaintUnfounded',
  unclear: 'complaintUnclear',
} as const satisfies Readonly<Record<Verdict, string>>;

/** The reporter hears what became of it, and what is said to him besides. */
export const tellOutcome = (
  tx: Tx,
  complaining: Complaining,
  { to, number, says, answer }: { to: string; number: bigint; says: Verdict; answer: string },
) => {
  const became = sayBoth(BECAME[says], { number: complaintNumber(number) });
  return tell(tx, complaining, to, [became, ...(answer === '' ? [] : [{ zh: answer, en: answer }])]);
};

/** How to report, for who opened the app's menu or wrote no more than the word. */
export const tellHow = (tx: Tx, complaining: Complaining, to: string): Promise<string> => {
  const url = complaintsUrl(complaining.corp, '/complaint');
  return tell(tx, complaining, to, [sayBoth('complaintHow'), ...(url ? [sayBoth('complaintHowPage')] : [])], url);
};

/** Who answered by a reply hears that it counted, or why not. */
export const tellDecided = (
  tx: Tx,
  complaining: Complaining,
  { to, number, outcome }: { to: string; number: string; outcome: 'done' | 'over' | 'not-entitled' },
): Promise<string> =>
  tell(tx, complaining, to, [sayBoth(outcome === 'done' ? 'complaintAnswered' : 'complaintNotYours', { number })]);

/** Nothing was kept, and why. */
export const tellRefused = (tx: Tx, complaining: Complaining, to: string): Promise<string> =>
  tell(tx, complaining, to, [sayBoth('complaintTooMany')]);

/** Said at once: he waits for it. */
function tell(
  tx: Tx,
  { corp, keys, at }: Complaining,
  to: string,
  notes: readonly Words[],
  url: string | null = null,
): Promise<string> {
  const content = noticeContent('complaint', 'zh', [], { notes, page: url === null ? null : { url, count: 1 } });
  return enqueueNotice(tx, corp.slug, keys, { to, content, notBefore: at, at });
}
