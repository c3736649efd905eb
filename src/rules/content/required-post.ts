import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import type { Hit } from '../../events/hit.ts';
import { remembered } from '../../remembered.ts';
import { chineseCalendar } from '../../work-time/calendar.ts';
import { localAt } from '../../work-time/local-time.ts';
import type { WorkPlan } from '../../work-time/work-plan.ts';
import { calledName, isHired, personOf } from '../personnel.ts';
import { recordsOf } from '../records.ts';
import { beginOfDayMs, chinaDay, dayMs } from '../register/days.ts';
import { defineRule, type Outcome } from '../rule.ts';
import { namedByAny, Selector } from '../selector.ts';
import { either, whoInWords } from '../selector-words.ts';
import { type Due, daysFrom, dueOn, TimeOfDay } from './due-posts.ts';

const RequiredPost = z.strictObject({
  who: z.array(Selector).min(1).describe('of whom it is asked'),
  as: z.string().min(1).max(12).default('日报').describe('what people call it'),
  marks: z.array(z.string().min(1)).min(1).default(['日报']).describe('a message with one of these is such a post'),
  items: z.array(z.string().min(1)).default([]).describe('words that must stand in it'),
  photo: z
    .enum(['required', 'not-asked'])
    .default('not-asked')
    .describe('a picture in it, or beside it on the same day'),
  every: z.enum(['workday', 'day', 'week']).default('workday').describe('a week: until its last day'),
  weekday: z.int().min(1).max(7).default(5).describe('of a week: the day on which it is due, 1 Monday'),
  by: TimeOfDay.default('18:00').describe('the hour by which it is due'),
  since: z.iso.date().describe('the first day on which one is due'),
  lookbackDays: z.int().min(1).max(14).default(3).describe('what was due longer ago is not judged'),
});
type RequiredPost = z.infer<typeof RequiredPost>;
type Says = 'missing' | 'incomplete' | 'no-photo';

const [POSTED, PHOTO] = ['posted', 'photo'];

/** A report that some people post each day or week, by an hour, with what must stand in it. Being late the same day is late, and no more. */
export const requiredPost = defineRule<RequiredPost, Says>({
  id: 'content/required-post',
  title: { zh: '日报与定期发布', en: 'Reports that are due' },
  needs: ['roster', 'messages'],
  asks: ['hits', 'away', 'work', 'talk', 'heard-from'],
  settings: RequiredPost,
  says: {
    missing: { zh: '{who} {day} 的{what}到 {by} 还没有发', en: '{what} of {who} for {day} was not there by {by}' },
    incomplete: { zh: '{who} {day} 的{what}还缺：{items}', en: '{what} of {who} for {day} lacks: {items}' },
    'no-photo': { zh: '{who} {day} 的{what}没有附照片', en: '{what} of {who} for {day} came without a photo' },
  },
  fix: {
    missing: {
      zh: '请补发；请假或出差而没有走审批的，告诉群管理员即可',
      en: 'Please post it; if you are away without an approved form, just tell the group’s admin',
    },
    incomplete: { zh: '请补上缺的内容再发一次', en: 'Please post it once more with what is missing' },
    'no-photo': { zh: '请在群里补发照片', en: 'Please add the photo' },
  },
  inWords({ who, as, by, every }) {
    const whose = either(who.map(whoInWords));
    const when = { workday: ['每个工作日', 'every workday'], day: ['每天', 'every day'], week: ['每周', 'every week'] }[
      every
    ];
    return { zh: `${whose.zh}${when[0]} ${by} 前发${as}`, en: `${as} by ${whose.en}, ${when[1]}, until ${by}` };
  },
  hears({ message, facts }, settings) {
    if (!isAsked(message.from.id, facts, settings)) return [];
    const photo = message.things.some(({ is }) => is === 'image') ? [PHOTO] : [];
    const isPost = settings.marks.some((mark) => message.text?.includes(mark));
    const lacking = settings.items.filter((item) => !message.text?.includes(item));
    const about = { says: 'missing' as const, at: null };
    return [
      ...(isPost ? [{ ...about, category: POSTED as string, detail: { lacking: lacking.join('、') } }] : []),
      ...(settings.photo === 'required'
        ? photo.map((category) => ({ ...about, category: category as string, detail: { photo: '1' } }))
        : []),
    ];
  },
  dueAfter(facts, settings, afterMs) {
    const plans = new Set(facts.members.flatMap(({ id }) => (isAsked(id, facts, settings) ? [planOf(id, facts)] : [])));
    if (plans.size === 0) return null;
    const days = daysFrom(chinaDay(afterMs - dayMs), AHEAD_DAYS); // a night's may still be due
    const due = [...plans].flatMap((plan) => days.flatMap((day) => dueOn(day, plan, settings)?.untilMs ?? []));
    return Math.min(afterMs + AHEAD_DAYS * dayMs, ...due.filter((ms) => ms > afterMs));
  },
  judge(facts, settings) {
    const { talk, heardFrom = {} } = recordsOf(facts);
    const heardFromMs = Math.max(Number.NEGATIVE_INFINITY, ...Object.values(heardFrom));
    const seenUntilMs = Math.min(talk?.seenUntilMs ?? facts.atMs, facts.atMs);
    const { lookbackDays } = settings;
    const days = daysFrom(chinaDay(facts.atMs - lookbackDays * dayMs), lookbackDays + 1);
    const dueOf = remembered((plan: WorkPlan) =>
      days
        .flatMap((day) => dueOn(day, plan, settings) ?? [])
        .filter(({ fromMs, untilMs }) => fromMs >= heardFromMs && untilMs <= seenUntilMs),
    );
    return facts.members.flatMap((member) =>
      isAsked(member.id, facts, settings)
        ? dueOf(planOf(member.id, facts)).flatMap((one) => outcomeOf(member, one, facts, settings))
        : [],
    );
  },
});

