import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../src/cli/program.ts';
import { packageRoot } from '../../src/db/package-root.ts';
import type { CheckReport } from '../../src/doctor/report.ts';
import { Corp } from '../../src/ids.ts';
import type { OpenDeps } from '../../src/open-deps.ts';
import { lookAtGaps, settleFirstMonday, TESTER, tryOut } from '../worlds/first-monday.ts';
import { type Mending, plantFaults } from '../worlds/planted-faults.ts';
import { clockText } from './chronicle.ts';
import { type Evening, type Played, playBeside } from './company-beside.ts';

const CORP = Corp.parse('shifan-jieru');
const DAY = '2026-11-23';
/** What IT is told to look at first, in the order of `doctor`. */
const PLANTED: readonly string[] = ['trusted-domain', 'trusted-ip', 'customer-contact', 'events', 'owners', 'client'];

/** Scene 1: IT of 示范实业 is connected in twenty minutes, by `doctor`, and told first what cannot be seen. */
export async function playConnecting(evening: Evening): Promise<void> {
  evening.say('\nMonday morning: IT of 示范实业 connects its tenant. Six things are not set yet.');
  const company = {
    corp: CORP,
    corpid: 'wwjieru01234567890',
    title: '示范实业 · 接入',
    begins: `${DAY}T08:31:00+08:00`,
    policy: readFileSync(join(packageRoot(), 'policies', 'chongqing-industrial.yaml'), 'utf8'),
    archive: 'none',
  } as const;
  await playBeside(evening, company, (played) => play(evening, played));
}

async function play({ say, simulator }: Evening, { deps, tenant, origin, settle, at }: Played): Promise<void> {
  const monday = { deps, corp: CORP, tenant, settle };
  const type = commandLine(deps);
  const show = (text: string): void => say(text.trimEnd().replaceAll(/^(?=.)/gm, '    '));
  const moment = (time: string): string => `${DAY}T${time}:00+08:00`;
  await settleFirstMonday(tenant);
  await tryOut(monday);
  const mendings = await plantFaults(monday, { simulator: simulator.origin, pages: origin });
  await at(moment('09:02'));
  say(`${clockText(new Date(moment('09:02')))}  doctor; what WeCom shows nobody yet is a question, not fine:`);
  for (const check of await reportsOf(type, ...PLANTED)) show(inWords(check));
  for (const mending of mendings) {
    await at(moment(mending.at), mending.happens);
    say(`${clockText(new Date(moment(mending.at)))}  ${mending.says}${await verdictsOf(type, mending)}`);
  }
  await at(moment('09:14'));
  await type('doctor', '--message', TESTER);
  const code = /code: (\d{6})/.exec(tenant.inbox(TESTER)[0]?.inWechat ?? '')?.[1] ?? '';
  say(`${clockText(new Date(moment('09:14')))}  测示例 types the code of the test message from WeChat:`);
  show(await type('doctor', '--code', code, '--seen-in', 'wechat'));
  await at(moment('09:15'), () => lookAtGaps(monday));
  say(`${clockText(new Date(moment('09:15')))}  coverage show, and what an archive would cost: coverage seats`);
  show(withoutHeading(await type('coverage', 'show')));
  show(withoutHeading(await type('coverage', 'seats')));
}

type Type = (...args: string[]) => Promise<string>;

/** What IT types into `qungui`, and what it answers. */
function commandLine(deps: OpenDeps): Type {
  const open = <Result>(work: (deps: OpenDeps) => Promise<Result>): Promise<Result> => work(deps);
  return async (...args) => {
    const said: string[] = [];
    const printer = { out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) };
    await runCli(args, { open, configure: () => deps.config, ask: null }, printer);
    return said.join('');
  };
}

async function reportsOf(type: Type, ...ids: string[]): Promise<CheckReport[]> {
  const told = JSON.parse(await type('doctor', '--only', ids.join(), '--json')) as {
    corps: { checks: CheckReport[] }[];
  };
  return told.corps.flatMap(({ checks }) => checks);
}

const SIGNS = { ok: '✓', warn: '!', fail: '✗', 'cannot-tell': '?' } as const;

/** The first finding of a check: what, where to click, what to paste. */
function inWords({ id, verdict, findings: [first] }: CheckReport): string {
  if (!first) return `${SIGNS[verdict]} ${id}`;
  const paste = first.paste.length > 0 ? `; paste ${first.paste.join(', ')}` : '';
  return `${SIGNS[verdict]} ${id}: ${first.what.en}\n    click: ${first.where.zh}${paste}`;
}

async function verdictsOf(type: Type, { mends }: Mending): Promise<string> {
  if (mends.length === 0) return '';
  const checks = await reportsOf(type, ...mends);
  return `: ${checks.map(({ id, verdict }) => `${id} ${SIGNS[verdict]}`).join(', ')}`;
}

/** Which corp it is has been said. */
const withoutHeading = (text: string): string => text.slice(text.indexOf('\n') + 1);
