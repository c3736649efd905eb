import { appendAudit } from '../../audit/append.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import { nowIn } from '../../db/client.ts';
import type { Directory } from '../../events/person.ts';
import { sayWho, type Unclear } from '../../responses/say-who.ts';
import { type Answer, lookAt } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';
import { sayIn } from '../words/say.ts';

/** One message that may mean several, with a button for each of them; department and post tell two of one name apart. */
export function whichOne({ corp, lang, formToken }: VisitorCall, unclear: Unclear, directory: Directory): Html {
  const say = sayIn(lang);
  const buttons = unclear.awaited.map(
    (userid) =>
      html`<button class="weui-btn weui-btn_mini weui-btn_default" name="to" value="${userid}">${calledInFull(userid, directory)}</button>`,
  );
  const asked = shortMoment(unclear.openedAt, corp.timeZone);
  return html`<section class="qg-matter"><h2>${say('whichOne', { asked })}</h2><p class="qg-hint">${unclear.groupName} · ${say('whichOneHint')}</p><form method="post" action="${pathTo(corp.slug, '/matters/meant')}" class="qg-answers"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="matter" value="${unclear.id}">${buttons}</form></section>`;
}

function calledInFull(userid: string, { byAccount, departments }: Directory): string {
  const person = byAccount.get(userid);
  if (!person) return userid;
  const department = departments.get(person.mainDepartment ?? person.departments[0] ?? 0)?.name ?? '';
  return [person.name || userid, department, person.position].filter((part) => part !== '').join(' · ');
}

/** Takes whom somebody meant. */
export async function takeWhichOne({ deps, corp, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const [id, to] = [asked.form.get('matter') ?? '', asked.form.get('to') ?? ''];
  const back = (said: string): Answer => lookAt(`${pathTo(corp.slug, '/matters')}?said=${said}`);
  if (!Id.test(id)) return back('not-entitled');
  const outcome = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const saying = { obligationId: id, by: visitor.userid, to, via: 'page' } as const;
    const { outcome: came, entries } = await sayWho(tx, { corp: corp.slug, keys, at }, saying);
    await appendAudit(tx, corp.slug, keys, at, entries);
    return came;
  });
  if (outcome === 'done') await deps.bell.ring('timers', corp.slug);
  return back(outcome);
}
