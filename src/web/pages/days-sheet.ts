import { importAttendance, readAttendance } from '../../attendance/import-file.ts';
import { nowIn } from '../../db/client.ts';
import { mannersIn } from '../../notices/manners.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { sayIn } from '../words/say.ts';
import { linesReturned, sheetForm, sheetSent } from './sheet-form.ts';

/** Free days, leave, trips and shifts as a sheet. */
export function daysForm(call: VisitorCall): Html {
  const say = sayIn(call.lang);
  const words = { label: say('daysLines'), hint: say('daysHint'), text: call.asked.form.get('lines') ?? '' };
  const form = sheetForm(call, { to: '/calendar/days', ...words, button: 'daysGo' });
  return html`<section class="qg-list"><h2>${say('daysTitle')}</h2>${form}</section>`;
}

/** Takes a sheet of days when every line of it is right, as the command line would; else says of each what is wrong, and takes nothing. */
export async function takeDays(call: VisitorCall): Promise<Answer> {
  const { corp, deps, keys, lang, visitor } = call;
  const say = sayIn(lang);
  const sheet = sheetSent(call);
  if (sheet === null) return returned(call, say('sheetUnread'), null);
  const came = await deps.db.withCorp(
    corp.slug,
    async (tx) => {
      const at = await nowIn(tx);
      const { timeZone, workday } = (await mannersIn(tx, corp.slug, at))(null);
      const read = await readAttendance(tx, corp.slug, sheet.rows, { timeZone, stretches: workday });
      if (!read || read.wrong.length > 0) return read;
      const importing = { corp: corp.slug, keys, at, by: visitor.userid, file: 'page', timeZone: corp.timeZone };
      await importAttendance(tx, importing, read);
      return read;
    },
    { timeoutMs: 60_000 },
  );
  if (!came) return returned(call, say('daysNoHead'), null);
  const wrong = came.wrong.map(({ row, why }) => ({ row, why: why[lang] }));
  if (wrong.length > 0) return returned(call, say('daysWrong'), linesReturned(call, wrong));
  await deps.bell.ring('timers', corp.slug);
  return lookAt(`${pathTo(corp.slug, '/calendar')}?said=taken`);
}

function returned(call: VisitorCall, said: string, lines: Html | null): Answer {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const main = html`${heading(say('calendar'))}<p class="qg-said" role="status">${said}</p>${lines}${daysForm(call)}`;
  return page(200, layout({ corp, lang, title: say('calendar'), top: 'home' }, main));
}
