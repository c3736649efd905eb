import { appendAudit } from '../../audit/append.ts';
import type { AuditEntry } from '../../audit/entry.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import { type GapAhead, gapsAhead } from '../../duties/gaps-ahead.ts';
import { endDeputy, setDeputy } from '../../duties/set-deputy.ts';
import { HouseError } from '../../errors.ts';
import type { Directory } from '../../events/person.ts';
import { endOfDayMs, POLICY_TIME_ZONE, startOfDayMs } from '../../policy/durations.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { dayOf } from '../../work-time/local-days.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import { buttonForm, dayField, saidOnce, textField, tokenForm } from './form-parts.ts';

const SAID = {
  named: 'deputySaidNamed',
  repeat: 'deputySaidRepeat',
  ended: 'deputySaidEnded',
  unchanged: 'deputySaidOver',
  nobody: 'deputySaidNobody',
  refused: 'deputySaidRefused',
} as const satisfies Record<string, WordingKey>;
type Said = keyof typeof SAID;

/** For HR: who decides in whose place, now and later, and whose duty lies with nobody while he is away. */
export async function deputiesPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps } = call;
  const say = sayIn(lang);
  const { rows, gaps, directory } = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const directory = await directoryOf(tx, corp.slug, at.getTime());
    const where = { corp: corp.slug, until: null, untilAt: { gt: at } };
    return {
      directory,
      rows: await tx.deputy.findMany({ where, orderBy: [{ fromAt: 'asc' }, { id: 'asc' }] }),
      gaps: await gapsAhead(tx, corp.slug, at, await policiesInForce(tx, corp.slug, at), directory),
    };
  });
  const nameOf = nameIn(directory);
  const named = rows.map(({ id, ofId, byId, fromAt, untilAt }) => {
    const who = say('deputyFor', { deputy: nameOf(byId), of: nameOf(ofId) });
    const end = buttonForm(call, '/deputies/end', { deputy: id }, say('deputyEnd'));
    return html`<section class="qg-matter"><h3 class="qg-sub qg-inset">${who}</h3><p class="qg-hint">${days(fromAt.getTime(), untilAt.getTime())}</p>${end}</section>`;
  });
  const fields = [
    textField({ name: 'of', label: say('deputyOf'), most: 64, hint: say('fieldAccountHint') }),
    textField({ name: 'by', label: say('deputyBy'), most: 64, hint: say('fieldAccountHint') }),
    dayField({ name: 'from', label: say('deputyFrom') }),
    dayField({ name: 'until', label: say('deputyUntil') }),
  ];
  const asked = gaps.map((one) => suggestion(call, one, nameOf));
  const main = html`${heading(say('deputies'), say('deputiesHint'))}${saidOnce(call, SAID)}${part(say('deputyGaps'), asked)}${part(say('deputyNow'), named)}<section class="qg-list"><h2>${say('deputySet')}</h2>${tokenForm(call, '/deputies', fields, 'save')}</section>`;
  return page(200, layout({ corp, lang, title: say('deputies'), top: 'home' }, main));
}

const part = (title: string, rows: readonly Html[]): Html | null =>
  rows.length === 0 ? null : html`<section class="qg-list"><h2>${title}</h2>${rows}</section>`;

const nameIn =
  ({ persons }: Directory) =>
  (id: string): string => {
    const person = [...persons.values()].find((one) => one.id === id);
    return person?.name || person?.userid || id;
  };

function days(fromMs: number, untilMs: number): string {
  const [from, until] = [fromMs, untilMs - 1].map((ms) => dayOf(ms, POLICY_TIME_ZONE));
  return from === until ? `${from}` : `${from} ~ ${until}`;
}

/** Why he is away is not said. */
function suggestion(call: VisitorCall, { absenceId, gap, other }: GapAhead, nameOf: (id: string) => string): Html {
  const say = sayIn(call.lang);
  const press =
    other === null
      ? html`<p class="qg-hint">${say('deputyNoOther')}</p>`
      : buttonForm(call, '/deputies', { absence: absenceId }, say('deputyTake', { name: nameOf(other) }));
  return html`<section class="qg-matter"><h3 class="qg-sub qg-inset">${say('deputyAway', { name: nameOf(gap.of) })}</h3><p class="qg-hint">${days(gap.fromMs, gap.untilMs)}</p>${press}</section>`;
}

/** Names a deputy: as suggested, by one press, or as it was written. */
export async function takeDeputy({ corp, deps, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const word = (name: string): string => (asked.form.get(name) ?? '').trim().slice(0, 64);
  const back = (said: Said): Answer => lookAt(`${pathTo(corp.slug, '/deputies')}?said=${said}`);
  try {
    const state = await deps.db.withCorp(corp.slug, async (tx) => {
      const writing = { corp: corp.slug, keys, at: await nowIn(tx) };
      const wanted = word('absence') === '' ? await written(tx, corp.slug, word) : await suggested(tx, writing, word);
      if (wanted === null) return 'nobody';
      const came = await setDeputy(tx, writing, { ...wanted, by: visitor.userid });
      await appendAudit(tx, corp.slug, keys, writing.at, came.entries);
      return came.state;
    });
    if (state === 'named') await deps.bell.ring('timers', corp.slug);
    return back(state);
  } catch (err) {
    if (err instanceof HouseError && err.code === 'E-DEPUTY') return back('refused');
    throw err;
  }
}

type Word = (name: string) => string;
type Wanted = Omit<Parameters<typeof setDeputy>[2], 'by'> | null;
const Day = /^\d{4}-\d{2}-\d{2}$/;

async function written(tx: Tx, corp: VisitorCall['corp']['slug'], word: Word): Promise<Wanted> {
  const personOf = async (name: string) =>
    (await tx.account.findFirst({ where: { corp, userid: word(name).toLowerCase(), until: null } }))?.personId;
  const [of, deputy] = [await personOf('of'), await personOf('by')];
  if (!of || !deputy || !Day.test(word('from')) || !Day.test(word('until'))) return null;
  return { of, deputy, from: new Date(startOfDayMs(word('from'))), until: new Date(endOfDayMs(word('until'))) };
}

async function suggested(
  tx: Tx,
  { corp, at }: { readonly corp: VisitorCall['corp']['slug']; readonly at: Date },
  word: Word,
): Promise<Wanted> {
  const directory = await directoryOf(tx, corp, at.getTime());
  const gaps = await gapsAhead(tx, corp, at, await policiesInForce(tx, corp, at), directory);
  const found = gaps.find(({ absenceId }) => absenceId === word('absence'));
  if (!found?.other) return null;
  const { of, fromMs, untilMs } = found.gap;
  const span = { from: new Date(fromMs), until: new Date(untilMs) };
  return { of, deputy: found.other, ...span, absenceId: found.absenceId };
}

/** Ends it now, or takes it back before it began. */
export async function takeDeputyEnd({ corp, deps, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const id = asked.form.get('deputy') ?? '';
  const state = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const nothing: { state: 'unchanged'; entries: AuditEntry[] } = { state: 'unchanged', entries: [] };
    const writing = { corp: corp.slug, keys, at };
    const came = Id.test(id) ? await endDeputy(tx, writing, id, visitor.userid) : nothing;
    await appendAudit(tx, corp.slug, keys, at, came.entries);
    return came.state;
  });
  if (state === 'ended') await deps.bell.ring('timers', corp.slug);
  return lookAt(`${pathTo(corp.slug, '/deputies')}?said=${state}`);
}
