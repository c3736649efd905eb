import { changeGroup, hasMember, newMember } from '../world/groups.ts';
import { findEmployee, sameId } from '../world/people.ts';
import { scopeOf } from '../world/scope.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { customerGroup } from './groupchat.ts';
import { neededText, textsOf } from './params.ts';
import { Refusal, wordsOf } from './refusal.ts';

type Owner = 'left' | 'employed';

/** A new owner for customer groups: the only write there is. What the API does is not called back [92130]. */
export const transferEndpoints: readonly Endpoint[] = [
  {
    path: 'externalcontact/groupchat/transfer',
    method: 'POST',
    opening: 'customer',
    answer: (call) => transfer(call, 'left'),
  },
  {
    path: 'externalcontact/groupchat/onjob_transfer',
    method: 'POST',
    opening: 'customer',
    answer: (call) => transfer(call, 'employed'),
  },
];

const WINDOW_MS = 90 * 86_400_000;

function transfer(call: Call, owner: Owner): Body {
  const chatIds = textsOf(call.body, 'chat_id_list');
  if (chatIds.length < 1 || chatIds.length > 100) throw new Refusal(40058, 'chat_id_list');
  const heir = findEmployee(call.company, neededText(call.body, 'new_owner'));
  if (!heir) throw new Refusal(40003, 'new_owner');
  if (heir.status !== 1 || !scopeOf(call.company)(heir)) throw new Refusal(60011, 'new_owner');
  const failed = chatIds.flatMap((chatId) => {
    try {
      hand(call, chatId, heir.userid, owner);
      return [];
    } catch (err) {
      if (!(err instanceof Refusal)) throw err;
      return [{ chat_id: chatId, errcode: err.errcode, errmsg: wordsOf(err.errcode) }];
    }
  });
  return { failed_chat_list: failed };
}

/** Customers on WeChat that a full group holds, from which on the client must confirm a new member [92127]. */
const FULL = 99;
const DAY_MS = 86_400_000;

function hand({ company, now, windows }: Call, chatId: string, heir: string, owner: Owner): void {
  const group = customerGroup(company, chatId);
  const gone = group.status === 1;
  if (owner === 'left' && group.status === 3) throw new Refusal(90508);
  if (owner === 'left' && !gone) throw new Refusal(90500);
  if (owner === 'employed' && gone) throw new Refusal(90502);
  if (sameId(group.owner, heir)) throw new Refusal(90504);
  const recent = group.transfers.filter((at) => now.getTime() - at.getTime() < WINDOW_MS);
  if (owner === 'employed' && recent.length >= 2) throw new Refusal(45009, 'a group moves twice in 90 days');
  const outside = group.members.filter(({ kind }) => kind === 'external').length;
  if (!hasMember(group, heir) && outside >= FULL) throw new Refusal(90503);
  const from = `hand-over/${company.corpid}/${group.owner.toLowerCase()}`;
  if (windows.take(from, company.limits.handOversPerDay, DAY_MS, now) === 'blocked') throw new Refusal(45009);
  const members = hasMember(group, heir) ? group.members : [...group.members, newMember(company, heir, {}, now)];
  const memberVersion = hasMember(group, heir) ? group.memberVersion : company.chance.hex(32);
  changeGroup(group, now, { owner: heir, members, memberVersion });
  if (owner === 'employed') group.transfers.push(now);
  group.status = owner === 'left' ? 3 : group.status;
}
