import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importAttendance, readAttendance } from '../../src/attendance/import-file.ts';
import { nowIn } from '../../src/db/client.ts';
import { packageRoot } from '../../src/db/package-root.ts';
import type { Deps } from '../../src/deps.ts';
import { Corp } from '../../src/ids.ts';
import { POLICY_TIME_ZONE } from '../../src/policy/durations.ts';
import { readSheet } from '../../src/register/sheet/sheet.ts';
import { compilerIsHere } from '../archive/build-library.ts';
import type { Tenant } from '../tenant.ts';
import { type HolidayNotice, settleHolidayNotice } from '../worlds/holiday-notice.ts';
import { holidayPolicy } from '../worlds/holiday-policy.ts';
import { clockText, openChronicle } from './chronicle.ts';
import { type Evening, type MovedIn, playArchived } from './company-beside.ts';

const HR = 'zhou.renzi';
const CORP = Corp.parse('shili-guoqing');
const CORPID = 'wwguoqing0123456789';
const BEFORE = '2026-09-30T17:30:00+08:00';
const HOLIDAYS = { from: new Date('2026-10-01T00:00:00+08:00'), until: new Date('2026-10-08T00:00:00+08:00') };
/** Where the clock stops: what was said until then is heard there, and who is waited for is told. */
const STOPS = [
  '2026-09-30T17:56',
  '2026-09-30T17:57',
  '2026-09-30T17:59',
  '2026-09-30T20:11',
  '2026-10-04T12:00',
  '2026-10-08T09:10',
  '2026-10-08T09:17',
  '2026-10-08T09:28',
  '2026-10-08T09:30',
  '2026-10-08T09:50',
  '2026-10-08T09:51',
  '2026-10-08T09:55',
] as const;

export interface Obligations {
  readonly opened: number;
  readonly met: number;
  readonly missed: number;
  readonly paused: number;
}

const NOBODY: Obligations = { opened: 0, met: 0, missed: 0, paused: 0 };

/**
 * Scene 4: 示例咨询 on the evening before the National Day week, with an archive. It needs a C compiler, for the stand-in of WeCom's
 * library; without one it says so and leaves the scene out. Answers how many were waited for.
 */
export async function playHoliday(evening: Evening): Promise<Obligations> {
  if (!compilerIsHere()) {
    evening.say('\nLeft out, since there is no C compiler (cc): the holiday notice, for which an archive is pulled.');
    return NOBODY;
  }
  evening.say('\nThe evening before the National Day week: 示例咨询 archives its messages.');
  const shipped = readFileSync(join(packageRoot(), 'policies', 'drucker-consulting.yaml'), 'utf8');
  const company = {
    corp: CORP,
    corpid: CORPID,
    title: '示例咨询 · 国庆',
    begins: BEFORE,
    settle: settleHolidayNotice,
    policy: holidayPolicy(shipped),
    hr: HR,
  };
  return playArchived(evening, company, (played) => play(evening, played));
}

async function play({ say }: Evening, { deps, tenant, world, at }: MovedIn<HolidayNotice>): Promise<Obligations> {
  await tellAttendance(deps, world.attendance);
  const chronicle = openChronicle([{ title: '示例咨询', tenant }]);
  const left = [...world.steps];
  for (const stop of STOPS) {
    await at(`${stop}:30+08:00`, async () => {
      for (let [step] = left; step && step.at <= stop; [step] = left) {
        say(`${clockText(new Date(`${step.at}:00+08:00`))}  ${step.says}`);
        await step.happens();
        left.shift();
      }
    });
    chronicle.news().forEach(say);
  }
  return tell(deps, tenant, say);
}

/** Who is away and who works at night, from HR's sheet. */
async function tellAttendance(deps: Deps, sheet: string): Promise<void> {
  const keys = await deps.keys.of(CORP);
  const { rows } = readSheet(Buffer.from(sheet));
  const hours = { timeZone: POLICY_TIME_ZONE, stretches: [] };
  await deps.db.withCorp(CORP, async (tx) => {
    const read = await readAttendance(tx, CORP, rows, hours);
    if (!read) throw new TypeError('the sheet has no headings');
    const at = await nowIn(tx);
    await importAttendance(
      tx,
      { corp: CORP, keys, at, by: HR, file: 'attendance.csv', timeZone: POLICY_TIME_ZONE },
      read,
    );
  });
}

/** What became of it, from SQL. */
async function tell(deps: Deps, tenant: Tenant, say: Evening['say']): Promise<Obligations> {
  const [all = NOBODY] = await deps.db.withCorp(
    CORP,
    (tx) => tx.$queryRaw<Obligations[]>`
      select count(*)::int as opened, count(*) filter (where acknowledge_state = 'met')::int as met,
             count(*) filter (where acknowledge_state in ('missed', 'late'))::int as missed,
             count(*) filter (where acknowledge_state = 'paused')::int as paused
      from qungui.obligation where corp = ${CORP} and cancelled is null`,
  );
  const shown = tenant.userids().flatMap((userid) => tenant.inbox(userid));
  const resting = shown.filter(({ at }) => at >= HOLIDAYS.from && at < HOLIDAYS.until).length;
  say(
    `  From SQL: ${all.opened} waited for, ${all.met} in time, ${all.missed} too late, ${all.paused} paused on leave;`,
  );
  say(
    `  Messages on the phones: ${shown.length}, ${resting} of them in the holidays; 0 fined (software carries out no fines)`,
  );
  return all;
}
