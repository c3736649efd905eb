import type { Conversation, Member } from '../../src/events/conversation.ts';
import { momentOf as momentIn, readScript as scriptOf } from '../../src/policy/talk-script.ts';
import { calendarOver } from '../../src/work-time/calendar.ts';
import { type Cast, stretchesOf, YEAR } from './read-cast.ts';

/** `11-26 09:00`, or with the year before it; `24:00` is the end of the day. */
export const momentOf = (text: string, date: string): number => momentIn(text, date, YEAR);

/** A script, and what is so beside what is said. */
export function readScript(says: string, facts: readonly string[], cast: Cast) {
  const { talk, firstDate } = scriptOf(says, cast);
  return { talk: facts.reduce(withFact, talk), firstDate };
}

/** What is so beside what is said: `李样本 on leave 10-08 00:00 to 10-09 24:00`, `李样本 works 11-26 20:00-32:00`, `10-12 is off`. */
function withFact(talk: Conversation, fact: string): Conversation {
  const day = /^(\d\d-\d\d) is (off|work)$/.exec(fact);
  if (day) return withDay(talk, `${YEAR}-${day[1]}`, day[2] as 'off' | 'work');
  const seen = /^(\S+) (spoke|pressed|opened-page|clocked-in) elsewhere (.+)$/.exec(fact);
  if (seen) {
    const [, by = '', how = '', at = ''] = seen;
    return { ...talk, signs: [...talk.signs, { by, how: how as 'spoke', atMs: momentOf(at, '') }] };
  }
  const [, id = '', rest = ''] = /^(\S+) (.+)$/.exec(fact) ?? [];
  if (!talk.members.some((one) => one.id === id)) throw new Error(`no fact: ${fact}`);
  return { ...talk, members: talk.members.map((one) => (one.id === id ? withPersonal(one, rest) : one)) };
}

function withDay(talk: Conversation, date: string, kind: 'off' | 'work'): Conversation {
  const calendar = calendarOver(talk.plan.calendar, new Map([[date, kind]]));
  const members = talk.members.map((one) => ({ ...one, plan: { ...one.plan, calendar } }));
  return { ...talk, members, plan: { ...talk.plan, calendar } };
}

function withPersonal(member: Member, fact: string): Member {
  const away = /^on (leave|trip) (.+) to (.+)$/.exec(fact);
  if (away) {
    const [, why = '', from = '', until = ''] = away;
    const one = { why: why as 'leave', fromMs: momentOf(from, ''), untilMs: momentOf(until, '') };
    return { ...member, absences: [...member.absences, one] };
  }
  const shift = /^works (\d\d-\d\d)(?: (.+))?$/.exec(fact);
  if (shift) {
    const shifts = new Map(member.plan.shifts ?? []);
    shifts.set(`${YEAR}-${shift[1]}`, shift[2] ? stretchesOf(shift[2]) : []);
    return { ...member, plan: { ...member.plan, shifts } };
  }
  const [, how = '', at = ''] = /^(leaves|joins) (.+)$/.exec(fact) ?? [];
  if (how === 'leaves') return { ...member, untilMs: momentOf(at, '') };
  if (how === 'joins') return { ...member, fromMs: momentOf(at, '') };
  throw new Error(`no fact: ${fact}`);
}
