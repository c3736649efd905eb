import type { Client } from '../client.ts';
import { everyPage } from '../paging.ts';
import { refusedWith } from '../refused.ts';
import { DepartmentList, External, Tag, TagList, User, UserIds, UserList } from './answers.ts';
import type { ContactApi, DirectoryUser, ExternalContact } from './contact.ts';

const TOO_BIG = 45029;
const NO_SUCH_USER = [60111, 46004] as const;
const NOBODY_FOLLOWS = [84061, 40096] as const;

/** Directory and external contacts, by the app's secret: what its visible scope shows [90196, 90208, 92114]. */
export function openContact({ call }: Client): ContactApi {
  const read = (params: Record<string, string>) => ({ kind: 'read', params }) as const;

  const user = async (userid: string): Promise<DirectoryUser | null> => {
    try {
      return await call('app', 'user/get', read({ userid }), User);
    } catch (err) {
      if (refusedWith(err, ...NO_SUCH_USER)) return null;
      throw err;
    }
  };

  /** A department whose details are too big for one answer (45029) is read person by person [90200]. */
  const oneByOne = async (department_id: string): Promise<DirectoryUser[]> => {
    const { userlist } = await call('app', 'user/simplelist', read({ department_id }), UserIds);
    const users = await Promise.all(userlist.map(({ userid }) => user(userid)));
    return users.filter((found) => found !== null);
  };

  return {
    user,
    async departments() {
      return (await call('app', 'department/list', read({}), DepartmentList)).department;
    },
    async tags() {
      const { taglist } = await call('app', 'tag/list', read({}), TagList);
      return Promise.all(
        taglist.map(async ({ tagid, tagname }) => {
          const { userlist } = await call('app', 'tag/get', read({ tagid: String(tagid) }), Tag);
          return { name: tagname, userids: userlist.map(({ userid }) => userid) };
        }),
      );
    },
    async usersOf(departmentId) {
      const department_id = String(departmentId);
      try {
        return (await call('app', 'user/list', read({ department_id }), UserList)).userlist;
      } catch (err) {
        if (refusedWith(err, TOO_BIG)) return oneByOne(department_id);
        throw err;
      }
    },
    async externalContact(external_userid) {
      try {
        const pages = await everyPage('externalcontact/get', (cursor) =>
          call('app', 'externalcontact/get', read({ external_userid, cursor }), External),
        );
        return joined(pages);
      } catch (err) {
        if (refusedWith(err, ...NOBODY_FOLLOWS)) return null;
        throw err;
      }
    },
  };
}

/** The person is on every page, the followers are spread over them. */
function joined(pages: readonly (typeof External)['_output'][]): ExternalContact | null {
  const person = pages[0]?.external_contact;
  if (!person) return null;
  return {
    externalUserid: person.external_userid,
    name: person.name,
    kind: person.type,
    corpName: person.corp_name,
    position: person.position,
    followers: pages.flatMap((page) => page.follow_user),
  };
}
