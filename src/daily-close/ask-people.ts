import { plansOf } from '../attendance/plans-of.ts';
import type { CorpConfig } from '../config.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory } from '../events/person.ts';
import { type Corp, newId } from '../ids.ts';
import { noticeContent } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import type { Policy } from '../policy/policy.ts';
import { mattersUrl } from '../publications/page-links.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { closingNow } from './closing-moment.ts';
import { matterWords } from './matter-words.ts';
import { awaitedUnder, type OpenMatter, openMatters } from './open-matters.ts';

const DAY_MS = 86_400_000;

/** What a card holds; the page has all of them. */
const MOST_ON_A_CARD = 5;

interface Asking {
  readonly corp: Corp;
  readonly place: Pick<CorpConfig, 'slug' | 'pages'>;
  readonly keys: CorpKeys;
  readonly at: Date;
}

/**
 * Writes the one card of the day to everybody whose moment comes in this round and for whom something still waits. Whoever does
 * not answer is asked again the next day; that he did not is written nowhere.
 */
export async function askPeople(tx: Tx, asking: Asking): Promise<void> {
  const { corp, at } = asking;
  const policies = (await policiesInForce(tx, corp, at)).filter(({ dailyClose }) => dailyClose?.atMin != null);
  if (policies.length === 0) return;
  const directory = await directoryOf(tx, corp, at.getTime());
  for (const policy of policies) {
    const awaited = await awaitedUnder(tx, corp, policy.slug, policy.dailyClose?.kinds ?? []);
    const people = awaited.filter((userid) => directory.byAccount.get(userid)?.status === 'active');
    const moments = await whoseMomentItIs(tx, asking, policy, people);
    if (moments.length === 0) continue;
    const open = await openMatters(tx, corp, { userids: moments.map(({ userid }) => userid) });
    const asked = open.filter((matter) => isClosedDaily(matter, policy));
    for (const moment of moments) {
      const own = asked.filter(({ awaited: waitsFor }) => waitsFor.includes(moment.userid));
      await askOne(tx, asking, policy, directory, moment, own);
    }
  }
}

const isClosedDaily = ({ policySlug, groupKind }: OpenMatter, { slug, dailyClose }: Policy): boolean =>
  policySlug === slug && groupKind !== null && (dailyClose?.kinds.includes(groupKind) ?? false);

interface Moment {
  readonly userid: string;
  readonly day: string;
}

async function whoseMomentItIs(
  tx: Tx,
  { corp, at }: Asking,
  policy: Policy,
  people: readonly string[],
): Promise<readonly Moment[]> {
  const atMin = policy.dailyClose?.atMin;
  if (atMin == null || people.length === 0) return [];
  const nowMs = at.getTime();
  const attendanceOf = await plansOf(tx, corp, policy, people, nowMs - DAY_MS, nowMs);
  const moments = people.flatMap((userid): Moment[] => {
    const { plan, absences } = attendanceOf(userid);
    const own = { ...plan, absences: absences.filter(({ why }) => why === 'leave') };
    const closing = closingNow(nowMs, atMin, own);
    return closing ? [{ userid, day: closing.date }] : [];
  });
  const asked = await tx.dailyClose.findMany({
    where: { corp, userid: { in: moments.map(({ userid }) => userid) }, day: { in: moments.map(({ day }) => day) } },
  });
  const already = new Set(asked.map(({ userid, day }) => `${userid}/${day}`));
  return moments.filter(({ userid, day }) => !already.has(`${userid}/${day}`));
}

async function askOne(
  tx: Tx,
  { corp, place, keys, at }: Asking,
  { manners }: Policy,
  directory: Directory,
  { userid, day }: Moment,
  matters: readonly OpenMatter[],
): Promise<void> {
  await rollOver(tx, corp, userid, matters);
  const shown = matters.slice(0, MOST_ON_A_CARD);
  const nameOf = (account: string): string => directory.byAccount.get(account)?.name || account;
  const url = mattersUrl(place);
  const content = noticeContent('daily-close', 'zh', [], {
    dailyClose: {
      matters: shown.map((matter) => ({
        obligationId: matter.id,
        says: matterWords(matter, nameOf(matter.asker), manners.timeZone),
      })),
      open: matters.length,
    },
    page: url ? { url, count: matters.length } : null,
  });
  const id = newId();
  await tx.dailyClose.create({
    data: { corp, id, userid, day, keys: shown.map(({ key }) => key), open: matters.length, writtenAt: at },
  });
  await enqueueNotice(tx, corp, keys, { id, to: userid, content, notBefore: at, at });
}

/** What stood on a card of an earlier day and is open still was carried over: of the matter, not of the person. */
async function rollOver(tx: Tx, corp: Corp, userid: string, matters: readonly OpenMatter[]): Promise<void> {
  const cards = await tx.dailyClose.findMany({ where: { corp, userid }, orderBy: { writtenAt: 'desc' }, take: 1 });
  const before = new Set(cards.flatMap(({ keys }) => keys));
  const ids = matters.filter(({ key }) => before.has(key)).map(({ id }) => id);
  if (ids.length > 0)
    await tx.obligation.updateMany({ where: { corp, id: { in: ids } }, data: { rolledOver: { increment: 1 } } });
}
