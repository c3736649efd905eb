import type { Company } from '../world/company.ts';
import { type Group, laggingView, type Member } from '../world/groups.ts';
import { findEmployee, sameId } from '../world/people.ts';
import { scopeOf } from '../world/scope.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { neededText, objectOf, pageOf, textOf, textsOf, wholeOf } from './params.ts';
import { Refusal } from './refusal.ts';

export const groupchatEndpoints: readonly Endpoint[] = [
  { path: 'externalcontact/groupchat/list', method: 'POST', opening: 'customer', answer: listGroups },
  { path: 'externalcontact/groupchat/get', method: 'POST', opening: 'customer', answer: getGroup },
];

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** Customer groups by owner. A left owner's groups come only when he is named [92120]. */
function listGroups({ company, body }: Call): Body {
  const status = wholeOf(body, 'status_filter', 0);
  if (![0, 1, 2, 3].includes(status)) throw new Refusal(40058, 'status_filter');
  const limit = wholeOf(body, 'limit', 0);
  if (limit < 1 || limit > 1_000) throw new Refusal(40058, 'limit');
  const filter = objectOf(body, 'owner_filter');
  const owners = filter ? textsOf(filter, 'userid_list') : [];
  if (owners.length > 100) throw new Refusal(40032, 'userid_list');
  if (owners.length === 0) refuseTooManyOwners(company);
  const found = [...company.groups.values()].filter(
    (group) =>
      group.kind === 'customer' &&
      group.dismissedAt === null &&
      (status === 0 || group.status === status) &&
      (owners.length === 0 ? group.status !== 1 : owners.some((id) => sameId(id, group.owner))) &&
      ownerVisible(company, group),
  );
  const { page, nextCursor } = pageOf(found, textOf(body, 'cursor'), limit);
  return {
    group_chat_list: page.map((group) => ({ chat_id: group.chatId, status: group.status })),
    ...(nextCursor !== '' && { next_cursor: nextCursor }),
  };
}

function refuseTooManyOwners(company: Company): void {
  const visible = scopeOf(company);
  let seen = 0;
  for (const employee of company.people.values()) if (visible(employee)) seen += 1;
  if (seen > company.limits.ownersWithoutFilter) throw new Refusal(81017);
}

/** The owner must be inside the visible scope [92122]; one who left was, as far as anybody can tell. */
function ownerVisible(company: Company, group: Group): boolean {
  const owner = findEmployee(company, group.owner);
  return owner === undefined || scopeOf(company)(owner);
}

/** The customer group a call names, or the refusal WeCom has for it. */
export function customerGroup(company: Company, chatId: string): Group {
  const group = company.groups.get(chatId);
  if (!group) throw new Refusal(40058, 'invalid chat_id');
  if (group.kind !== 'customer') throw new Refusal(90501);
  if (group.dismissedAt) throw new Refusal(49008);
  if (!ownerVisible(company, group)) throw new Refusal(60011);
  return group;
}

/** One group as it is, or as it was when the answer lags behind a change. */
function getGroup({ company, body, now }: Call): Body {
  const group = customerGroup(company, neededText(body, 'chat_id', 40058));
  const needName = wholeOf(body, 'need_name', 0) === 1;
  const view = laggingView(group, now, company.lagMs);
  return {
    group_chat: {
      chat_id: group.chatId,
      name: view.name,
      owner: view.owner,
      create_time: seconds(group.createdAt),
      notice: view.notice,
      member_list: view.members.map((one) => memberRow(company, one, needName ? 'named' : 'unnamed')),
      admin_list: view.admins.map((userid) => ({ userid })),
      member_version: view.memberVersion,
    },
  };
}

const memberRow = (company: Company, one: Member, names: 'named' | 'unnamed'): Body => ({
  userid: one.id,
  type: one.kind === 'employee' ? 1 : 2,
  join_time: seconds(one.joinedAt),
  join_scene: one.scene,
  ...(one.inviter !== null && { invitor: { userid: one.inviter } }),
  ...(one.state !== '' && { state: one.state }),
  ...(one.nickname !== '' && { group_nickname: one.nickname }),
  ...(names === 'named' && { name: nameOf(company, one) }),
});

/** A WeCom member shows his alias or his name outside [92122]. */
function nameOf(company: Company, { id, kind }: Member): string {
  if (kind === 'external') return company.externals.get(id)?.name ?? '';
  const employee = findEmployee(company, id) ?? company.former.findLast((one) => sameId(one.userid, id));
  return employee?.name ?? '';
}
