import type { Deps } from '../deps.ts';
import { loadFactsOf } from '../groups/load-facts.ts';
import { withRecords } from '../groups/load-records.ts';
import type { Corp } from '../ids.ts';
import { type AfterHours, afterHoursReport, type Period } from '../obligations/after-hours.ts';
import { judgeObligations } from '../obligations/judge.ts';
import type { Policy } from '../policy/policy.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce, policyFor } from '../review/policies.ts';

/** What leaders wrote in one group outside working time; counts, without a name. */
export interface GroupAfterHours extends Omit<AfterHours, 'leader'> {
  readonly chatId: string;
  readonly groupName: string;
}

/** So many groups are read at once: what was said in them is in memory meanwhile. */
const AT_ONCE = 50;
/** The direct leader and those of the departments above: by this name in every policy. */
const LEADER = 'leader';

/**
 * How much leaders wrote and asked outside working time in a period, group by group, those with most first: for the employer, who
 * owes people their rest. Groups whose policy waits for nobody, or whose messages are not seen, say nothing.
 */
export async function afterHoursOf(
  { db }: Pick<Deps, 'db'>,
  corp: Corp,
  period: Period,
): Promise<readonly GroupAfterHours[]> {
  const from = new Date(period.fromMs);
  const spoken = await db.withCorp(corp, (tx) =>
    tx.message.findMany({ where: { corp, sentAt: { gte: from } }, distinct: ['chatId'], select: { chatId: true } }),
  );
  const chatIds = spoken.map(({ chatId }) => chatId).sort();
  const found: GroupAfterHours[] = [];
  for (let i = 0; i < chatIds.length; i += AT_ONCE)
    found.push(...(await reportsOf({ db }, corp, chatIds.slice(i, i + AT_ONCE), period)));
  return found.sort((a, b) => b.messages + b.tasks - (a.messages + a.tasks) || (a.chatId < b.chatId ? -1 : 1));
}

async function reportsOf(
  { db }: Pick<Deps, 'db'>,
  corp: Corp,
  chatIds: readonly string[],
  period: Period,
): Promise<readonly GroupAfterHours[]> {
  return db.withCorp(
    corp,
    async (tx) => {
      const at = new Date(period.untilMs);
      const policies = await policiesInForce(tx, corp, at);
      const facts = await loadFactsOf(tx, corp, chatIds, await directoryOf(tx, corp, at.getTime()), at);
      const given = [...facts.values()].flatMap((one) => {
        const policy = policyFor(policies, one.registered?.kind ?? null);
        return policy ? [{ facts: one, policy }] : [];
      });
      const told = await withRecords(tx, corp, given);
      return told.flatMap(({ group, registered, records }, i): GroupAfterHours[] => {
        const talk = records?.talk;
        const policy = given[i]?.policy;
        if (!talk || !policy || !registered) return [];
        const waits = waitsIn(policy, registered.kind);
        const obligations = waits.flatMap((rule) => judgeObligations(rule, talk, period.untilMs));
        const roles = [...new Set([LEADER, ...waits.flatMap(({ speakers }) => speakers)])];
        const sum = summed(afterHoursReport(talk, obligations, roles, period));
        return sum ? [{ chatId: group.chatId, groupName: group.name, ...sum }] : [];
      });
    },
    { timeoutMs: 60_000 },
  );
}

const waitsIn = ({ uses }: Policy, kind: string) =>
  uses.flatMap(({ kinds, level, waits }) => (waits && level !== 'off' && kinds.includes(kind) ? [waits] : []));

/** Of all leaders of a group together; null: nobody wrote after hours. */
function summed(reports: readonly AfterHours[]): Omit<AfterHours, 'leader'> | null {
  const [first, ...others] = reports;
  if (!first) return null;
  const { leader: _leader, ...counts } = first;
  return others.reduce<Omit<AfterHours, 'leader'>>(
    (sum, one) => ({
      messages: sum.messages + one.messages,
      atNight: sum.atNight + one.atNight,
      onDaysOff: sum.onDaysOff + one.onDaysOff,
      tasks: sum.tasks + one.tasks,
      nearClosing: sum.nearClosing + one.nearClosing,
    }),
    counts,
  );
}
