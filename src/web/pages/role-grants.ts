import { z } from 'zod';
import { nowIn } from '../../db/client.ts';
import { allGrants, endGrant, GRANTED_ROLES, type Grant, grantRole } from '../../directory/role-grants.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { daysAfter, instantOf, localAt } from '../../work-time/local-time.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { confirmFirst } from '../fresh-login.ts';
import { html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { type PolicyHolders, policyHolders } from '../policy-holders.ts';
import type { Role } from '../roles.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import {
  buttonForm,
  cell,
  dayField,
  hiddenField,
  saidOnce,
  section,
  selectField,
  textField,
  tokenForm,
} from './form-parts.ts';

const ROLE_WORDS: Readonly<Record<Role, WordingKey>> = {
  member: 'roleMember',
  'group-admin': 'roleGroupAdmin',
  leader: 'roleLeader',
  supervisor: 'roleSupervisor',
  hr: 'roleHr',
  employer: 'roleEmployer',
  it: 'roleIt',
  auditor: 'roleAuditor',
  'union-observer': 'roleUnionObserver',
  'privacy-officer': 'rolePrivacyOfficer',
};

const SAID = {
  done: 'rolesSaidDone',
  ended: 'rolesSaidEnded',
  repeat: 'rolesSaidRepeat',
  own: 'rolesSaidOwn',
  'unknown-person': 'rolesSaidUnknown',
  'no-reason': 'rolesSaidNoReason',
  'wrong-day': 'rolesSaidWrongDay',
  over: 'rolesSaidOver',
} as const satisfies Record<string, WordingKey>;

/** Who may see what: those the policies name, and those named here until a day. Auditors and the privacy officer only look. */
export async function rolesPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps } = call;
  const say = sayIn(lang);
  const { grants, holders, at, nameOf, byName } = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const directory = await directoryOf(tx, corp.slug, at.getTime());
    const persons = new Map([...directory.persons.values()].map((one) => [String(one.id), one]));
    return {
      at,
      grants: await allGrants(tx, corp.slug),
      holders: policyHolders(await policiesInForce(tx, corp.slug, at), directory),
      nameOf: (id: string): string => persons.get(id)?.name || persons.get(id)?.userid || say('rolesGone'),
      byName: (userid: string): string => directory.byAccount.get(userid)?.name || userid,
    };
  });
  const confirm = mayChange(call) ? confirmFirst(call, '/roles') : null;
  const isHeld = ({ until, endsAt }: Grant): boolean => until === null && endsAt > at;
  const lastDay = ({ endsAt }: Grant): string => localAt(endsAt.getTime() - 1, corp.timeZone).date;
  const words = (grant: Grant) =>
    say('rolesUntil', { day: lastDay(grant), by: byName(grant.grantedBy), reason: grant.reason });
  const held = grants
    .filter(isHeld)
    .map(
      (grant) =>
        html`${cell(nameOf(grant.personId), words(grant), say(ROLE_WORDS[grant.role]))}${mayChange(call) && !confirm ? buttonForm(call, '/roles/end', { grant: grant.id, back: '/roles' }, say('rolesEnd')) : null}`,
    );
  const over = grants
    .filter((grant) => !isHeld(grant))
    .slice(0, 50)
    .map((grant) => cell(nameOf(grant.personId), words(grant), say(ROLE_WORDS[grant.role])));
  const today = localAt(at.getTime(), corp.timeZone).date;
  const form =
    mayChange(call) && !confirm
      ? html`<section class="qg-list"><h2>${say('rolesGrant')}</h2>${tokenForm(
          call,
          '/roles',
          [
            hiddenField('back', '/roles'),
            textField({ name: 'userid', label: say('fieldAccount'), most: 64, hint: say('fieldAccountHint') }),
            selectField(
              { name: 'role', label: say('rolesRole') },
              GRANTED_ROLES.map((role) => ({ value: role, words: say(ROLE_WORDS[role]) })),
            ),
            dayField({ name: 'until', label: say('rolesLastDay'), value: daysAfter(today, 90) }),
            textField({ name: 'reason', label: say('rolesWhy'), most: 200 }),
          ],
          'rolesSave',
        )}</section>`
      : null;
  const main = html`${heading(say('roles'), say('rolesHint'))}${saidOnce(call, SAID)}${section(say('rolesHeld'), held)}${confirm && html`<section class="qg-list"><h2>${say('rolesGrant')}</h2><div class="qg-text">${confirm}</div></section>`}${form}${byPolicy(call, holders)}${section(say('rolesPast'), over)}`;
  return page(200, layout({ corp, lang, title: say('roles'), top: 'home' }, main));
}

function byPolicy({ lang }: VisitorCall, holders: readonly PolicyHolders[]) {
  const say = sayIn(lang);
  const cells = holders.map(({ role, office, names }) =>
    cell(say(ROLE_WORDS[role]), names.length === 0 ? say('rolesNobody') : names.join('、'), office[lang]),
  );
  return section(say('rolesByPolicy'), cells);
}

const mayChange = ({ visitor: { roles } }: VisitorCall): boolean => roles.has('hr') || roles.has('it');

/** Makes somebody something until the end of a day. */
export async function takeGrant(call: VisitorCall): Promise<Answer> {
  const { deps, corp, keys, visitor, asked } = call;
  const back = (said: keyof typeof SAID): Answer => lookAt(`${pathTo(corp.slug, '/roles')}?said=${said}`);
  const role = GRANTED_ROLES.find((one) => one === asked.form.get('role'));
  const day = z.iso.date().safeParse(asked.form.get('until'));
  if (!role || !day.success) return back('wrong-day');
  const userid = (asked.form.get('userid') ?? '').trim().toLowerCase();
  const endsAt = new Date(instantOf(daysAfter(day.data, 1), 0, corp.timeZone));
  const granted = await deps.db.withCorp(corp.slug, async (tx) => {
    const account = await tx.account.findFirst({ where: { corp: corp.slug, userid, until: null } });
    if (!account) return 'unknown-person' as const;
    const reason = (asked.form.get('reason') ?? '').slice(0, 200);
    return grantRole(
      tx,
      { corp: corp.slug, keys, at: await nowIn(tx), by: visitor.userid },
      { personId: account.personId, role, endsAt, reason },
    );
  });
  return back(granted);
}

/** Takes one back at once. */
export async function takeGrantEnd(call: VisitorCall): Promise<Answer> {
  const { deps, corp, keys, visitor, asked } = call;
  const back = (said: keyof typeof SAID): Answer => lookAt(`${pathTo(corp.slug, '/roles')}?said=${said}`);
  const id = z.uuid().safeParse(asked.form.get('grant'));
  if (!id.success) return back('over');
  const outcome = await deps.db.withCorp(corp.slug, async (tx) =>
    endGrant(tx, { corp: corp.slug, keys, at: await nowIn(tx), by: visitor.userid }, id.data),
  );
  return back(outcome === 'done' ? 'ended' : 'over');
}
