import { z } from 'zod';
import type { Client } from '../client.ts';
import { listOf, Text, Userid } from '../fields.ts';
import { refusedWith } from '../refused.ts';
import type { AppchatApi, ManagedGroup } from './appchat.ts';

const NO_SUCH_GROUP = [40050, 86001, 86003, 86008] as const;

const Created = z.object({ chatid: z.string().min(1) });

const Done = z.object({});

const Group = z
  .object({ chat_info: z.object({ chatid: z.string(), name: Text, owner: Userid, userlist: listOf(Userid) }) })
  .transform(
    ({ chat_info: { chatid, name, owner, userlist } }): ManagedGroup => ({
      chatId: chatid,
      name,
      owner,
      members: userlist,
    }),
  );

/** Groups made by our own app [98913, 98914]. */
export function openAppchat({ call }: Client): AppchatApi {
  return {
    async create({ name, owner, members, chatId }) {
      const body = { name, owner, userlist: members, ...(chatId !== undefined && { chatid: chatId }) };
      return (await call('app', 'appchat/create', { kind: 'write', body }, Created)).chatid;
    },
    async update({ chatId, name, owner, add = [], remove = [] }) {
      const body = {
        chatid: chatId,
        ...(name !== undefined && { name }),
        ...(owner !== undefined && { owner }),
        ...(add.length > 0 && { add_user_list: add }),
        ...(remove.length > 0 && { del_user_list: remove }),
      };
      await call('app', 'appchat/update', { kind: 'write', body }, Done);
    },
    async get(chatid) {
      try {
        return await call('app', 'appchat/get', { kind: 'read', params: { chatid } }, Group);
      } catch (err) {
        if (refusedWith(err, ...NO_SUCH_GROUP)) return null;
        throw err;
      }
    },
  };
}
