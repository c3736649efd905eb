import type { Company } from '../world/company.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { wholeOf } from './params.ts';
import { Refusal } from './refusal.ts';

/** 打卡, for an app among its callable ones [90262, 93380]. */
export const checkinEndpoints: readonly Endpoint[] = [
  { path: 'checkin/getcheckinschedulist', method: 'POST', opening: 'attendance', answer: schedules },
  { path: 'checkin/getcheckindata', method: 'POST', opening: 'attendance', answer: punches },
];

const MOST_USERS = 100;
const LONGEST_S = 31 * 86_400;

function asked({ body }: Call): { userids: ReadonlySet<string>; from: number; until: number } {
  const list = body.useridlist;
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST_USERS) throw new Refusal(301021);
  const [from, until] = [wholeOf(body, 'starttime', 0), wholeOf(body, 'endtime', 0)];
  if (until <= from || until - from > LONGEST_S) throw new Refusal(301075);
  return { userids: new Set(list.map((one) => String(one).toLowerCase())), from, until };
}

function schedules(call: Call): Body {
  const { userids, from, until } = asked(call);
  const wanted = shiftsOf(call.company).filter(({ userid, date }) => {
    const at = Date.parse(`${date}T00:00:00+08:00`) / 1_000;
    return userids.has(userid.toLowerCase()) && at + 86_400 > from && at <= until;
  });
  return {
    schedule_list: wanted.map(({ userid, date, stretches }) => ({
      userid,
      yearmonth: Number(date.slice(0, 7).replace('-', '')),
      groupid: 1,
      groupname: '排班',
      schedule: {
        scheduleList: [
          {
            day: Number(date.slice(8)),
            schedule_info: {
              schedule_id: stretches.length === 0 ? 0 : 1,
              schedule_name: stretches.length === 0 ? '休息' : '班',
              time_section: stretches.map(([work, off], at) => ({
                id: at + 1,
                work_sec: work * 60,
                off_work_sec: (off * 60) % 86_400,
              })),
            },
          },
        ],
      },
    })),
  };
}

function punches(call: Call): Body {
  const { userids, from, until } = asked(call);
  return {
    checkindata: call.company.punches
      .filter(({ userid, at }) => userids.has(userid.toLowerCase()) && inSpan(at, from, until))
      .map(({ userid, at }) => ({
        userid,
        groupname: '打卡组',
        checkin_type: '上班打卡',
        exception_type: '',
        checkin_time: Math.floor(at.getTime() / 1_000),
        location_title: '示范大厦',
        notes: '',
      })),
  };
}

const shiftsOf = ({ shifts }: Company) => shifts;

const inSpan = (at: Date, from: number, until: number): boolean => {
  const seconds = at.getTime() / 1_000;
  return seconds >= from && seconds <= until;
};
