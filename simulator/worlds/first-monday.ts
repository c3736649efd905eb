import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/db/package-root.ts';
import type { Deps } from '../../src/deps.ts';
import { registerGroup } from '../../src/groups/register.ts';
import type { Corp } from '../../src/ids.ts';
import { publishPolicy } from '../../src/review/publish-policy.ts';
import { armTimer } from '../../src/timers/arm.ts';
import type { Tenant } from '../tenant.ts';
import { readDirectory, vouched } from './move-in.ts';
import { marketingPermits, numeral, registration } from './world.ts';

/** Scene 1 at a sixth of its size: 10 owners for 60, 24 customer groups for 143, one outsider a group. */
export const GROUPS = 24;
/** Groups that three seats of the archive would show. */
export const SEATED = 22;
/** Who is asked to read the test message. */
export const TESTER = 'it.ceshi';
/** Owners whose department the app is not shown to at first. */
export const OUTSIDE: readonly string[] = ['qunzhu.10', 'qunzhu.8', 'qunzhu.9'];
export const OFFICE = 4;
export const MARKETING = 6;

const ABROAD = 9;
const OWNERS = 10;
const HR = 'li.renshi';
const POLICY = 'chongqing-industrial.yaml';

/** A company that is being connected, and who works in it. */
export interface Monday {
  readonly deps: Deps;
  readonly corp: Corp;
  readonly tenant: Tenant;
  /** Works until nothing that is due is left. */
  readonly settle: () => Promise<void>;
}

/** Nearly all groups have one of three assistants in it: so many seats of the archive would show them. */
const assistantOf = (at: number): string =>
  at < 10 ? 'zhuli.1' : at < 17 ? 'zhuli.2' : at < SEATED ? 'zhuli.3' : `tongshi.${at}`;

const groupName = (at: number): string => `示范营销${at + 1}群`;

export async function settleFirstMonday(tenant: Tenant): Promise<void> {
  await tenant.withoutCallbacks(async () => {
    for (const [id, name] of [
      [OFFICE, '行政人事部'],
      [MARKETING, '营销策划部'],
      [ABROAD, '驻外办'],
    ] as const)
      await tenant.addDepartment({ id, name });
    await hireAll(tenant);
    for (let at = 0; at < GROUPS; at += 1)
      await tenant.createGroup({
        name: groupName(at),
        owner: `qunzhu.${(at % OWNERS) + 1}`,
        members: [assistantOf(at), tenant.addExternal({ name: `客户${at + 1}` })],
      });
  });
}

async function hireAll(tenant: Tenant): Promise<void> {
  await tenant.hire({ userid: HR, name: '李人事', department: OFFICE, position: '人事主管' });
  await tenant.hire({ userid: TESTER, name: '测示例', department: OFFICE, position: '信息专员' });
  for (let n = 1; n <= OWNERS; n += 1) {
    const userid = `qunzhu.${n}`;
    const department = OUTSIDE.includes(userid) ? ABROAD : MARKETING;
    await tenant.hire({ userid, name: `群主${numeral(n)}`, department });
  }
  for (const n of [1, 2, 3])
    await tenant.hire({ userid: `zhuli.${n}`, name: `助理${numeral(n)}`, department: MARKETING });
  for (let at = SEATED; at < GROUPS; at += 1)
    await tenant.hire({ userid: `tongshi.${at}`, name: `同事${at}`, department: MARKETING });
}

/** It was tried out before, and all was well: groups were read and registered, the policy is in force. */
export async function tryOut({ deps, corp, settle }: Monday): Promise<void> {
  const policy = vouched(readFileSync(join(packageRoot(), 'policies', POLICY), 'utf8'));
  await readDirectory(deps, corp);
  await settle();
  const groups = await deps.db.withCorp(corp, (tx) => tx.groupState.findMany({ where: { corp, until: null } }));
  const line = { reach: 'customer', kind: 'marketing', ownerDepartment: '营销策划部', purpose: '客户沟通' } as const;
  for (const { chatId, owner } of groups) {
    const by = { userid: owner, by: '营销副总' };
    await registerGroup(deps, corp, registration({ chatId, ...line, ...marketingPermits }, [by]), HR);
  }
  await publishPolicy(deps, corp, policy, 'policy.yaml', HR);
  await settle();
}

/** The first of its groups, in which things happen. */
export async function firstGroup({ deps, corp }: Monday): Promise<string> {
  const where = { corp, name: groupName(0) };
  return (await deps.db.withCorp(corp, (tx) => tx.groupState.findFirstOrThrow({ where }))).chatId;
}

/** The sweep comes by. */
export async function lookAt({ deps, corp, settle }: Monday, chatId: string): Promise<void> {
  const at = await deps.clock.now();
  await deps.db.withCorp(corp, (tx) => armTimer(tx, corp, { kind: 'look-group', subject: chatId, dueAt: at, at }));
  await settle();
}

/** The sweep comes by wherever something could not be read. */
export async function lookAtGaps(monday: Monday): Promise<void> {
  const { deps, corp } = monday;
  const where = { corp, until: null, verdict: 'data-gap' };
  const gaps = await deps.db.withCorp(corp, (tx) => tx.coverage.findMany({ where }));
  for (const chatId of new Set(gaps.map((gap) => gap.chatId))) await lookAt(monday, chatId);
}
