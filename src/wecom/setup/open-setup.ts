import { z } from 'zod';
import type { CorpConfig } from '../../config.ts';
import type { Ask, Client } from '../client.ts';
import { listOf, Text, Userid } from '../fields.ts';
import { everyPage } from '../paging.ts';
import { WeComRefused } from '../refused.ts';
import { noSurface } from '../trouble.ts';
import type { AppSetup, SetupApi, Tagged } from './setup.ts';

const App = z
  .object({
    name: Text,
    close: z.number().catch(0),
    redirect_domain: Text,
    home_url: Text,
    allow_userinfos: z.object({ user: listOf(z.object({ userid: Userid })) }).nullish(),
    allow_partys: z.object({ partyid: listOf(z.number()) }).nullish(),
    allow_tags: z.object({ tagid: listOf(z.number()) }).nullish(),
  })
  .transform(
    (app): AppSetup => ({
      name: app.name,
      state: app.close === 1 ? 'disabled' : 'enabled',
      trustedDomain: app.redirect_domain,
      homeUrl: app.home_url,
      visible: {
        users: app.allow_userinfos?.user.map(({ userid }) => userid) ?? [],
        departments: app.allow_partys?.partyid ?? [],
        tags: app.allow_tags?.tagid ?? [],
      },
    }),
  );

const Addresses = z.object({ ip_list: listOf(Text) });
const Followers = z.object({ follow_user: listOf(Userid) });
const Everybody = z.object({
  dept_user: listOf(z.object({ userid: Userid, department: z.number() })),
  next_cursor: Text,
});
const Departments = z.object({
  department_id: listOf(
    z
      .object({ id: z.number(), parentid: z.number().catch(0) })
      .transform(({ id, parentid }) => ({ id, parent: parentid })),
  ),
});
const Tag = z
  .object({ userlist: listOf(z.object({ userid: Userid })), partylist: listOf(z.number()) })
  .transform(
    ({ userlist, partylist }): Tagged => ({ users: userlist.map(({ userid }) => userid), departments: partylist }),
  );
/** What is in it is nobody's business here: that it came is the answer. */
const Came = z.object({});

/** Accounts a page [96067]. */
const IDS_A_PAGE = 10_000;

/** The set-up of a tenant, by the app's secret and, for ids alone, by that of the contacts. */
export function openSetup({ call }: Client, ask: Ask, corp: CorpConfig): SetupApi {
  const read = (params: Record<string, string> = {}) => ({ kind: 'read', params }) as const;
  const post = (body: object) => ({ kind: 'read', body }) as const;
  return {
    async trySecret(surface) {
      const corpsecret = corp.surfaces[surface]?.secret;
      if (!corpsecret) throw noSurface(corp.slug, surface);
      const answer = await ask('gettoken', read({ corpid: corp.corpid, corpsecret }));
      if (answer.errcode !== 0) throw new WeComRefused('gettoken', answer);
    },
    app: () => call('app', 'agent/get', read({ agentid: String(corp.surfaces.app?.agentId ?? '') }), App),
    callbackAddresses: async () => (await call('app', 'getcallbackip', read(), Addresses)).ip_list,
    followers: async () => (await call('app', 'externalcontact/get_follow_user_list', read(), Followers)).follow_user,
    async tryApprovals(fromMs, untilMs) {
      const span = { starttime: String(Math.floor(fromMs / 1_000)), endtime: String(Math.ceil(untilMs / 1_000)) };
      await call('app', 'oa/getapprovalinfo', post({ ...span, new_cursor: '', size: 1, filters: [] }), Came);
    },
    async tryAttendance() {
      await call('app', 'checkin/getcorpcheckinoption', post({}), Came);
    },
    async everybody() {
      const pages = await everyPage('user/list_id', (cursor) =>
        call('contacts', 'user/list_id', post({ cursor, limit: IDS_A_PAGE }), Everybody),
      );
      return pages.flatMap(({ dept_user }) => dept_user);
    },
    departments: async () => (await call('contacts', 'department/simplelist', read(), Departments)).department_id,
    tagged: (tag) => call('app', 'tag/get', read({ tagid: String(tag) }), Tag),
  };
}
