import { appendAudit } from '../../src/audit/append.ts';
import type { Tx } from '../../src/db/client.ts';
import type { Came, Deciding } from '../../src/decisions/deciding.ts';
import { hearWords } from '../../src/decisions/hear-words.ts';
import { loadMatter } from '../../src/decisions/load-matter.ts';
import { stepDecision } from '../../src/decisions/step-decision.ts';
import { newId } from '../../src/ids.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { pressesOn } from './presses.ts';

/** A corp in which people decide: HR has two, one of whom leads nobody; 赵试用 is whom cases are about. */
export async function openCourt(startAt?: string) {
  const outbox = await openOutbox(startAt);
  await outbox.hire([
    { userid: 'renshi.er', name: '人事样本', department: 3 },
    { userid: 'renshi.san', name: '人事三号', department: 3 },
    { userid: 'lu.ren', name: '路人示例', department: 2 },
  ]);
  /** Runs a use case as its doors do: the entries go into the trail with it. */
  const act = <T extends Came<string>>(work: (tx: Tx, deciding: Deciding) => Promise<T>): Promise<T> =>
    outbox.inCorp(async (tx, at) => {
      const keys = await outbox.keys();
      const came = await work(tx, { corp: outbox.corp, keys, at });
      await appendAudit(tx, outbox.corp, keys, at, came.entries);
      return came;
    });
  const file = (caseId: string) =>
    outbox.inCorp(async (tx, at) => {
      const found = await loadMatter(tx, { corp: outbox.corp, keys: await outbox.keys(), at }, caseId);
      if (!found) throw new Error('there is no such case');
      return found;
    });
  const openMatter = (over: Parameters<Outbox['openCase']>[0] = {}) =>
    outbox.openCase({ subject: 'member:zhao.shiyong', state: 'escalated', level: 'propose', ...over });
  /** Somebody writes to the app; answers what the app says back. */
  const write = async (userid: string, answer: string): Promise<string | null> => {
    const before = outbox.phones.shownTo(userid).length;
    const outcome = await hearWords(outbox.deps, outbox.corp, { userid, answer });
    if (outcome === 'nothing') return null;
    await outbox.deliver();
    return outbox.phones
      .shownTo(userid)
      .slice(before)
      .map(({ text }) => text ?? '')
      .join('\n');
  };
  const step = (caseId: string) =>
    act(async (tx, deciding) => ({ outcome: 'done', entries: await stepDecision(tx, deciding, caseId) }));
  /** Somebody is shown otherwise from now on. */
  const change = (
    name: string,
    data: Partial<{ status: number; departments: number[]; leaderIn: number[]; position: string }>,
  ) =>
    outbox.inCorp(async (tx, at) => {
      const now = await tx.personState.findFirstOrThrow({ where: { corp: outbox.corp, name, until: null } });
      await tx.personState.updateMany({ where: { corp: outbox.corp, id: now.id }, data: { until: at } });
      const mainDepartment = data.departments?.[0] ?? now.mainDepartment;
      await tx.personState.create({ data: { ...now, ...data, mainDepartment, id: newId(), since: at } });
    });
  /** A department is led by these from now on. */
  const leadBy = (departmentId: number, leaders: string[]) =>
    outbox.inCorp(async (tx, at) => {
      const where = { corp: outbox.corp, departmentId, until: null };
      const now = await tx.departmentState.findFirstOrThrow({ where });
      await tx.departmentState.updateMany({ where, data: { until: at } });
      await tx.departmentState.create({ data: { ...now, leaders, id: newId(), since: at } });
    });
  return { outbox, change, leadBy, act, file, openMatter, write, step, ...pressesOn(outbox) };
}

export type Court = Awaited<ReturnType<typeof openCourt>>;
