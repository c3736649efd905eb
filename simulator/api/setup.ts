import type { Company } from '../world/company.ts';
import { findEmployee } from '../world/people.ts';
import { scopeOf } from '../world/scope.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { Refusal } from './refusal.ts';

/** What an app may read of its own set-up [90227, 92571, 93384]. */
export const setupEndpoints: readonly Endpoint[] = [
  { path: 'agent/get', method: 'GET', opening: 'app', answer: appItself },
  { path: 'externalcontact/get_follow_user_list', method: 'GET', opening: 'customer', answer: followers },
  { path: 'checkin/getcorpcheckinoption', method: 'POST', opening: 'attendance', answer: () => ({ group: [] }) },
];

function appItself({ company, query }: Call): Body {
  const { agentId } = company.surfaces.app;
  if (query.agentid !== String(agentId)) throw new Refusal(query.agentid ? 301002 : 41011);
  const { visible, enabled, homeUrl } = company.settings;
  const scope = visible === 'everyone' ? { departments: [1] } : visible;
  return {
    agentid: agentId,
    name: '群规',
    square_logo_url: '',
    description: '',
    allow_userinfos: { user: (scope.userids ?? []).map((userid) => ({ userid })) },
    allow_partys: { partyid: scope.departments ?? [] },
    allow_tags: { tagid: [] },
    close: enabled ? 0 : 1,
    redirect_domain: trustedDomain(company),
    report_location_flag: 0,
    isreportenter: 0,
    home_url: homeUrl,
  };
}

/** Where every domain is trusted, that of the receiver is the one that is named. */
function trustedDomain({ settings, surfaces }: Company): string {
  if (settings.trustedDomains) return settings.trustedDomains[0] ?? '';
  const { callback } = surfaces.app;
  return callback ? new URL(callback.url).host : '';
}

/** Only who is inside the visible scope is named [92571]. */
function followers({ company }: Call): Body {
  const { followers: allowed } = company.settings;
  const visible = scopeOf(company);
  const userids = allowed === 'everyone' ? [...company.people.values()].map(({ userid }) => userid) : allowed;
  return {
    follow_user: userids.filter((userid) => {
      const employee = findEmployee(company, userid);
      return employee !== undefined && visible(employee);
    }),
  };
}
