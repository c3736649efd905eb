import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import { noticeContent } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import type { WordingKey } from '../notices/wording/zh.ts';
import { dayOf } from '../work-time/local-days.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import { happenedIn, happenedUnnamed, lineAbout, nameOf, words } from './lines.ts';
import type { Heard } from './statements-of.ts';
import { type Decided, decidedWords } from './verdict-words.ts';
import { STATEMENT_DAYS } from './working-days.ts';

/**
 * Asks the one it is about what he says to the matter, with the clause and what was found; answers the message's id, or null where no
 * message reaches him.
 */
export async function tellHearing(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  { by, question }: { readonly by: string; readonly question: string | null },
): Promise<string | null> {
  const to = held.person?.status === 'active' ? held.person.userid : null;
  if (to === null) return null;
  const { number } = held.matter;
  const places = {
    by: nameOf(held, by),
    question: question ?? '',
    number: String(number),
    days: String(STATEMENT_DAYS),
  };
  const happened = words((lang) => ({
    key: question === null ? 'hearingAsks' : 'hearingAsksMore',
    places: { ...places, happened: happenedIn(held, lang) },
  }));
  const fix = words(() => ({ key: 'hearingHow', places }));
  const line = { ...lineAbout(held, { happened, fix }), buttons: ['explain', 'exempt'] as const };
  const { corp, keys, at } = deciding;
  return enqueueNotice(tx, corp, keys, {
    to,
    content: noticeContent('hearing', 'zh', [{ ...line, buttons: [...line.buttons] }]),
    notBefore: at,
    at,
  });
}

/** Tells him what a person decided, who that is, and how he can appeal. */
export async function tellVerdict(tx: Tx, deciding: Deciding, held: Held, decided: Decided): Promise<void> {
  const to = held.person?.status === 'active' ? held.person.userid : null;
  if (to === null) return;
  const { corp, keys, at } = deciding;
  const content = noticeContent('verdict', 'zh', [{ ...lineAbout(held, decidedWords(held, decided)), buttons: [] }]);
  await enqueueNotice(tx, corp, keys, { to, content, notBefore: decided.notBefore, at });
}

/** What waits for those who may decide. */
export type Waiting =
  | { readonly what: 'to-do' }
  | {
      readonly what: 'ready';
      readonly measure: string | null;
      readonly said: string | null;
      readonly heard: Heard;
    }
  | { readonly what: 'appeal'; readonly text: string; readonly dueAt: Date }
  | { readonly what: 'nobody' };

/** More people than these at once would all look at the same matter. */
const MOST_READERS = 3;

/** Tells those who may decide that something waits for them, by a card with what they can do. */
export async function tellDeciders(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  to: readonly string[],
  waiting: Waiting,
): Promise<void> {
  const { corp, keys, at } = deciding;
  const line = lineAbout(held, docketWords(keys, held, waiting));
  for (const reader of [...new Set(to)].slice(0, MOST_READERS)) {
    const content = noticeContent('docket', 'zh', [{ ...line, buttons: [...BUTTONS[waiting.what]] }]);
    await enqueueNotice(tx, corp, keys, { to: reader, content, notBefore: at, at });
  }
}

const BUTTONS = {
  'to-do': ['confirm', 'waive', 'ask-him', 'pass-on'],
  ready: ['confirm', 'waive', 'ask-him', 'pass-on'],
  appeal: ['uphold', 'reverse', 'pass-on'],
  nobody: [],
} as const;

const HEARD = {
  'not-asked': 'docketNotAsked',
  waits: 'docketWaits',
  given: 'docketSaid',
  over: 'docketSilent',
} as const satisfies Readonly<Record<Heard, WordingKey>>;

function docketWords(keys: Deciding['keys'], held: Held, waiting: Waiting) {
  const number = String(held.matter.number);
  const { timeZone } = held.policy.manners;
  const about = (lang: 'zh' | 'en') => ({ number, happened: happenedUnnamed(keys, held, lang) });
  switch (waiting.what) {
    case 'appeal': {
      const until = dayOf(waiting.dueAt.getTime() - 1, timeZone).slice(5);
      return {
        happened: words((lang) => ({ key: 'docketAppeal', places: { ...about(lang), text: waiting.text } })),
        fix: words(() => ({ key: 'docketHowAppeal', places: { number, until } })),
      };
    }
    case 'nobody':
      return {
        happened: words((lang) => ({ key: 'docketNobody', places: about(lang) })),
        fix: words(() => ({ key: 'docketHowNobody', places: {} })),
      };
    case 'ready': {
      const { measure, said, heard } = waiting;
      return {
        happened: words((lang) => ({
          key: measure === null ? 'docketToDo' : 'docketReady',
          places: { ...about(lang), measure: measure ?? '' },
        })),
        fix: words(() => ({ key: HEARD[heard], places: { text: said ?? '' } })),
      };
    }
    case 'to-do':
      return {
        happened: words((lang) => ({ key: 'docketToDo', places: about(lang) })),
        fix: words(() => ({ key: 'docketHow', places: { number } })),
      };
  }
}

/** HR and counsel hear of what nobody may decide. Who it is about does not. */
export function whoHearsOfRest({ policy, directory, person }: Held): string[] {
  const offices = ['hr', 'counsel'].flatMap((name) => officeNow(policy, name, { directory }));
  return [...new Set(offices)].filter((userid) => userid !== person?.userid);
}
