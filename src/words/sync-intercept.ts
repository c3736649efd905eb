import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { policiesInForce } from '../review/policies.ts';
import type { InterceptApi } from '../wecom/intercept/intercept.ts';
import { refusedWith } from '../wecom/refused.ts';
import { loadList } from './lists-now.ts';
import { type WantedRule, wantedRules } from './wanted-rules.ts';

type SyncDeps = Pick<Deps, 'db' | 'keys' | 'wecom'>;

/** A rule that we made, as its row remembers it. */
interface Made {
  readonly list: string;
  readonly part: number;
  readonly ruleId: string;
  readonly digest: string;
}

/** Everybody: the root of the directory. */
const EVERYBODY = [1];

/** The rule is not there any more, or never was ours. */
const GONE = [41070, 41071] as const;
const NAME_TAKEN = 41077;

/**
 * Makes WeCom's own 敏感词 hold what the policies want the client to warn of. Only rules that we made are touched; each is a row as
 * soon as it is there, so that a broken sync goes on where it ended. Again: changes nothing, and asks WeCom nothing.
 */
export async function syncIntercept(deps: SyncDeps, corp: Corp): Promise<{ readonly changed: number }> {
  const { wanted, made } = await deps.db.withCorp(corp, async (tx) => {
    const policies = await policiesInForce(tx, corp, await nowIn(tx));
    const names = await tx.wordList.findMany({ where: { corp, until: null }, select: { list: true } });
    const lists = new Map<string, Awaited<ReturnType<typeof loadList>>>();
    for (const { list } of names) lists.set(list, await loadList(tx, corp, list));
    const rows: Made[] = await tx.interceptRule.findMany({
      where: { corp },
      orderBy: [{ list: 'asc' }, { part: 'asc' }],
    });
    return { wanted: wantedRules(policies, lists), made: rows };
  });
  const isOf = (one: { list: string; part: number }, other: { list: string; part: number }): boolean =>
    one.list === other.list && one.part === other.part;
  const surplus = made.filter((row) => !wanted.some((rule) => isOf(rule, row)));
  const lacking = wanted.filter((rule) => made.find((row) => isOf(row, rule))?.digest !== rule.digest);
  for (const row of surplus) await removeRule(deps, corp, row);
  for (const rule of lacking)
    await writeRule(
      deps,
      corp,
      rule,
      made.find((row) => isOf(row, rule)),
    );
  return { changed: surplus.length + lacking.length };
}

async function removeRule(deps: SyncDeps, corp: Corp, { list, part, ruleId }: Made): Promise<void> {
  await unlessGone(deps.wecom.of(corp).intercept.remove(ruleId));
  await keep(deps, corp, { list, part, change: 'removed', words: 0 }, null);
}

async function writeRule(deps: SyncDeps, corp: Corp, rule: WantedRule, known: Made | undefined): Promise<void> {
  const api = deps.wecom.of(corp).intercept;
  const there = known && (await unlessGone(api.update(known.ruleId, rule))) === 'done' ? known.ruleId : null;
  const ruleId = there ?? (await addRule(api, rule));
  const { list, part, words } = rule;
  await keep(
    deps,
    corp,
    { list, part, change: there ? 'changed' : 'made', words: words.length },
    { ruleId, digest: rule.digest },
  );
}

/** A rule of our name that has no row is one whose answer was lost; when it is somebody else's, WeCom refuses the change. */
async function addRule(api: InterceptApi, rule: WantedRule): Promise<string> {
  try {
    return await api.add(rule, EVERYBODY);
  } catch (err) {
    if (!refusedWith(err, NAME_TAKEN)) throw err;
    const lost = (await api.list()).find(({ name }) => name === rule.name);
    if (!lost) throw err;
    await api.update(lost.ruleId, rule);
    return lost.ruleId;
  }
}

async function unlessGone(done: Promise<void>): Promise<'done' | 'gone'> {
  try {
    await done;
    return 'done';
  } catch (err) {
    if (refusedWith(err, ...GONE)) return 'gone';
    throw err;
  }
}

interface Change extends Pick<Made, 'list' | 'part'> {
  readonly change: Extract<AuditEntry, { kind: 'intercept-synced' }>['change'];
  readonly words: number;
}

async function keep(
  deps: SyncDeps,
  corp: Corp,
  { list, part, change, words }: Change,
  now: Pick<Made, 'ruleId' | 'digest'> | null,
): Promise<void> {
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) => {
    const syncedAt = await nowIn(tx);
    await tx.interceptRule.deleteMany({ where: { corp, list, part } });
    if (now) await tx.interceptRule.create({ data: { corp, list, part, ...now, words, syncedAt } });
    await appendAudit(tx, corp, keys, syncedAt, [{ v: 1, kind: 'intercept-synced', list, part, change, words }]);
  });
}
