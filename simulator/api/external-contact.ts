import type { Company } from '../world/company.ts';
import type { External, Follower } from '../world/externals.ts';
import { findEmployee } from '../world/people.ts';
import { scopeOf } from '../world/scope.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { pageOf } from './params.ts';
import { Refusal } from './refusal.ts';

export const externalContactEndpoints: readonly Endpoint[] = [
  { path: 'externalcontact/get', method: 'GET', opening: 'customer', answer: getContact },
];

/** Only what followers in scope have; somebody whom none of them added is 84061 [92114]. */
function getContact({ company, query }: Call): Body {
  const id = query.external_userid ?? '';
  if (!/^w[mo]/.test(id)) throw new Refusal(40096);
  const external = company.externals.get(id);
  if (!external) throw new Refusal(40096);
  const followers = visibleFollowers(company, external);
  if (followers.length === 0) throw new Refusal(84061);
  const { page, nextCursor } = pageOf(followers, query.cursor ?? '', 500);
  return {
    external_contact: described(external),
    follow_user: page.map((one) => followed(one, external)),
    ...(nextCursor !== '' && { next_cursor: nextCursor }),
  };
}

function visibleFollowers(company: Company, external: External): Follower[] {
  const visible = scopeOf(company);
  return external.followers.filter(({ userid }) => {
    const employee = findEmployee(company, userid);
    return employee !== undefined && visible(employee);
  });
}

/** Position and company are shown of WeCom users only. */
const described = ({ id, name, type, position, corpName }: External): Body => ({
  external_userid: id,
  name,
  type,
  avatar: '',
  gender: 0,
  ...(type === 2 && {
    position,
    corp_name: corpName,
    corp_full_name: corpName,
    external_profile: { external_attr: [] },
  }),
});

/** The corp's name in a remark is typed by the follower, for WeChat users only; own tags have no id. */
const followed = (one: Follower, external: External): Body => ({
  userid: one.userid,
  remark: one.remark,
  description: one.description,
  createtime: Math.floor(one.addedAt.getTime() / 1000),
  tags: one.tags.map(({ group, name, type }) => ({
    group_name: group,
    tag_name: name,
    type,
    ...(type !== 2 && { tag_id: tagId(group, name) }),
  })),
  ...(external.type === 1 && { remark_corp_name: one.remarkCorpName }),
  remark_mobiles: [],
  oper_userid: one.userid,
  add_way: one.addWay,
  state: one.state,
});

const tagId = (group: string, name: string): string => `et${Buffer.from(`${group}/${name}`).toString('base64url')}`;
