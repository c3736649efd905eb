import type { Deps } from '../../src/deps.ts';
import { importLines, tryImport } from '../../src/register/import-sheet.ts';
import { confirmLines } from '../../src/register/inventory/confirm.ts';
import { startInventory } from '../../src/register/inventory/start.ts';
import { readSheet, writeSheet } from '../../src/register/sheet/sheet.ts';
import { type Card, questions } from '../inbox/card.ts';
import { type OldCounts, type Owner, oldGroups, oldSheet, spoilt } from '../worlds/old-groups.ts';
import type { Cast } from './companies.ts';
import { answerOnPage } from './page-visit.ts';

const SOME: OldCounts = {
  customer: 0,
  native: 1,
  linked: 1,
  internal: { said: 3, named: 2, dark: 2 },
  outside: { said: 3, named: 2, dark: 1 },
};
const OWNERS: readonly Owner[] = [
  { userid: 'feng.xinxi', name: '冯信息' },
  { userid: 'he.xiangmu', name: '何项目' },
  { userid: 'zheng.yunying', name: '郑示例' },
];
const DAY_MS = 86_400_000;

interface Stage {
  readonly deps: Deps;
  readonly cast: Cast;
  readonly say: (line: string) => void;
  /** Lets the house work until nothing that is due is left, and tells what phones showed. */
  readonly settle: () => Promise<void>;
  readonly at: Date;
}

/** Scene 2 in small: HR drops an old list, owners are asked on one card, HR confirms; ends with a table from SQL. */
export async function registerOldGroups({ deps, cast, say, settle, at }: Stage): Promise<void> {
  const corp = deps.config.corps.get(cast.corp);
  if (!corp) return;
  const list = spoilt(oldSheet(oldGroups(SOME), OWNERS, '信息部'), 2);
  const sheet = readSheet(writeSheet(list, { as: 'csv', encoding: 'gbk' }).bytes);
  const read = await tryImport(deps, corp, sheet);
  if (!read) return;
  await importLines(deps, corp, read, 'csv', cast.hr);
  say(
    `  HR drops a GBK list of ${list.length - 1} old groups: ${read.taken.length} taken, ${read.returned.length} returned:`,
  );
  for (const { row, wrong } of read.returned) say(`    line ${row}: ${wrong.map(({ zh }) => zh).join('；')}`);
  const later = (days: number): Date => new Date(at.getTime() + days * DAY_MS);
  const round = { cutOffAt: later(30), papersUntil: later(20), remindAt: later(1), by: cast.hr };
  const { lines, cards } = await startInventory(deps, corp, round);
  say(`  ${lines} groups get a proposed kind; ${cards} owners get one card each:`);
  await settle();
  for (const { userid, name } of OWNERS) await answerCard(cast, userid, name, say);
  await settle();
  await confirmLines(deps, corp, 'all-certain', cast.hr);
  await confirmLines(deps, corp, 'all-answered', cast.hr);
  await settle();
  await printRound(deps, cast, say);
}

/** Who has few groups chooses on the card; who has more follows it to the page. */
async function answerCard({ tenant }: Cast, userid: string, name: string, say: Stage['say']): Promise<void> {
  const card = tenant.inbox(userid).findLast(({ kind }) => kind.endsWith('_interaction'));
  if (!card) return;
  if (card.kind === 'multiple_interaction') await tenant.press(userid, card.taskId ?? '', '提交', firstProper(card));
  else {
    const pressed = await tenant.press(userid, card.taskId ?? '', '去登记');
    if (pressed.did === 'opened') say(`    ${name} on the page: ${await answerOnPage(tenant, userid, pressed.url)}`);
  }
}

/** The first kind or day that each question of a card offers. */
const firstProper = ({ body }: { readonly body: unknown }): Record<string, string[]> =>
  Object.fromEntries(
    questions((body as { readonly template_card: Card }).template_card).map(({ key, options }) => [
      key,
      options
        .map(({ id }) => id)
        .filter((id) => /^(migrate|kind)\./.test(id))
        .slice(0, 1),
    ]),
  );

async function printRound(deps: Deps, { corp }: Cast, say: (line: string) => void): Promise<void> {
  const rows = await deps.db.withCorp(
    corp,
    (tx) => tx.$queryRaw<{ reach: string; confidence: string; state: string; groups: number }[]>`
      select reach, confidence, state, count(*)::int as groups from qungui.inventory_line
      where corp = ${corp} group by 1, 2, 3 order by 1, 2, 3`,
  );
  say('  What became of them (from SQL):');
  for (const { reach, confidence, state, groups } of rows) say(`    ${groups} ${reach}, ${confidence}: ${state}`);
}
