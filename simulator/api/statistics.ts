import type { Company } from '../world/company.ts';
import type { Group } from '../world/groups.ts';
import { findEmployee, sameId } from '../world/people.ts';
import { reachable } from '../world/scope.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { objectOf, textsOf, wholeOf } from './params.ts';
import { Refusal } from './refusal.ts';

/** Counts of customer groups by owner [92133]. */
export const statisticsEndpoints: readonly Endpoint[] = [
  { path: 'externalcontact/groupchat/statistic', method: 'POST', opening: 'customer', answer: byOwner },
];

const DAY_S = 86_400;
const CHINA_S = 8 * 3_600;
const KEPT_DAYS = 180;
const LONGEST_SPAN_DAYS = 30;

/** The day's beginning by the clocks of China, whatever moment of it is named. */
const dayBegin = (seconds: number): number => Math.floor((seconds + CHINA_S) / DAY_S) * DAY_S - CHINA_S;

function byOwner({ company, body, now }: Call): Body {
  const from = dayBegin(wholeOf(body, 'day_begin_time', 0));
  const until = dayBegin(wholeOf(body, 'day_end_time', from)) + DAY_S;
  const today = dayBegin(now.getTime() / 1_000);
  if (from < today - KEPT_DAYS * DAY_S || until > today || until <= from) throw new Refusal(40058, 'day_begin_time');
  if (until - from > LONGEST_SPAN_DAYS * DAY_S) throw new Refusal(40058, 'day_end_time');
  const filter = objectOf(body, 'owner_filter');
  const owners = filter ? textsOf(filter, 'userid_list') : [];
  if (owners.length < 1 || owners.length > 100) throw new Refusal(40058, 'owner_filter.userid_list');
  const [offset, limit] = [wholeOf(body, 'offset', 0), wholeOf(body, 'limit', 500)];
  if (limit < 1 || limit > 1_000) throw new Refusal(40058, 'limit');
  const items = owners.flatMap((owner) => countOf(company, owner, from, until));
  const page = items.slice(offset, offset + limit);
  return { total: items.length, next_offset: offset + page.length, items: page };
}

/** An owner out of scope, or without groups by then, is no line. */
function countOf(company: Company, owner: string, from: number, until: number): Body[] {
  const employee = findEmployee(company, owner);
  if (!employee || !reachable(company, employee)) return [];
  const seconds = (at: Date): number => at.getTime() / 1_000;
  const own = [...company.groups.values()].filter(
    (group) =>
      group.kind === 'customer' &&
      sameId(group.owner, owner) &&
      seconds(group.createdAt) < until &&
      (group.dismissedAt === null || seconds(group.dismissedAt) >= until),
  );
  if (own.length === 0) return [];
  const spoken = (group: Group): number =>
    group.spokeAt.filter((at) => seconds(at) >= from && seconds(at) < until).length;
  const data = {
    new_chat_cnt: own.filter((group) => seconds(group.createdAt) >= from).length,
    chat_total: own.length,
    chat_has_msg: own.filter((group) => spoken(group) > 0).length,
    new_member_cnt: 0,
    member_total: own.reduce((sum, { members }) => sum + members.length, 0),
    member_has_msg: 0,
    msg_total: own.reduce((sum, group) => sum + spoken(group), 0),
  };
  return [{ owner: employee.userid, data }];
}
