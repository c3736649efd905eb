import { z } from 'zod';
import type { ObligationRule } from '../../obligations/rule.ts';
import type { Waiting } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { answerInWords, joinedWords } from './in-words.ts';
import { ALONE, askedIn, responseOutcomes } from './outcomes.ts';
import { rolesNamedIn } from './role-names.ts';
import { answeredLate } from './sentences.ts';
import { Answer, answerClock, manners, NOBODY } from './settings.ts';

const Published = z.strictObject({
  answer: Answer,
  pausedBy: manners.pausedBy,
  late: manners.late,
});
type Published = z.infer<typeof Published>;

const waitsFor = (settings: Published, use: Waiting): ObligationRule => ({
  id: use.instance,
  clause: use.clause,
  opens: 'published',
  speakers: [],
  only: null,
  all: 'nobody',
  unnamed: 'nobody',
  role: NOBODY,
  joins: 'none',
  accepts: 'lexicon',
  pausedBy: settings.pausedBy,
  reachable: 'not-asked',
  acknowledge: answerClock(settings.answer, use),
  result: null,
});

const says = {
  'not-answered': {
    zh: '{asked} 发给您的通知到 {due} 还没确认（计 {min} 分钟）',
    en: 'The notice sent to you at {asked} is not confirmed yet: due by {due}, {min} working minutes',
  },
  ...answeredLate.says,
};

/** A notice that we sent ourselves is confirmed by its button. It needs no archive: what was sent and pressed is ours. */
export const published = defineRule({
  id: 'response/published',
  title: { zh: '已发通知的确认', en: 'Published notices are confirmed' },
  needs: [],
  asks: ['talk'],
  settings: Published,
  says,
  fix: {
    'not-answered': { zh: '请打开通知，点「收到」', en: 'Please open the notice and press “received”' },
    ...answeredLate.fix,
  },
  inWords: ({ answer }) =>
    joinedWords([{ zh: '本系统发出的通知', en: 'notices that this service sent' }, answerInWords(answer)]),
  rolesNamed: rolesNamedIn,
  waitsFor,
  happenedIn: askedIn,
  judge: (facts, settings, waits = waitsFor(settings, ALONE)) => responseOutcomes(facts, waits, settings.late, says),
});
