import { z } from 'zod';
import { Selector } from '../rules/selector.ts';
import { say, Words } from './file-words.ts';
import { CONTENT_MODES } from './message-keeping.ts';

/** One word as people write it in a chat: what is looked for. */
const Said = z.string().trim().min(1).max(20);
const list = (about: string) => z.array(Said).max(500).default([]).describe(about);
const UnderWords = z.record(Said, z.array(Said).min(1).max(200));

/** Words of the company's own, beside the usual ones. */
const WordsOfCompany = z.strictObject({
  acknowledge: UnderWords.default({}).describe(
    'Words that begin an answer, each under the word of the text that it stands for: 收到: [已收悉].',
  ),
  acknowledgeAlone: UnderWords.default({}).describe('Words that answer only when nothing else is said: 好的: [okk].'),
  done: list('Words that say that a matter is done.'),
  move: list('Words that move a matter to a day.'),
  reason: list('Words that give a reason.'),
  handOver: list('Words that hand a matter over to whom they name.'),
  decline: list('Words with which somebody does not take it over.'),
  ask: list('Words that make a message a task.'),
  question: list('Words that make a message a question.'),
  sameDay: list('Words that say: today.'),
  receipt: list('Words that ask for an answer.'),
  notice: list('Words that make a message a notice.'),
  courtesy: list('Thanks, greetings and goodbyes: alone they ask for nothing and answer nothing.'),
  praise: list('Words of praise: they ask for nothing.'),
  address: list('How people are addressed without a name: says nothing.'),
  without: list('Usual words that do not count here.'),
});

const Spokesman = z.strictObject({
  who: Selector.describe('Who speaks for another.'),
  for: Selector.describe('For whom: his words count as those of whom he names.'),
  called: z.array(Said).max(20).default([]).describe('How he names him, besides by name and title: 总裁.'),
});

const Ground = {
  legalBasis: Words.optional().describe(
    'Why this is lawful and needed: full words and one-to-one conversations want it.',
  ),
  approvedBy: z.string().min(1).optional().describe('Who approved it.'),
};
const MESSAGES_WANT = 'names no legal basis';
const giveGround = say(MESSAGES_WANT, 'add legalBasis and approvedBy: without them no words are kept');

/** What is kept of archived messages, and how they are read. */
export const Messages = z
  .strictObject({
    content: z
      .enum(CONTENT_MODES)
      .default('none')
      .describe('none: who, when, what kind, how long. hit: a found word and what stands around it. full: all words.'),
    ...Ground,
    oneToOne: z
      .strictObject(Ground)
      .refine(({ legalBasis, approvedBy }) => legalBasis && approvedBy, giveGround)
      .optional()
      .describe('Absent: one-to-one conversations are counted and dropped.'),
    words: WordsOfCompany.prefault({}).describe('Words of the company’s own, beside the usual ones.'),
    spokesmen: z.array(Spokesman).default([]).describe('代发人: who speaks for whom.'),
  })
  .refine(({ content, legalBasis, approvedBy }) => content !== 'full' || (legalBasis && approvedBy), {
    ...giveGround,
    path: ['content'],
  });
export type Messages = z.infer<typeof Messages>;
