import { calendarSheet } from '../../attendance/calendar-line.ts';
import { importAttendance, readAttendance } from '../../attendance/import-file.ts';
import { stretchesOf } from '../../attendance/stretches.ts';
import { nowIn } from '../../db/client.ts';
import { mannersIn } from '../../notices/manners.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { chineseCalendar } from '../../work-time/calendar.ts';
import { dayOf } from '../../work-time/local-days.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import { daysForm } from './days-sheet.ts';
import { cell, dayField, saidOnce, section, selectField, textField, tokenForm } from './form-parts.ts';

const SAID = {
  saved: 'calendarSaved',
  same: 'calendarSame',
  wrong: 'calendarWrong',
  taken: 'daysSaved',
} as const satisfies Record<string, WordingKey>;
const MOST = 100;

/** Days that the company or a department has free or works, over the country's own. */
export async function calendarPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps } = call;
  const say = sayIn(lang);
  const { days, departments, today } = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const today = dayOf(at.getTime(), corp.timeZone);
    return {
      today,
      departments: [...(await directoryOf(tx, corp.slug, at.getTime())).departments.values()],
      days: await tx.calendarDay.findMany({
        where: { corp: corp.slug, until: null, date: { gte: today } },
        orderBy: [{ date: 'asc' }, { id: 'asc' }],
        take: MOST,
      }),
    };
  });
  const nameOf = (id: number | null): string =>
    id === null ? say('calendarAll') : (departments.find((one) => one.id === id)?.name ?? String(id));
  const cells = days.map(({ date, kind, hours, departmentId }) =>
    cell(date, nameOf(departmentId), kind === 'off' ? say('calendarOff') : hoursWords(hours, say('calendarWork'))),
  );
  const choices = [
    { value: '', words: say('calendarAll') },
    ...departments.map(({ name }) => ({ value: name, words: name })),
  ];
  const kinds = (['off', 'work', 'ordinary'] as const).map((value) => ({
    value,
    words: say(({ off: 'calendarOff', work: 'calendarWork', ordinary: 'calendarOrdinary' } as const)[value]),
  }));
  const fields = [
    dayField({ name: 'from', label: say('calendarFrom'), value: today }),
    dayField({ name: 'until', label: say('calendarUntil'), asks: 'optional' }),
    selectField({ name: 'department', label: say('calendarWho') }, choices),
    selectField({ name: 'is', label: say('calendarIs') }, kinds),
    textField({ name: 'hours', label: say('calendarHours'), asks: 'optional', hint: say('calendarHoursHint') }),
  ];
  const covered = say('calendarCovered', { day: chineseCalendar.coveredUntil ?? '' });
  const main = html`${heading(say('calendar'), say('calendarHint'))}${saidOnce(call, SAID)}<p class="qg-hint">${covered}</p>${section(say('calendarOwn'), cells)}<section class="qg-list"><h2>${say('calendarSet')}</h2>${tokenForm(call, '/calendar', fields, 'save')}</section>${daysForm(call)}`;
  return page(200, layout({ corp, lang, title: say('calendar'), top: 'home' }, main));
}

function hoursWords(hours: unknown, work: string): string {
  const stretches = stretchesOf(hours);
  const clock = (minute: number): string =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  if (!stretches) return work;
  return stretches.map(({ fromMin, untilMin }) => `${clock(fromMin)}–${clock(untilMin)}`).join('、');
}

/** Takes a day or a few as a line of the attendance file would be taken: the same checks, the same trail. */
export async function takeCalendar({ corp, deps, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const back = (said: keyof typeof SAID): Answer => lookAt(`${pathTo(corp.slug, '/calendar')}?said=${said}`);
  const field = (name: string): string => (asked.form.get(name) ?? '').trim().slice(0, 100);
  const [department, from, until] = [field('department'), field('from'), field('until')];
  const sheet = calendarSheet({ department, from, until, is: field('is'), hours: field('hours') });
  const imported = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const { timeZone, workday } = (await mannersIn(tx, corp.slug, at))(null);
    const read = await readAttendance(tx, corp.slug, sheet, { timeZone, stretches: workday });
    if (!read || read.wrong.length > 0) return null;
    const importing = { corp: corp.slug, keys, at, by: visitor.userid, file: 'page', timeZone: corp.timeZone };
    return importAttendance(tx, importing, read);
  });
  if (!imported) return back('wrong');
  if (imported.days > 0) await deps.bell.ring('timers', corp.slug);
  return back(imported.days > 0 ? 'saved' : 'same');
}
