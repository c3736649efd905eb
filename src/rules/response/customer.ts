import { z } from 'zod';
import type { ObligationRule } from '../../obligations/rule.ts';
import type { Waiting } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { answerInWords, joinedWords } from './in-words.ts';
import { ALONE, askedIn, responseOutcomes } from './outcomes.ts';
import { RoleName, roleInWords, rolesNamedIn } from './role-names.ts';
import { answeredLate } from './sentences.ts';
import { Answer, answerClock, manners } from './settings.ts';

const Customer = z.strictObject({
  servedBy: RoleName.describe('the role of this file of which anybody inside may answer'),
  joins: z
    .enum(['asker', 'none'])
    .default('asker')
    .describe('asker: what the same customer adds while he waits belongs to the first'),
  accepts: z
    .enum(['any-words', 'lexicon'])
    .default('any-words')
    .describe('lexicon: words that point at nothing must be of the list; a reply may use any'),
  answer: Answer,
  pausedBy: manners.pausedBy,
  late: manners.late,
});
type Customer = z.infer<typeof Customer>;

const waitsFor = (settings: Customer, use: Waiting): ObligationRule => ({
  id: use.instance,
  clause: use.clause,
  opens: 'customer',
  speakers: [],
  only: null,
  all: 'nobody',
  unnamed: 'nobody',
  role: settings.servedBy,
  joins: settings.joins,
  accepts: settings.accepts,
  pausedBy: settings.pausedBy,
  reachable: 'not-asked',
  acknowledge: answerClock(settings.answer, use),
  result: null,
});

const says = {
  'not-answered': {
    zh: '{asker} {asked} 的留言到 {due} 还没回应（计 {min} 分钟）',
    en: 'No answer yet to what {asker} wrote at {asked}: due by {due}, {min} working minutes',
  },
  ...answeredLate.says,
};

/** A customer who writes hears something from those who serve the group. Thanks and goodbyes wait for nobody. */
export const customer = defineRule({
  id: 'response/customer',
  title: { zh: '客户留言的回应', en: 'Customers are answered' },
  needs: ['messages'],
  asks: ['talk'],
  settings: Customer,
  says,
  fix: {
    'not-answered': {
      zh: '请先回一句，一时解决不了也告诉客户几时答复',
      en: 'Please send a first word; where it takes longer, say when the answer comes',
    },
    ...answeredLate.fix,
  },
  inWords: ({ servedBy, answer }) => {
    const who = roleInWords(servedBy);
    return joinedWords([
      { zh: `客户留言由${who.zh}中任一人`, en: `what customers write, by any of ${who.en}` },
      answerInWords(answer),
    ]);
  },
  rolesNamed: rolesNamedIn,
  waitsFor,
  happenedIn: askedIn,
  judge: (facts, settings, waits = waitsFor(settings, ALONE)) => responseOutcomes(facts, waits, settings.late, says),
});
