import { expect } from 'vitest';
import type { Tenant } from '../../simulator/tenant.ts';
import { nowIn } from '../../src/db/client.ts';
import { grantRole } from '../../src/directory/role-grants.ts';
import type { Role } from '../../src/web/roles.ts';
import type { House } from '../house.ts';

/** Who holds each role of the small company and, beside what everybody is, no other. */
export const PLAYED_BY: Readonly<Record<Role, string>> = {
  member: 'zhao.shiyong',
  'group-admin': 'sun.jingli',
  leader: 'zhou.lingdao',
  supervisor: 'wu.zongcai',
  hr: 'li.renshi',
  employer: 'xu.zongcai',
  it: 'zheng.xinxi',
  auditor: 'feng.shenji',
  'union-observer': 'chen.gonghui',
  'privacy-officer': 'chu.baohu',
};

const COLLEAGUES = [
  ['zhou.lingdao', '周领导', 5, '职员', [5]],
  ['wu.zongcai', '吴总裁办', 6, '职员', []],
  ['zheng.xinxi', '郑信息', 7, '职员', []],
  ['feng.shenji', '冯审计', 5, '职员', []],
  ['chen.gonghui', '陈工会', 5, '职员', []],
  ['chu.baohu', '褚保护', 5, '职员', []],
  ['xu.zongcai', '许总裁', 5, '总裁', []],
] as const;

/** Hires whoever the small company lacks for all the roles. */
export async function hireCast(tenant: Pick<Tenant, 'addDepartment' | 'hire'>): Promise<void> {
  await tenant.addDepartment({ id: 6, name: '总裁办' });
  await tenant.addDepartment({ id: 7, name: '信息部' });
  for (const [userid, name, department, position, leaderIn] of COLLEAGUES)
    await tenant.hire({ userid, name, department, position, leaderIn: [...leaderIn] });
}

/** Gives the roles that no policy names. */
export async function grantByName({ corp, deps, inCorp }: House): Promise<void> {
  const keys = await deps.keys.of(corp);
  await inCorp(async (tx) => {
    const at = await nowIn(tx);
    for (const role of ['auditor', 'union-observer', 'privacy-officer'] as const) {
      const { personId } = await tx.account.findFirstOrThrow({ where: { userid: PLAYED_BY[role], until: null } });
      const wanted = { personId, role, endsAt: new Date('2026-12-31T16:00:00Z'), reason: '测试' };
      expect(await grantRole(tx, { corp, keys, at, by: 'li.renshi' }, wanted)).toBe('done');
    }
  });
}
