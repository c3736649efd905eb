import { findEmployee } from '../world/people.ts';
import { scopeOf } from '../world/scope.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { textsOf } from './params.ts';
import { Refusal } from './refusal.ts';

export const tagEndpoints: readonly Endpoint[] = [
  { path: 'tag/list', method: 'GET', opening: 'contacts', answer: listTags },
  { path: 'tag/get', method: 'GET', opening: 'contacts', answer: getTag },
  { path: 'externalcontact/get_corp_tag_list', method: 'POST', opening: 'customer', answer: listCorpTags },
];

function listTags({ company }: Call): Body {
  return { taglist: [...company.memberTags.values()].map(({ id, name }) => ({ tagid: id, tagname: name })) };
}

function getTag({ company, query }: Call): Body {
  const tag = company.memberTags.get(Number(query.tagid ?? ''));
  if (!tag) throw new Refusal(query.tagid ? 40068 : 41017);
  const visible = scopeOf(company);
  const people = [...tag.userids].flatMap((id) => findEmployee(company, id) ?? []).filter(visible);
  return { tagname: tag.name, userlist: people.map(({ userid, name }) => ({ userid, name })), partylist: [] };
}

/** The corp's own contact tags, as far as any contact carries one. */
function listCorpTags({ company, body }: Call): Body {
  textsOf(body, 'tag_id');
  const groups = new Map<string, Set<string>>();
  for (const { followers } of company.externals.values()) {
    for (const { group, name, type } of followers.flatMap(({ tags }) => tags)) {
      if (type === 1) groups.set(group, (groups.get(group) ?? new Set()).add(name));
    }
  }
  return {
    tag_group: [...groups].map(([group, names]) => ({ group_name: group, tag: [...names].map((name) => ({ name })) })),
  };
}
