import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSheet } from '../../src/register/sheet/sheet.ts';
import { openSmallHouse } from '../small-house.ts';

/** Who keeps the register. */
export const by = ['--by', 'li.renshi'] as const;

const SHEET = [
  ['群名', '群形态', '群类型', '归属部门', '群主', '审批人', '审批编号', '审批日期'],
  ['示范高管沟通群', '内部群', '', '行政人事部', '孙示例', '总裁', '〔2019〕3号', '2019-03-01'],
  ['示范周末群', '内部群', '', '', '孙示例', '', '', ''],
  ['示范老客户微信群', '微信群', '', '', '孙示例', '', '', ''],
  ['示范花园营销二群', '微信群', '', '', '孙示例', '', '', ''],
  ['示范旧群', '内部群', '', '', '钱销售', '', '', ''],
  ['示范无主群', '部门群', '', '', '', '', '', ''],
];

/** The small company with its old groups in the register, a minute before somebody asks their owners what they are for. */
export async function openOldGroups() {
  const { house, world, run, json } = await openSmallHouse({ startAt: '2026-11-24T08:40:00+08:00' });
  const dir = mkdtempSync(join(tmpdir(), 'qungui-round-'));
  const cardsOf = (userid: string) => house.tenant.inbox(userid).filter(({ kind }) => kind === 'multiple_interaction');
  /** What a card of an owner shows by now: below its title, on its button, and in its questions. */
  const drawn = (userid: string, place = 0) => {
    const { card, greyed } = cardsOf(userid)[place] ?? {};
    const chosen = card?.select_list?.map(({ selected_id, disable, option_list }) => [
      option_list?.find(({ id }) => id === selected_id)?.text,
      disable ? 'fixed' : 'open',
    ]);
    return { desc: card?.main_title?.desc, greyed, chosen };
  };
  const lines = async (): Promise<{ name: string; id: string; state: string; kind: string | null }[]> =>
    (await json('inventory', 'show')).lines;
  const lineOf = async (name: string) => {
    const line = (await lines()).find((one) => one.name === name);
    if (!line) throw new TypeError(`no line ${name}`);
    return line;
  };
  const tasks = async (name: string) => (await house.allCases()).filter(({ instance }) => instance === name);
  const trail = (kind: string) =>
    house.inCorp(async (tx) => {
      const rows = await tx.auditRecord.findMany({ where: { corp: house.corp, kind }, orderBy: { seq: 'asc' } });
      const bodies = await tx.auditBody.findMany({
        where: { corp: house.corp, seq: { in: rows.map(({ seq }) => seq) } },
      });
      return bodies.map(({ body }) => JSON.parse(body));
    });
  const file = join(dir, 'old.csv');
  writeFileSync(file, writeSheet(SHEET, { as: 'csv', encoding: 'gbk' }).bytes);
  await run('groups', 'import', file, ...by);
  const close = async (): Promise<void> => {
    await house.close();
    rmSync(dir, { recursive: true });
  };
  return { house, world, run, dir, json, cardsOf, drawn, lineOf, tasks, trail, close };
}

export type OldGroups = Awaited<ReturnType<typeof openOldGroups>>;
