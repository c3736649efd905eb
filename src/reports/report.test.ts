import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTalkingHouse, type TalkingHouse } from '../../test/responses/talking-house.ts';
import { readSheet } from '../register/sheet/sheet.ts';
import { type Report, readReport } from './report.ts';
import { answerRows, caseRows } from './rows.ts';
import { weekOf } from './week.ts';

// One task answered after twelve working minutes, one never: a week as HR reads it.

let open: TalkingHouse;
const { from, until } = weekOf('2026-11-26', 'Asia/Shanghai');

const at = async (time: string): Promise<void> => {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
};
const asks = (id: string, time: string) => ({
  id,
  from: 'sun.jingli',
  at: time,
  text: '@营销策划部-钱销售 请今天把报表发我',
});
const reportOf = (people: readonly string[] | null, span = { from, until }): Promise<Report> =>
  open.house.inCorp((tx) =>
    readReport(tx, open.house.corp, {
      ...span,
      people: people?.map((userid) => ({ userid, personId: '00000000-0000-4000-8000-000000000000' })) ?? null,
    }),
  );

beforeAll(async () => {
  open = await openTalkingHouse();
  await at('11-26 10:01');
  await open.hear(asks('r1', '11-26 10:00'), {
    id: 'r2',
    from: 'qian.xiaoshou',
    at: '11-26 10:12',
    text: '@营销策划部-孙经理 收到',
  });
  await at('11-26 10:40');
  await open.hear(asks('r3', '11-26 14:00'));
  await at('11-26 16:00');
}, 90_000);
afterAll(() => open.house.close());

describe('the answers of a week', () => {
  test('one of two in time, with the minutes of the one that came', async () => {
    const { answers } = await reportOf(null);
    expect(answers).toEqual([
      {
        instance: 'half-an-hour',
        clause: '示例回复',
        clock: 'acknowledge',
        met: 1,
        late: 0,
        missed: 1,
        uncounted: 0,
        minutes: { p50: 12, p90: 12, answered: 1 },
      },
    ]);
  });

  test('are his who was waited for, and nobody else’s', async () => {
    expect((await reportOf(['qian.xiaoshou'])).answers).toHaveLength(1);
    expect((await reportOf(['zhao.shiyong'])).answers).toEqual([]);
  });

  test('fall into the week in which the time ended', async () => {
    expect((await reportOf(null, weekOf('2026-11-19', 'Asia/Shanghai'))).answers).toEqual([]);
  });

  test('come as rows with how much was seen; of fewer than five nothing is said, as on the page', async () => {
    const [, row = []] = answerRows(await reportOf(null));
    expect(row.slice(0, 11)).toEqual(['示例回复', 'half-an-hour', '确认', '<5', '<5', '<5', '<5', '<5', '0', '—', '—']);
    expect(row[11]).toMatch(/^\d+(\.\d)?%$/);
  });
});

test('the miss is a case that waits; nothing ended by itself', async () => {
  const report = await reportOf(null);
  const [, row = []] = caseRows({
    ...report,
    cases: report.cases.filter(({ instance }) => instance === 'half-an-hour'),
  });
  expect(row.slice(0, 7)).toEqual(['示例回复', 'half-an-hour', '1', '0', '0', '—', '1']);
  expect(report.decisions).toEqual({ confirmed: 0, waived: 0, reversed: 0 });
});

test('how much a rule saw is never more than there was', async () => {
  const { seen } = await reportOf(null);
  expect(seen.length).toBeGreaterThan(0);
  for (const one of seen) expect(one.seenHours).toBeLessThanOrEqual(one.groupHours);
});

describe('of five or more', () => {
  const many = { instance: 'i', clause: 'c', clock: 'result', uncounted: 1 } as const;
  test.each([
    [5, ['4', '5', '80%', '0', '1', '1', '3', '9']],
    [4, ['4', '5', '80%', '0', '1', '1', '—', '—']],
  ])('the rate stands beside both of its numbers; minutes of %i', (answered, says) => {
    const minutes = { p50: 3, p90: 9, answered };
    const [, row = []] = answerRows({ answers: [{ ...many, met: 4, late: 0, missed: 1, minutes }], seen: [] });
    expect(row.slice(3, 11)).toEqual(says);
  });

  test.each([
    [5, ['4', '80%']],
    [4, ['<5', '<5']],
    [0, ['4', '—']],
  ])('%i cases that ended', (closed, says) => {
    const one = { instance: 'i', clause: 'c', opened: 9, closed, byThemselves: 4, waiting: 1 };
    const [, row = []] = caseRows({ cases: [one], seen: [] });
    expect(row.slice(4, 6)).toEqual(says);
  });
});

describe('report', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'qungui-report-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const asked = ['report', '--week', '2026-11-26'];
  const taken = ['--by', 'li.renshi', '--purpose', 'board-meeting'];

  test('prints both tables, for everybody and for a department', async () => {
    const { exit, out } = await open.run(...asked);
    expect([exit, out]).toEqual([
      0,
      expect.stringMatching(/week of 2026-11-23\n条款 [\s\S]*<5[\s\S]*decided: 0 confirmed/),
    ]);
    const root = await open.json(...asked, '--department', '1');
    expect(root.answers).toHaveLength(1);
  });

  test.each(['csv', 'xlsx'] as const)('writes a .%s without a formula; the trail says who took it', async (as) => {
    const to = join(folder, `week.${as}`);
    expect((await open.run(...asked, ...taken, '--to', to)).exit).toBe(0);
    const { rows } = readSheet(readFileSync(to));
    expect(rows[1]?.slice(0, 6)).toEqual(['示例回复', 'half-an-hour', '确认', '<5', '<5', '<5']);
    expect(await open.house.trail('report-exported')).toContainEqual(
      expect.objectContaining({ what: 'report-answers', rows: 1, purpose: 'board-meeting' }),
    );
    expect((await open.run(...asked, ...taken, '--to', to)).exit).toBe(2);
  });

  test('what is over an existing file is not in the trail as taken', async () => {
    const before = (await open.house.trail('report-exported')).length;
    await open.run(...asked, ...taken, '--to', join(folder, 'week.csv'));
    expect(await open.house.trail('report-exported')).toHaveLength(before);
  });

  test.each([
    [['--week', 'yesterday'], 'Write a day as'],
    [['--department', '999'], 'no department'],
    [['--to', 'x.pdf'], '.xlsx'],
    [['--to', 'x.csv'], 'who takes'],
  ])('%j is wrong use', async (words, says) => {
    const { exit, err } = await open.run('report', ...words);
    expect([exit, err]).toEqual([2, expect.stringContaining(says)]);
  });
});
