import type { Tx } from '../../db/client.ts';
import type { AuditCheck } from '../../db/generated/client.ts';
import type { Corp } from '../../ids.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { headReaders, namedNow } from '../../review/head-readers.ts';
import { policiesInForce } from '../../review/policies.ts';
import { w } from '../../wecom/errcodes/entry.ts';
import { type Check, type Finding, fails, found, warns } from '../check.ts';

/** It is verified every hour. */
const LATE_MS = 3 * 3_600_000;

/** Whether the audit trail verified when it was last looked at, and whether people outside the database keep its head. */
export const trail: Check = {
  id: 'trail',
  title: w('审计记录', 'audit trail'),
  async look({ deps, corp: { slug }, at }) {
    const { check, readers } = await deps.db.withCorp(slug, async (tx) => ({
      check: await tx.auditCheck.findUnique({ where: { corp: slug } }),
      readers: await readersNow(tx, slug, at),
    }));
    const people = readers === 'no policy' ? [] : unread(readers);
    if (!check)
      return found(w('还没核对过，一小时内会核对', 'not verified yet; it will be within the hour'), ...people);
    const says = w(`已核对到第 ${check.seq} 条`, `verified up to record ${check.seq}`);
    return found(says, ...broken(check), ...late(check, at), ...people);
  },
};

/** Before a policy is in force nobody has an office yet. */
async function readersNow(tx: Tx, corp: Corp, at: Date): Promise<number | 'no policy'> {
  const policies = await policiesInForce(tx, corp, at);
  if (policies.length === 0) return 'no policy';
  const directory = await directoryOf(tx, corp, at.getTime());
  return headReaders(policies, directory, await namedNow(tx, corp, directory, at)).length;
}

function broken({ brokenAt, fault }: AuditCheck): Finding[] {
  if (brokenAt === null) return [];
  return [
    fails({
      what: w(`第 ${brokenAt} 条对不上（${fault}）`, `record ${brokenAt} does not verify (${fault})`),
      why: w(
        '有人绕过系统改过数据库，或恢复了旧的数据。',
        'Somebody changed the database past the service, or older data was put back.',
      ),
      where: w(
        '不要再动数据库，告诉审计；用 audit verify --head 和收到的存证消息核对',
        'Leave the database as it is, tell the auditor, and compare with audit verify --head and the messages people kept',
      ),
      paste: ['npm run qungui -- audit verify'],
    }),
  ];
}

function late({ checkedAt }: AuditCheck, at: Date): Finding[] {
  if (at.getTime() - checkedAt.getTime() <= LATE_MS) return [];
  return [
    warns({
      what: w('三小时没有核对过', 'not verified for three hours'),
      why: w('后台进程每小时核对一次；它没有在跑，或没有跑完。', 'Workers do it every hour; none runs, or none ends.'),
      where: w('看后台进程的日志', 'Read the log of the workers'),
    }),
  ];
}

function unread(readers: number): Finding[] {
  if (readers > 0) return [];
  return [
    warns({
      what: w('没有人收存证消息', 'nobody is told the head of the trail'),
      why: w(
        '数据库之外没有留底，整条记录被重写也看不出来。',
        'Nothing is kept outside the database, so a trail that was written anew as a whole would not show.',
      ),
      where: w(
        '在「角色」页面指定审计或个人信息保护负责人，或在制度里写明 hr 是谁；不能是 it 的人',
        'Name an auditor or privacy officer on the page Roles, or who is hr in the policy; nobody of it',
      ),
    }),
  ];
}
