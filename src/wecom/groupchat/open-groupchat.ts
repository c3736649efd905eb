import type { Client } from '../client.ts';
import { everyPage } from '../paging.ts';
import { refusedWith } from '../refused.ts';
import { Group, GroupList, Statistics, Transferred } from './answers.ts';
import type { GroupchatApi, NotHandedOver, OwnerCount } from './groupchat.ts';

/** Owners a call of `groupchat/list`; without owners a scope of more than 1000 people is refused (81017) [92120]. */
const OWNERS_A_CALL = 100;
const GROUPS_A_PAGE = 1_000;

/** Groups a call of a transfer [92127]. */
const TRANSFERS_A_CALL = 100;
const TRANSFER = { left: 'externalcontact/groupchat/transfer', present: 'externalcontact/groupchat/onjob_transfer' };

const DISSOLVED = 49008;
const NOT_OURS = [90501, 90509, 92002, 40058, 40050] as const;

/** Customer groups whose owners the app can see [92120, 92122, 92133]. */
export function openGroupchat({ call }: Client): GroupchatApi {
  const listOf = (userid_list: readonly string[]) =>
    everyPage('externalcontact/groupchat/list', (cursor) => {
      const body = { status_filter: 0, owner_filter: { userid_list }, cursor, limit: GROUPS_A_PAGE };
      return call('app', 'externalcontact/groupchat/list', { kind: 'read', body }, GroupList);
    });

  const countedOf = async (userid_list: readonly string[], day: number): Promise<OwnerCount[]> => {
    const body = { day_begin_time: day, day_end_time: day, owner_filter: { userid_list }, limit: GROUPS_A_PAGE };
    const found: OwnerCount[] = [];
    for (let offset = 0; ; ) {
      const asked = { kind: 'read', body: { ...body, offset } } as const;
      const page = await call('app', 'externalcontact/groupchat/statistic', asked, Statistics);
      found.push(...page.items);
      if (page.next_offset <= offset || page.next_offset >= page.total) return found;
      offset = page.next_offset;
    }
  };

  return {
    async list(owners) {
      const found: { chatId: string; status: number }[] = [];
      for (let from = 0; from < owners.length; from += OWNERS_A_CALL) {
        const pages = await listOf(owners.slice(from, from + OWNERS_A_CALL));
        for (const page of pages) found.push(...page.group_chat_list);
      }
      return found;
    },
    async statistics(owners, dayBeginsMs) {
      const found: OwnerCount[] = [];
      for (let from = 0; from < owners.length; from += OWNERS_A_CALL)
        found.push(...(await countedOf(owners.slice(from, from + OWNERS_A_CALL), dayBeginsMs / 1_000)));
      return found;
    },
    async transfer(chatIds, newOwner, owner) {
      const failed: NotHandedOver[] = [];
      for (let from = 0; from < chatIds.length; from += TRANSFERS_A_CALL) {
        const body = { chat_id_list: chatIds.slice(from, from + TRANSFERS_A_CALL), new_owner: newOwner };
        const { failed_chat_list } = await call('app', TRANSFER[owner], { kind: 'write', body }, Transferred);
        failed.push(...failed_chat_list);
      }
      return failed;
    },
    async get(chatId) {
      const body = { chat_id: chatId, need_name: 1 };
      try {
        return await call('app', 'externalcontact/groupchat/get', { kind: 'read', body }, Group);
      } catch (err) {
        if (refusedWith(err, DISSOLVED)) return 'gone';
        if (refusedWith(err, ...NOT_OURS)) return 'not-ours';
        throw err;
      }
    },
  };
}
