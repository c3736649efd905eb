import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import { writePrivately } from '../legal/private-card.ts';
import { POLICY_TIME_ZONE } from '../policy/durations.ts';
import type { Policy } from '../policy/policy.ts';
import type { Gap } from '../sanctions/deputies.ts';
import { localAt } from '../work-time/local-time.ts';
import { gapsAhead } from './gaps-ahead.ts';

interface Suggesting {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

/**
 * Suggests a deputy to everybody with a duty who will be away and has none, once for each approved leave or trip; why he is away is
 * not said. Answers how many it suggested.
 */
export async function suggestDeputies(
  tx: Tx,
  suggesting: Suggesting,
  policies: readonly Policy[],
  directory: Directory,
): Promise<number> {
  const { corp, at } = suggesting;
  const hinted = new Set((await tx.deputyHint.findMany({ where: { corp } })).map(({ absenceId }) => absenceId));
  let suggested = 0;
  for (const { absenceId, gap, other } of await gapsAhead(tx, corp, at, policies, directory)) {
    const holder = directory.persons.get(gap.of);
    if (hinted.has(absenceId) || !holder?.userid) continue;
    const card = cardOf(gap, other ? (directory.persons.get(other)?.name ?? null) : null);
    const noticeId = await writePrivately(tx, suggesting, [holder.userid], card);
    if (noticeId === null) continue;
    const span = { fromAt: new Date(gap.fromMs), untilAt: new Date(gap.untilMs) };
    await tx.deputyHint.create({ data: { corp, id: noticeId, absenceId, ofId: gap.of, ...span, at } });
    suggested += 1;
  }
  return suggested;
}

function cardOf({ fromMs, untilMs }: Gap, other: string | null) {
  const [from, until] = [fromMs, untilMs - 1].map((ms) => localAt(ms, POLICY_TIME_ZONE).date);
  const who = other === null ? { zh: '', en: '' } : { zh: `，比如${other}`, en: `, such as ${other}` };
  return {
    title: { zh: '请定一位代理人', en: 'Please name a deputy' },
    text: {
      zh: `您不在的这几天，群规里要您决定的事需要有人代为处理${who.zh}。定好后请告诉人事登记；没有代理人的，事情会交给制度写明的最后决定人。`,
      en: `While you are away somebody has to decide in your place${who.en}. Please tell HR whom; without a deputy matters go to the last instance of the policy.`,
    },
    quote: null,
    rows: [{ name: { zh: '日期', en: 'Days' }, value: from === until ? `${from}` : `${from} ~ ${until}` }],
  };
}

/** Of a span of time: who stood in for whom, for the monthly report. */
export const deputiesIn = (tx: Tx, corp: Corp, from: Date, until: Date) =>
  tx.deputy.findMany({
    where: { corp, fromAt: { lt: until }, untilAt: { gte: from }, OR: [{ until: null }, { until: { gt: from } }] },
    select: { id: true, ofId: true, byId: true, fromAt: true, untilAt: true, absenceId: true },
    orderBy: { fromAt: 'asc' },
  });
