import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendAudit } from '../../src/audit/append.ts';
import { readWordLists } from '../../src/content/word-list.ts';
import { nowIn, type Tx } from '../../src/db/client.ts';
import type { CorpKeys } from '../../src/db/keys.ts';
import { packageRoot } from '../../src/db/package-root.ts';
import type { Deps } from '../../src/deps.ts';
import { Corp } from '../../src/ids.ts';
import { readSheet } from '../../src/register/sheet/sheet.ts';
import { directoryOf } from '../../src/review/directory-now.ts';
import { importSignatures, readSignatures } from '../../src/sign-off/import-signatures.ts';
import { recordStep, type Step } from '../../src/sign-off/record-step.ts';
import { setWordList } from '../../src/words/set-list.ts';
import { compilerIsHere } from '../archive/build-library.ts';
import { tenderPolicy } from '../worlds/tender-policy.ts';
import { FIRST, SAID, SECOND, SPEAKER, settleTenderTalk, type TenderTalk, WORDS } from '../worlds/tender-talk.ts';
import { clockText, openChronicle } from './chronicle.ts';
import { type Evening, type MovedIn, playArchived } from './company-beside.ts';

const CORP = Corp.parse('shili-toubiao');
const VERSION = { policySlug: 'drucker-consulting', policyVersion: 1 } as const;
const DAY = '2026-11-20';
const MONDAY = '2026-11-23';

/** How the version came to bind people, as HR has it on paper. */
const STEPS: readonly Step[] = [
  { step: 'consultation', from: '2026-10-21', until: '2026-10-30' },
  { step: 'record', of: 'staff-meeting', on: '2026-11-02', reference: '示例〔2026〕7号' },
  { step: 'publication', on: '2026-11-03', where: '内网公告' },
];
const SIGNED = `账号,日期,结果\n${SPEAKER},2026-11-05,已签\n`;

/** What people decided about cases. */
export interface Decisions {
  readonly confirmed: number;
  readonly waived: number;
  readonly reversed: number;
}

/**
 * Scene 5: somebody of 示例咨询 speaks in images, and a sanction nearly goes wrong. By messages alone; without a C compiler it is left
 * out, as every scene with an archive.
 */
export async function playTender(evening: Evening): Promise<void> {
  if (!compilerIsHere()) return;
  evening.say('\nA Friday in November: 示例咨询 again, and a sanction that nearly goes wrong.');
  const shipped = readFileSync(join(packageRoot(), 'policies', 'drucker-consulting.yaml'), 'utf8');
  const company = {
    corp: CORP,
    corpid: 'wwtoubiao0123456789',
    title: '示例咨询 · 投标',
    begins: `${DAY}T08:30:00+08:00`,
    settle: settleTenderTalk,
    policy: tenderPolicy(shipped),
    hr: FIRST,
  };
  await playArchived(evening, company, (played) => play(evening, played));
}

async function play({ say }: Evening, { deps, tenant, world, at }: MovedIn<TenderTalk>): Promise<void> {
  await onPaper(deps);
  const chronicle = openChronicle([{ title: '示例咨询', tenant }]);
  const step = async (moment: string, says: string, happens: () => Promise<unknown>): Promise<void> => {
    say(`${clockText(new Date(`${moment}:00+08:00`))}  ${says}`);
    await at(`${moment}:00+08:00`, happens);
    chronicle.news().forEach(say);
  };
  const writes = (userid: string, words: string) => () => tenant.say(userid, words);
  await step(`${DAY}T10:05`, `李样本: ${SAID}`, () =>
    tenant.sayIn(world.group, SPEAKER, SAID, { at: new Date(`${DAY}T10:05:00+08:00`) }),
  );
  const number = await numberOf(deps);
  await step(
    `${DAY}T10:30`,
    '周人资 proposes a severe warning; he is heard first',
    writes(FIRST, `提议 ${number} 严重警告`),
  );
  await step(`${DAY}T11:00`, '李样本 explains', writes(SPEAKER, `说明 ${number} 是比喻，说的是投标策略`));
  await step(`${DAY}T14:00`, '周人资 confirms all the same', writes(FIRST, `属实 ${number}`));
  await step(`${DAY}T14:11`, 'ten minutes later, for it could have been undone:', async () => undefined);
  await step(`${DAY}T15:00`, '李样本 appeals', writes(SPEAKER, `申诉 ${number} 上下文都在谈方案`));
  await step(
    `${MONDAY}T09:40`,
    '吴人资, who is not in the line of the first, reverses it: the strike is given back',
    writes(SECOND, `改判 ${number} 是比喻`),
  );
}

async function onPaper(deps: Deps): Promise<void> {
  const keys = await deps.keys.of(CORP);
  await deps.db.withCorp(CORP, async (tx) => {
    const at = await nowIn(tx);
    const { lists } = readWordLists(WORDS, 'words.txt');
    await setWordList(tx, CORP, keys, { list: 'company', lists, by: FIRST }, at);
    await signedOff(tx, keys, at);
  });
}

async function signedOff(tx: Tx, keys: CorpKeys, at: Date): Promise<void> {
  const signing = { corp: CORP, keys, at };
  for (const step of STEPS) {
    const { entries } = await recordStep(tx, signing, VERSION, step, FIRST);
    await appendAudit(tx, CORP, keys, at, entries);
  }
  const read = readSignatures(readSheet(Buffer.from(SIGNED)).rows, await directoryOf(tx, CORP, at.getTime()), DAY);
  if (!read) throw new TypeError('the list of signatures has no headings');
  const { entries } = await importSignatures(tx, signing, read, { ...VERSION, file: 'signed.csv', by: FIRST });
  await appendAudit(tx, CORP, keys, at, entries);
}

/** The case as messages name it. */
const numberOf = async (deps: Deps): Promise<string> => {
  const where = { corp: CORP, instance: 'harmful-words' };
  const { number } = await deps.db.withCorp(CORP, (tx) =>
    tx.case.findFirstOrThrow({ where, select: { number: true } }),
  );
  return String(number);
};

/** What was decided in all companies of the demo, from SQL. */
export async function countDecisions(deps: Pick<Deps, 'db'>, corps: readonly Corp[]): Promise<Decisions> {
  const sum = { confirmed: 0, waived: 0, reversed: 0 };
  for (const corp of corps) {
    const rows = await deps.db.withCorp(corp, (tx) =>
      tx.decision.groupBy({ by: ['action'], where: { corp }, _count: true }),
    );
    for (const { action, _count } of rows)
      if (action === 'confirmed' || action === 'waived' || action === 'reversed') sum[action] += _count;
  }
  return sum;
}

/** Companies that are played beside the working day. */
export const BESIDE_THE_DAY: readonly Corp[] = [CORP, Corp.parse('shili-guoqing')];
