import { nowIn } from '../../db/client.ts';
import { currentShortNames, setShortNames } from '../../directory/short-names.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { dayOf } from '../../work-time/local-days.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import { cell, saidOnce, section, selectField, textField, tokenForm } from './form-parts.ts';

const SAID = { saved: 'shortSaved', same: 'shortSame', wrong: 'shortWrong' } as const satisfies Record<
  string,
  WordingKey
>;

/** What members may write for their department in a nickname. */
export async function shortNamesPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps } = call;
  const say = sayIn(lang);
  const departments = await deps.db.withCorp(corp.slug, async (tx) => {
    const directory = await directoryOf(tx, corp.slug, (await nowIn(tx)).getTime());
    return [...directory.departments.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  });
  const cells = departments
    .filter(({ alsoKnownAs }) => alsoKnownAs.length > 0)
    .map(({ name, alsoKnownAs }) =>
      cell(
        name,
        alsoKnownAs
          .map((other) =>
            other.untilMs === null
              ? other.name
              : say('shortUntil', { name: other.name, day: dayOf(other.untilMs, corp.timeZone) }),
          )
          .join('、'),
      ),
    );
  const choices = departments.map(({ id, name }) => ({ value: String(id), words: name }));
  const fields = [
    selectField({ name: 'department', label: say('registerDepartment') }, choices),
    textField({ name: 'names', label: say('shortNames'), asks: 'optional', hint: say('shortNamesHint') }),
  ];
  const main = html`${heading(say('shortTitle'), say('shortHint'))}${saidOnce(call, SAID)}${section(say('shortNow'), cells)}<section class="qg-list"><h2>${say('shortChange')}</h2>${tokenForm(call, '/short-names', fields, 'save')}</section>`;
  return page(200, layout({ corp, lang, title: say('shortTitle'), top: 'home' }, main));
}

/** Makes one department's short names what is written; those of the others stay. */
export async function takeShortNames({ corp, deps, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const back = (said: keyof typeof SAID): Answer => lookAt(`${pathTo(corp.slug, '/short-names')}?said=${said}`);
  const departmentId = Number(asked.form.get('department'));
  const names = (asked.form.get('names') ?? '').split(/[、,，;；\s]+/).filter((name) => name !== '');
  if (names.some((name) => name.length > 32) || names.length > 20) return back('wrong');
  const changed = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const known = await directoryOf(tx, corp.slug, at.getTime());
    if (!known.departments.has(departmentId)) return null;
    const current = await currentShortNames(tx, corp.slug);
    current.set(departmentId, names);
    const departments = [...current].map(([id, own]) => ({ departmentId: id, names: own }));
    return setShortNames(tx, corp.slug, keys, { departments, by: visitor.userid }, at);
  });
  if (changed === null) return back('wrong');
  if (changed > 0) await deps.bell.ring('timers', corp.slug);
  return back(changed > 0 ? 'saved' : 'same');
}
