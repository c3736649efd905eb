import { z } from 'zod';
import { listOf, Moment, Text, TextOrNull, Userid } from '../fields.ts';
import type { CustomerGroup, CustomerGroupMember, OwnerCount } from './groupchat.ts';

/** `externalcontact/groupchat/list` [92120]. */
export const GroupList = z.object({
  group_chat_list: listOf(
    z
      .object({ chat_id: z.string(), status: z.number().catch(0) })
      .transform(({ chat_id, status }) => ({ chatId: chat_id, status })),
  ),
  next_cursor: Text,
});

/** `externalcontact/groupchat/transfer` and `onjob_transfer`: errcode 0 while single groups failed [92127, 95703]. */
export const Transferred = z.object({
  failed_chat_list: listOf(
    z
      .object({ chat_id: z.string(), errcode: z.number() })
      .transform(({ chat_id, errcode }) => ({ chatId: chat_id, errcode })),
  ),
});

/** `externalcontact/groupchat/statistic` [92133]. An owner without groups is absent. */
export const Statistics = z.object({
  total: z.number().catch(0),
  next_offset: z.number().catch(0),
  items: listOf(
    z
      .object({
        owner: Userid,
        data: z.object({ chat_total: z.number(), chat_has_msg: z.number(), msg_total: z.number() }),
      })
      .transform(
        ({ owner, data }): OwnerCount => ({
          owner,
          groups: data.chat_total,
          groupsWithMessages: data.chat_has_msg,
          messages: data.msg_total,
        }),
      ),
  ),
});

const EMPLOYEE = 1;

/** Only employees' ids are lower-cased: those of external people are compared with their case. */
const Member = z
  .object({
    userid: z.string(),
    type: z.number(),
    join_time: Moment,
    join_scene: z.number().nullish(),
    invitor: z.object({ userid: Userid }).nullish(),
    state: TextOrNull,
    group_nickname: Text,
    name: Text,
  })
  .transform(
    (member): CustomerGroupMember => ({
      id: member.type === EMPLOYEE ? member.userid.toLowerCase() : member.userid,
      kind: member.type === EMPLOYEE ? 'employee' : 'external',
      joinedAt: member.join_time,
      joinScene: member.join_scene ?? null,
      inviter: member.invitor?.userid ?? null,
      joinState: member.state,
      nickname: member.group_nickname,
      name: member.name,
    }),
  );

/** `externalcontact/groupchat/get` with `need_name` [92122]. */
export const Group = z
  .object({
    group_chat: z.object({
      chat_id: z.string(),
      name: Text,
      owner: Userid,
      create_time: Moment,
      notice: Text,
      admin_list: listOf(z.object({ userid: z.string() })),
      member_version: TextOrNull,
      member_list: listOf(Member),
    }),
  })
  .transform(({ group_chat: group }): CustomerGroup => {
    const outside = new Set(group.member_list.filter(({ kind }) => kind === 'external').map(({ id }) => id));
    return {
      chatId: group.chat_id,
      name: group.name,
      owner: group.owner,
      createdAt: group.create_time,
      notice: group.notice,
      admins: group.admin_list.map(({ userid }) => (outside.has(userid) ? userid : userid.toLowerCase())),
      memberVersion: group.member_version,
      members: group.member_list,
    };
  });
