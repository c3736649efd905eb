import { planGroups } from '../../src/cli/plan.ts';
import type { CorpConfig } from '../../src/config.ts';
import type { Deps } from '../../src/deps.ts';
import { syncDirectory } from '../../src/directory/sync-directory.ts';
import { handIn } from '../../src/register/approval/hand-in.ts';
import { importLines, tryImport } from '../../src/register/import-sheet.ts';
import { type Confirmed, confirmLines } from '../../src/register/inventory/confirm.ts';
import { endInventory } from '../../src/register/inventory/end.ts';
import { startInventory } from '../../src/register/inventory/start.ts';
import { readSheet, writeSheet } from '../../src/register/sheet/sheet.ts';
import { type OldCounts, oldGroups, oldSheet, spoilt } from '../worlds/old-groups.ts';
import { clockText } from './chronicle.ts';
import type { Cast } from './companies.ts';
import { answerCard, settleOldCustomers } from './old-group-owners.ts';
import { printRound } from './old-groups-counted.ts';

const THIRTY: OldCounts = {
  customer: 8,
  native: 2,
  linked: 1,
  internal: { said: 4, named: 3, dark: 2 },
  outside: { said: 4, named: 4, dark: 2 },
};
const OWNERS = [
  { userid: 'feng.xinxi', name: '冯信息' },
  { userid: 'he.xiangmu', name: '何项目' },
  { userid: 'zheng.yunying', name: '郑示例' },
  { userid: 'jiang.xiangmu', name: '蒋项目' },
  { userid: 'han.fuzong', name: '韩示例' },
  { userid: 'sun.jingli', name: '孙示例' },
] as const;
const BAD_LINES = 3;
/** Who does not look at the first card, and who looks at neither. */
const LATE = 'jiang.xiangmu';
const MUTE = 'han.fuzong';
const TEMPLATE = '3TkGroups';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export interface Stage {
  readonly deps: Deps;
  readonly cast: Cast;
  readonly say: (line: string) => void;
  /** Lets the house work until nothing that is due is left, and tells what phones showed. */
  readonly settle: () => Promise<void>;
  /** The same, until a moment. */
  readonly until: (moment: Date) => Promise<void>;
  readonly at: Date;
}

/** Scene 2 in small: thirty old groups of six owners get a household register in an evening; ends with counts from SQL. */
export async function registerOldGroups(stage: Stage): Promise<void> {
  const corp = stage.deps.config.corps.get(stage.cast.corp);
  if (!corp) return;
  const groups = oldGroups(THIRTY);
  const sheet = oldSheet(groups, OWNERS, '信息部');
  await settleOldCustomers(stage, groups, OWNERS);
  stage.cast.tenant.addApprovalTemplate({
    id: TEMPLATE,
    name: '群登记补备案',
    approvers: ['wang.zongcai'],
    controls: [{ control: 'Textarea', id: 'Textarea-1', title: '群名单', required: true }],
  });
  await dropSheet(stage, corp, spoilt(sheet, BAD_LINES), sheet);
  await askOwners(stage, corp);
  await confirmInBulk(stage, corp);
  await askPresident(
    stage,
    corp,
    groups.filter(({ paper }) => paper).map(({ name }) => name),
  );
  await planExecutives(stage);
  const left = await endInventory(stage.deps, corp, stage.cast.hr);
  stage.say(`  HR ends the round: ${left} of ${groups.length} groups stay open, with a deadline`);
  await printRound(stage, OWNERS);
}

/** A list in the encoding of Excel: what is wrong in it comes back with its reason, is put right and dropped again. */
async function dropSheet(stage: Stage, corp: CorpConfig, list: readonly string[][], right: readonly string[][]) {
  const read = await taken(stage, corp, list);
  stage.say(
    `  HR drops a GBK list of ${list.length - 1} old groups: ${read.taken} taken, ${read.returned.length} returned:`,
  );
  for (const { row, wrong } of read.returned) stage.say(`    line ${row}: ${wrong.map(({ zh }) => zh).join('；')}`);
  const [head = []] = right;
  const fixed = await taken(stage, corp, [head, ...read.returned.flatMap(({ row }) => [right[row - 1] ?? []])]);
  stage.say(`  Put right and dropped again: ${fixed.taken} taken, ${fixed.returned.length} returned`);
}

async function taken({ deps, cast }: Stage, corp: CorpConfig, rows: readonly string[][]) {
  const read = await tryImport(deps, corp, readSheet(writeSheet(rows, { as: 'csv', encoding: 'gbk' }).bytes));
  if (!read) throw new TypeError('the list has no headings');
  await importLines(deps, corp, read, 'csv', cast.hr);
  return { taken: read.taken.length, returned: read.returned };
}

/** One card each; who has not answered gets a second and last one. */
async function askOwners(stage: Stage, corp: CorpConfig): Promise<void> {
  const { deps, cast, say, settle, until, at } = stage;
  const remindAt = new Date(at.getTime() + HOUR_MS);
  const later = (days: number): Date => new Date(at.getTime() + days * DAY_MS);
  const round = { cutOffAt: later(30), papersUntil: later(20), remindAt, by: cast.hr };
  const { lines, cards } = await startInventory(deps, corp, round);
  say(`  ${lines} groups get a proposed kind; ${cards} owners get one card each:`);
  await settle();
  const prompt = OWNERS.filter(({ userid }) => userid !== LATE && userid !== MUTE);
  for (const { userid, name } of prompt) await answerCard(stage, userid, name);
  say(`${clockText(remindAt)}  Two have not answered and get a second and last card:`);
  await until(new Date(remindAt.getTime() + 60_000));
  await answerCard(stage, LATE, '蒋项目');
  await settle();
}

async function confirmInBulk({ deps, cast, say, settle, until, at }: Stage, corp: CorpConfig): Promise<void> {
  // The same evening: a night of three companies would cost the demo more than all of this scene.
  const evening = new Date(at.getTime() + 1.5 * HOUR_MS);
  await until(evening);
  const told = (what: string, done: readonly Confirmed[]): void =>
    say(`${clockText(evening)}  HR confirms ${what} at once: ${done.length} groups, one entry of the trail`);
  told('what is certain', await confirmLines(deps, corp, 'all-certain', cast.hr));
  told('what owners answered', await confirmLines(deps, corp, 'all-answered', cast.hr));
  await settle();
}

/** The old papers of the executives' groups, on one form. */
async function askPresident({ deps, cast, say, settle }: Stage, corp: CorpConfig, groups: readonly string[]) {
  const { number } = await handIn(deps, corp, { templateId: TEMPLATE, groups, by: cast.hr });
  await cast.tenant.decideForm(number, 'wang.zongcai', 'agree');
  await settle();
  say(`  The president gets one form about the old papers of ${groups.length} groups (补备案), and agrees`);
}

/** The executives' group is kept by the service: an assistant belongs into it by an approval of his own. */
async function planExecutives({ deps, cast, say, settle }: Stage): Promise<void> {
  const { corp, tenant } = cast;
  await tenant.withoutCallbacks(() =>
    tenant.hire({ userid: 'zhao.zhuli', name: '赵助理', department: 3, position: '总裁助理' }),
  );
  await syncDirectory(deps, corp, deps.wecom.of(corp).contact);
  const { text } = await planGroups(deps, corp, '示范实业高管工作群');
  say('  An assistant comes to the president’s office: groups plan');
  say(text.trimEnd().replaceAll(/^/gm, '    '));
  await settle();
}
