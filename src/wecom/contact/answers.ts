import { z } from 'zod';
import { listOf, Text, Userid } from '../fields.ts';
import type { ContactFollower, DirectoryDepartment, DirectoryUser } from './contact.ts';

/** `user/get` and each of `user/list` [90196, 90201]. */
export const User = z
  .object({
    userid: Userid,
    name: Text,
    alias: Text,
    position: Text,
    department: listOf(z.number()),
    main_department: z.number().nullish(),
    is_leader_in_dept: listOf(z.number()),
    direct_leader: listOf(Userid),
    status: z.number().catch(0),
  })
  .transform(
    (user): DirectoryUser => ({
      userid: user.userid,
      name: user.name,
      alias: user.alias,
      position: user.position,
      departments: user.department,
      mainDepartment: user.main_department || null,
      leaderIn: user.department.filter((_, place) => user.is_leader_in_dept[place] === 1),
      directLeader: user.direct_leader[0] ?? null,
      status: user.status,
    }),
  );

export const UserList = z.object({ userlist: listOf(User) });

export const UserIds = z.object({ userlist: listOf(z.object({ userid: Userid })) });

/** `department/list` [90208]. */
export const DepartmentList = z.object({
  department: listOf(
    z
      .object({ id: z.number(), name: Text, parentid: z.number().catch(0), department_leader: listOf(Userid) })
      .transform(
        ({ id, name, parentid, department_leader }): DirectoryDepartment => ({
          id,
          name,
          parent: parentid,
          leaders: department_leader,
        }),
      ),
  ),
});

/** `tag/list` and `tag/get` [90213, 90216]. */
export const TagList = z.object({ taglist: listOf(z.object({ tagid: z.number(), tagname: Text })) });
export const Tag = z.object({ userlist: listOf(z.object({ userid: Userid })) });

const Follower = z
  .object({ userid: Userid, remark: Text, state: Text, tags: listOf(z.object({ tag_name: Text })) })
  .transform(
    ({ userid, remark, state, tags }): ContactFollower => ({
      userid,
      remark,
      state,
      tags: tags.map((tag) => tag.tag_name).filter((name) => name !== ''),
    }),
  );

/** `externalcontact/get` [92114]: a page of followers under the same person. */
export const External = z.object({
  external_contact: z.object({
    external_userid: z.string(),
    name: Text,
    type: z.literal([1, 2]),
    corp_name: Text,
    position: Text,
  }),
  follow_user: listOf(Follower),
  next_cursor: Text,
});
