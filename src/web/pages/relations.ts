import { nowIn } from '../../db/client.ts';
import { setRelation } from '../../directory/relations.ts';
import { type Person, RELATIONS, type Relation } from '../../events/person.ts';
import { peopleUnknown } from '../../policy/relations.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { isHired } from '../../rules/personnel.ts';
import { RELATION_WORDS } from '../../rules/selector-words.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import { cell, saidOnce, section, selectField, textField, tokenForm } from './form-parts.ts';

const SAID = {
  changed: 'relationsSaved',
  unchanged: 'relationsSame',
  nobody: 'relationsNobody',
  own: 'relationsOwn',
} as const satisfies Record<string, WordingKey>;
const MOST = 50;

/** How people stand to the company: those of whom nobody has said it first, and whoever is searched for. */
export async function relationsPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps, asked } = call;
  const say = sayIn(lang);
  const wanted = (asked.query.get('q') ?? '').trim().slice(0, 60);
  const { unknown, found, nameOf } = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const directory = await directoryOf(tx, corp.slug, at.getTime());
    const hired = [...directory.persons.values()].filter(({ userid }) => userid !== null);
    return {
      unknown: peopleUnknown(await policiesInForce(tx, corp.slug, at), directory, at.getTime()),
      found:
        wanted === ''
          ? []
          : hired.filter(
              (one) => isHired(one, at.getTime()) && (one.name.includes(wanted) || one.userid?.includes(wanted)),
            ),
      nameOf: (id: number): string => directory.departments.get(id)?.name ?? '',
    };
  });
  const line = ({ userid, name, position, departments, relation }: Person) =>
    cell(
      name || userid,
      [userid ?? '', departments.map(nameOf).join('、'), position].filter((one) => one !== '').join(' · '),
      RELATION_WORDS[relation][lang],
    );
  const search = html`<form method="get" action="${pathTo(corp.slug, '/people')}" class="qg-search"><label><span class="qg-small">${say('relationsSearch')}</span><input class="weui-input" type="search" name="q" value="${wanted}" maxlength="60"></label><button class="weui-btn weui-btn_mini weui-btn_default">${say('search')}</button></form>`;
  const fields = [
    textField({ name: 'userid', label: say('fieldAccount'), most: 64, hint: say('fieldAccountHint') }),
    selectField(
      { name: 'relation', label: say('relationsIs') },
      RELATIONS.map((value) => ({ value, words: RELATION_WORDS[value][lang] })),
    ),
  ];
  const about = unknown.length === 0 ? say('relationsAllKnown') : say('relationsHint', { count: unknown.length });
  const main = html`${heading(say('relations'), about)}${saidOnce(call, SAID)}${search}${section(say('relationsFound'), found.slice(0, MOST).map(line))}${section(say('relationsUnknown'), unknown.slice(0, MOST).map(line))}<section class="qg-list"><h2>${say('relationsSet')}</h2>${tokenForm(call, '/people', fields, 'save')}</section>`;
  return page(200, layout({ corp, lang, title: say('relations'), top: 'home' }, main));
}

/** Says how somebody stands to the company; not of oneself. */
export async function takeRelation({ corp, deps, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const back = (said: keyof typeof SAID): Answer => lookAt(`${pathTo(corp.slug, '/people')}?said=${said}`);
  const userid = (asked.form.get('userid') ?? '').trim().toLowerCase();
  const relation: Relation | undefined = RELATIONS.find((one) => one === asked.form.get('relation'));
  if (!relation) return back('nobody');
  if (userid === visitor.userid) return back('own');
  const state = await deps.db.withCorp(corp.slug, async (tx) => {
    const account = await tx.account.findFirst({ where: { corp: corp.slug, userid, until: null } });
    if (!account) return null;
    const said = { personId: account.personId, relation, by: visitor.userid };
    return (await setRelation(tx, corp.slug, keys, said, await nowIn(tx))).state;
  });
  if (state === null) return back('nobody');
  await deps.bell.ring('timers', corp.slug);
  return back(state);
}