/** So far ahead it is looked for the next one: over every holiday with its weekends. */
const AHEAD_DAYS = 16;

function isAsked(id: string, { directory, atMs }: GroupFacts, { who }: RequiredPost): boolean {
  const person = directory.byAccount.get(id.toLowerCase());
  return person !== undefined && isHired(person, atMs) && namedByAny(who, person, directory) === 'named';
}

/** Who is told of nowhere works by the country's calendar. */
const planOf = (id: string, facts: GroupFacts): WorkPlan => recordsOf(facts).work?.[id.toLowerCase()] ?? ORDINARY;
const ORDINARY: WorkPlan = {
  hours: { timeZone: 'Asia/Shanghai', stretches: [{ fromMin: 540, untilMin: 1_080 }] },
  calendar: chineseCalendar,
  shifts: null,
  absences: [],
};

function outcomeOf(member: Member, due: Due, facts: GroupFacts, settings: RequiredPost): Outcome<Says>[] {
  if (member.joinedAtMs > due.fromMs || personOf(member, facts.directory) === undefined) return [];
  if (isAway(member, due, facts)) return [];
  const own = recordsOf(facts).hits.filter((hit) => isOf(hit, member, due));
  const posts = own.filter(({ detail }) => detail.lacking !== undefined);
  const best = posts.toSorted((a, b) => (a.detail.lacking ?? '').length - (b.detail.lacking ?? '').length)[0];
  const lacking = best?.detail.lacking ?? '';
  const hasPhoto = settings.photo === 'not-asked' || own.some(({ detail }) => detail.photo !== undefined);
  if (best && lacking === '' && hasPhoto) return [];
  const subject = { kind: 'member', id: member.id } as const;
  if (due.unknown !== null) return [{ kind: 'unseen', subject, reason: due.unknown }];
  if (isGapIn(due, facts)) return [{ kind: 'unseen', subject, reason: 'data-gap' }];
  const says = !best ? 'missing' : lacking === '' ? 'no-photo' : 'incomplete';
  const detail = {
    who: calledName(member, facts.directory),
    day: due.day,
    what: settings.as,
    by: hourOf(due),
    items: lacking,
  };
  const when = { window: due.day, happenedAtMs: due.untilMs };
  return [{ kind: 'breach', subject, says, detail, tell: 'member', ...when }];
}

/** The hour at which it was due to him: who works at night has until his work ends, also when that is another day. */
function hourOf({ day, untilMs }: Due): string {
  const { date, minute } = localAt(untilMs, 'Asia/Shanghai');
  const hour = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return date === day ? hour : `${date} ${hour}`;
}

/** His report may be among what is missing. */
const isGapIn = ({ fromMs, untilMs }: Due, facts: GroupFacts): boolean =>
  (recordsOf(facts).talk?.gaps ?? []).some((gap) => gap.fromMs < untilMs && gap.untilMs > fromMs);

/** On leave or on a trip on the day on which it is due, for however long. */
const isAway = ({ id }: Member, { day, untilMs }: Due, facts: GroupFacts): boolean =>
  (recordsOf(facts).away[id.toLowerCase()] ?? []).some(
    (away) => away.fromMs < untilMs && away.untilMs > beginOfDayMs(day),
  );

/** What is added later puts it right as long as it is looked at; taken back is not posted. */
const isOf = (hit: Hit, { id }: Member, { fromMs, untilMs }: Due): boolean =>
  hit.by.toLowerCase() === id.toLowerCase() &&
  hit.revokedAtMs === null &&
  hit.saidAtMs >= fromMs &&
  hit.saidAtMs < Math.max(untilMs, beginOfDayMs(chinaDay(fromMs)) + dayMs);
