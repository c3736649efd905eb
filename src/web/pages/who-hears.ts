import { appendAudit } from '../../audit/append.ts';
import { nowIn } from '../../db/client.ts';
import { corpJurisdiction } from '../../legal/jurisdictions.ts';
import { NOTE_ROLES, noteParties, setNoteParty } from '../../legal/note-parties.ts';
import { setPlace } from '../../legal/set-place.ts';
import { loadUnlock } from '../../legal/unlocks.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { TOLD_WORDS } from '../../sanctions/in-words.ts';
import { MEASURES } from '../../sanctions/measures.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import { cell, saidOnce, section, selectField, textField, tokenForm } from './form-parts.ts';

const SAID = {
  changed: 'hearsSaidChanged',
  unchanged: 'hearsSaidSame',
  nobody: 'hearsSaidNobody',
} as const satisfies Record<string, WordingKey>;
const MOST = 200;

/** For HR: who hears of proposals about people who are not employed here, where people work, and which measures somebody answers for. */
export async function whoHearsPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps } = call;
  const say = sayIn(lang);
  const law = corpJurisdiction(corp.slug);
  const { parties, places, unlocks, nameOf } = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const { persons } = await directoryOf(tx, corp.slug, at.getTime());
    const unlocks = await Promise.all(MEASURES.map((measure) => loadUnlock(tx, corp.slug, measure, at)));
    const names = new Map([...persons.values()].map(({ id, name, userid }) => [`${id}`, name || (userid ?? '')]));
    return {
      parties: await noteParties(tx, corp.slug),
      places: await tx.personPlace.findMany({ where: { corp: corp.slug, until: null }, take: MOST }),
      unlocks: unlocks.flatMap((one) => one ?? []),
      nameOf: (id: string): string => names.get(id) ?? id,
    };
  });
  const partyRows = parties.map(({ role, name, userid, personId }) =>
    cell(
      name,
      personId === null ? say('hearsOfAll') : say('hearsOfOne', { name: nameOf(personId) }),
      `${TOLD_WORDS[role][lang]}${userid === null ? ` · ${say('hearsOutside')}` : ''}`,
    ),
  );
  const placeRows = places.map(({ personId, place }) =>
    cell(nameOf(personId), law.regions[place]?.name[lang] ?? place, null),
  );
  const unlockRows = unlocks.map(({ measure, approver, on, until, reason }) =>
    cell(
      law.measures[measure].name[lang],
      reason,
      say('hearsUnlock', { name: approver.name, post: approver.post, on, until }),
    ),
  );
  const regions = Object.entries(law.regions).map(([value, { name }]) => ({ value, words: name[lang] }));
  const roles = NOTE_ROLES.map((value) => ({ value, words: TOLD_WORDS[value][lang] }));
  const partyFields = [
    selectField({ name: 'role', label: say('hearsAs') }, roles),
    textField({ name: 'name', label: say('hearsName'), asks: 'optional', hint: say('hearsNameHint') }),
    textField({ name: 'userid', label: say('hearsAccount'), most: 64, asks: 'optional' }),
    textField({ name: 'of', label: say('hearsOf'), most: 64, asks: 'optional', hint: say('hearsOfHint') }),
  ];
  const placeFields = [
    textField({ name: 'of', label: say('fieldAccount'), most: 64, hint: say('fieldAccountHint') }),
    selectField({ name: 'place', label: say('placeIs') }, [...regions, { value: 'other', words: say('placeOther') }]),
  ];
  const unlocked = unlockRows.length === 0 ? html`<p class="qg-hint">${say('unlocksNone')}</p>` : null;
  const main = html`${heading(say('hears'), say('hearsHint'))}${saidOnce(call, SAID)}${section(say('hearsNow'), partyRows)}<section class="qg-list"><h2>${say('hearsSet')}</h2>${tokenForm(call, '/hears', partyFields, 'save')}</section>${section(say('places'), placeRows)}<section class="qg-list"><h2>${say('placeSet')}</h2><p class="qg-hint">${say('placeHint')}</p>${tokenForm(call, '/hears/place', placeFields, 'save')}</section><section class="qg-list"><h2>${say('unlocks')}</h2><p class="qg-hint">${say('unlocksHint')}</p>${unlocked}<div class="weui-cells">${unlockRows}</div></section>`;
  return page(200, layout({ corp, lang, title: say('hears'), top: 'home' }, main));
}

const wordIn =
  ({ asked }: VisitorCall) =>
  (name: string, most = 64): string =>
    (asked.form.get(name) ?? '').trim().slice(0, most);

/** Names who hears of proposals; without a name nobody does any more. */
export async function takeParty(call: VisitorCall): Promise<Answer> {
  const { corp, deps, keys, visitor } = call;
  const word = wordIn(call);
  const back = (said: keyof typeof SAID): Answer => lookAt(`${pathTo(corp.slug, '/hears')}?said=${said}`);
  const role = NOTE_ROLES.find((one) => one === word('role'));
  if (!role) return back('nobody');
  const state = await deps.db.withCorp(corp.slug, async (tx) => {
    const accountOf = (userid: string) =>
      tx.account.findFirst({ where: { corp: corp.slug, userid: userid.toLowerCase(), until: null } });
    const of = word('of') === '' ? null : await accountOf(word('of'));
    const told = word('userid') === '' ? null : await accountOf(word('userid'));
    if ((word('of') !== '' && !of) || (word('userid') !== '' && !told)) return 'nobody';
    const name = word('name', 120);
    const party = name === '' ? null : { name, userid: told?.userid ?? null };
    const writing = { corp: corp.slug, keys, at: await nowIn(tx) };
    const said = { role, personId: of?.personId ?? null, party, by: visitor.userid };
    const came = await setNoteParty(tx, writing, said);
    await appendAudit(tx, corp.slug, keys, writing.at, came.entries);
    return came.state;
  });
  return back(state);
}

/** Says in which place somebody works: one that the law of the place knows, or any other. */
export async function takePlace(call: VisitorCall): Promise<Answer> {
  const { corp, deps, keys, visitor } = call;
  const word = wordIn(call);
  const place = word('place');
  const known = place === 'other' || Object.hasOwn(corpJurisdiction(corp.slug).regions, place);
  const state = await deps.db.withCorp(corp.slug, async (tx) => {
    const userid = word('of').toLowerCase();
    const account = await tx.account.findFirst({ where: { corp: corp.slug, userid, until: null } });
    if (!account || !known) return 'nobody';
    const writing = { corp: corp.slug, keys, at: await nowIn(tx) };
    const came = await setPlace(tx, writing, { personId: account.personId, place, by: visitor.userid });
    await appendAudit(tx, corp.slug, keys, writing.at, came.entries);
    return came.state;
  });
  return lookAt(`${pathTo(corp.slug, '/hears')}?said=${state}`);
}
