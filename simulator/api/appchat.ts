import type { Company } from '../world/company.ts';
import { addGroup, changeGroup, type Group, hasMember, newMember } from '../world/groups.ts';
import { type Employee, findEmployee, sameId } from '../world/people.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { neededText, textOf, textsOf } from './params.ts';
import { Refusal } from './refusal.ts';

/** Groups that the app itself makes: an app that sees the root department, internal people only, no events [90244, 98913]. */
export const appchatEndpoints: readonly Endpoint[] = [
  { path: 'appchat/create', method: 'POST', opening: 'appchat', answer: create },
  { path: 'appchat/update', method: 'POST', opening: 'appchat', answer: update },
  { path: 'appchat/get', method: 'GET', opening: 'appchat', answer: get },
];

const DAY_MS = 86_400_000;

function create({ company, body, now, windows }: Call): Body {
  const asked = textOf(body, 'chatid');
  if (asked.length > 32) throw new Refusal(86205);
  if (asked !== '' && !/^[0-9a-zA-Z]+$/.test(asked)) throw new Refusal(86001);
  if (company.groups.has(asked)) throw new Refusal(86215);
  const name = checkedName(textOf(body, 'name'));
  const userlist = textsOf(body, 'userlist');
  if (userlist.length === 0) throw new Refusal(86204);
  const members = [...new Map(userlist.map((id) => [id.toLowerCase(), colleague(company, id)])).values()];
  refuseSize(members.length);
  const ownerId = textOf(body, 'owner') || (members[0]?.userid ?? '');
  const owner = findEmployee(company, ownerId);
  if (!owner) throw new Refusal(86005);
  if (!members.includes(owner)) throw new Refusal(86207);
  if (windows.take(`appchat/create/${company.corpid}`, company.limits.appchatCreatesPerDay, DAY_MS, now) === 'blocked')
    throw new Refusal(45009);
  const chatId = asked || `wr${company.chance.word(30)}`;
  addGroup(company, 'managed', { chatId, name, owner: owner.userid, members: members.map((one) => one.userid) }, now);
  return { chatid: chatId };
}

function update({ company, body, now, windows }: Call): Body {
  const group = ownGroup(company, neededText(body, 'chatid', 86201));
  const adding = textsOf(body, 'add_user_list').map((id) => colleague(company, id));
  const removing = textsOf(body, 'del_user_list');
  for (const id of removing) if (!hasMember(group, id)) throw new Refusal(86216);
  const kept = group.members.filter((one) => !removing.some((id) => sameId(id, one.id)));
  const joined = adding.filter((one) => !kept.some(({ id }) => sameId(id, one.userid)));
  const members = [...kept, ...joined.map((one) => newMember(company, one.userid, {}, now))];
  refuseSize(members.length);
  const owner = textOf(body, 'owner') || group.owner;
  if (!findEmployee(company, owner) && owner !== group.owner) throw new Refusal(86005);
  if (!members.some(({ id }) => sameId(id, owner))) throw new Refusal(86207);
  const name = body.name === undefined ? group.name : checkedName(textOf(body, 'name'));
  if (
    windows.take(`appchat/update/${company.corpid}`, company.limits.appchatUpdatesPerHour, 3_600_000, now) === 'blocked'
  )
    throw new Refusal(45009);
  changeGroup(group, now, { name, owner, members });
  return {};
}

function get({ company, query }: Call): Body {
  const { chatId, name, owner, members } = ownGroup(company, neededText(query, 'chatid', 86201));
  return { chat_info: { chatid: chatId, name, owner, userlist: members.map(({ id }) => id), chat_type: 0 } };
}

/** Only what this app made: every other group that exists is 86008 [90313]. */
function ownGroup(company: Company, chatId: string): Group {
  const group = company.groups.get(chatId);
  if (!group || group.dismissedAt) throw new Refusal(40050);
  if (group.kind !== 'managed') throw new Refusal(86008);
  return group;
}

function colleague(company: Company, id: string): Employee {
  const employee = findEmployee(company, id);
  if (!employee || company.notForAppchat.has(employee.userid.toLowerCase())) throw new Refusal(86216);
  return employee;
}

function checkedName(name: string): string {
  if ([...name].length > 50) throw new Refusal(86004);
  return name;
}

function refuseSize(members: number): void {
  if (members < 2 || members > 2_000) throw new Refusal(86006);
}
