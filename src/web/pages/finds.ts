import { nowIn } from '../../db/client.ts';
import type { Directory } from '../../events/person.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { type Precision, precisionOf } from '../../words/hits.ts';
import { judgeFind, type OpenFind, openFinds, readExcerpt } from '../../words/open-finds.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';
import type { WordingKey } from '../words/say.ts';
import { sayIn } from '../words/say.ts';
import { findSection, precisionTable, type Titles } from './find-parts.ts';
import { saidOnce } from './form-parts.ts';

/** So many are shown at once; the others come when these are done. */
const MOST = 20;
const MOST_REASON = 200;

interface Found {
  readonly finds: readonly OpenFind[];
  readonly count: number;
  readonly rules: readonly Precision[];
  readonly directory: Directory;
  readonly titles: Titles;
}

/** For HR: what was found in messages and nobody has looked at, and how often each rule was right. No word of what was said. */
export async function findsPage(call: VisitorCall): Promise<Answer> {
  const { lang } = call;
  const say = sayIn(lang);
  const found = await lookUp(call);
  const { finds, count } = found;
  const about = count === 0 ? say('findsNone') : say('findsIntro', { count });
  const more = count > finds.length ? html`<p class="qg-hint">${say('findsMore', { shown: finds.length })}</p>` : null;
  const sections = finds.map((find) => findSection(call, find, found));
  return whole(
    call,
    html`${heading(say('finds'), about)}${saidOnce(call, SAID)}${sections}${more}${precisionTable(found.rules, found.titles, call)}`,
  );
}

const SAID: Readonly<Record<string, WordingKey>> = {
  right: 'findsSaidRight',
  wrong: 'findsSaidWrong',
  own: 'findsSaidOwn',
  over: 'findsSaidOver',
  unsaid: 'findsNoReason',
};

function lookUp({ deps, corp, lang }: VisitorCall, id?: string): Promise<Found> {
  return deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const uses = (await policiesInForce(tx, corp.slug, at)).flatMap((policy) => policy.uses);
    return {
      ...(await openFinds(tx, corp.slug, MOST, id)),
      rules: await precisionOf(tx, corp.slug),
      directory: await directoryOf(tx, corp.slug, at.getTime()),
      titles: (instance) => uses.find((use) => use.instance === instance)?.rule.title[lang] ?? instance,
    };
  });
}

const whole = ({ corp, lang }: VisitorCall, main: Html): Answer =>
  page(200, layout({ corp, lang, title: sayIn(lang)('finds'), top: 'home' }, main));

/** Takes what HR says of a find; a reload of what follows says nothing again. */
export async function takeFind({ deps, corp, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const [id, says] = [asked.form.get('find') ?? '', asked.form.get('says')];
  const back = (said: string): Answer => lookAt(`${pathTo(corp.slug, '/finds')}?said=${said}`);
  if (!Id.test(id) || (says !== 'right' && says !== 'wrong')) return back('over');
  const outcome = await deps.db.withCorp(corp.slug, async (tx) =>
    judgeFind(tx, { corp: corp.slug, keys, by: visitor.userid, at: await nowIn(tx) }, id, says),
  );
  if (outcome !== 'done') return back(outcome);
  await deps.bell.ring('timers', corp.slug);
  return back(says);
}

/** Shows one excerpt to somebody who says why he needs it; each time it is opened is noted. */
export async function readFind(call: VisitorCall): Promise<Answer> {
  const { deps, corp, keys, lang, visitor, asked } = call;
  const say = sayIn(lang);
  const id = asked.form.get('find') ?? '';
  const reason = (asked.form.get('reason') ?? '').trim();
  const back = (said: string): Answer => lookAt(`${pathTo(corp.slug, '/finds')}?said=${said}`);
  if (reason === '' || reason.length > MOST_REASON) return back('unsaid');
  if (!Id.test(id)) return back('over');
  const found = await lookUp(call, id);
  const [find] = found.finds;
  if (!find) return back('over');
  const excerpt = await deps.db.withCorp(corp.slug, async (tx) =>
    readExcerpt(tx, { corp: corp.slug, keys, by: visitor.userid, at: await nowIn(tx) }, id, reason),
  );
  if (excerpt === null) return back('own');
  const list = html`<p class="qg-hint"><a href="${pathTo(corp.slug, '/finds')}">‹ ${say('finds')}</a></p>`;
  return whole(call, html`${heading(say('finds'), say('findsRead'))}${list}${findSection(call, find, found, excerpt)}`);
}
