import { beforeAll, describe, expect, test } from 'vitest';
import { type Outbox, openOutbox } from '../../test/builders/outbox.ts';
import { newId } from '../ids.ts';
import type { Plain } from '../notices/content.ts';
import { openContent } from '../notices/sealed.ts';
import { sendDaily } from './daily-cards.ts';
import { dayInWords } from './day-words.ts';
import type { Report } from './report.ts';
import { sendWeekly } from './weekly-cards.ts';

const report = (over: Partial<Report>): Report => ({
  from: new Date(0),
  until: new Date(1),
  people: 9,
  answers: [],
  cases: [],
  seen: [{ instance: 'a', groupHours: 40, seenHours: 30 }],
  decisions: { confirmed: 0, waived: 0, reversed: 0 },
  ...over,
});
const answers = (met: number, late: number, missed: number): Report['answers'] => [
  { instance: 'a', clause: '一', clock: 'acknowledge', met, late, missed, uncounted: 2, minutes: null },
];
const cases: Report['cases'] = [{ instance: 'a', clause: '一', opened: 3, closed: 2, byThemselves: 2, waiting: 4 }];
const DAY = { first: '2026-11-26', last: '2026-11-26' };

describe('the words of a day', () => {
  test('say what came, ended and waits, and of the answers both numbers and what was seen', () => {
    expect(dayInWords(report({ answers: answers(6, 1, 1), cases }), DAY, ['示例部'])).toMatchInlineSnapshot(`
      {
        "quote": null,
        "rows": [
          {
            "name": {
              "en": "In time",
              "zh": "按时应答",
            },
            "value": "6/8 = 75%",
          },
          {
            "name": {
              "en": "New",
              "zh": "新增事项",
            },
            "value": "3",
          },
          {
            "name": {
              "en": "Ended",
              "zh": "结束事项",
            },
            "value": "2",
          },
          {
            "name": {
              "en": "Open",
              "zh": "未结事项",
            },
            "value": "4",
          },
        ],
        "text": {
          "en": "示例部, 11-26. 1 late, 1 missed. Seen for 75% of the time; what could not be seen is not counted. 2 more are not counted: leave, unknown shifts.",
          "zh": "示例部，11-26。逾期后答 1 件，未答 1 件。看得到的时间占 75%；看不到的不计。另有 2 件因请假、班次不明等不计。",
        },
        "title": {
          "en": "The last day",
          "zh": "本部门昨日情况",
        },
      }
    `);
  });

  test('say nothing of fewer than five answers, and name the days and departments that they are of', () => {
    const days = { first: '2026-11-23', last: '2026-11-25' };
    const { text, rows } = dayInWords(report({ answers: answers(3, 0, 1) }), days, ['示例部', '样本部']);
    expect(rows.map(({ value }) => value)).toEqual(['<5', '0', '0', '0']);
    expect(text).toMatchInlineSnapshot(`
      {
        "en": "示例部 and 1 more, 11-23–11-25. Seen for 75% of the time; what could not be seen is not counted. 2 more are not counted: leave, unknown shifts.",
        "zh": "示例部等 2 个部门，11-23–11-25。看得到的时间占 75%；看不到的不计。另有 2 件因请假、班次不明等不计。",
      }
    `);
  });
});

// 营销策划部 has nine people, 行政人事部 two of whom one is HR; both have a head. It is Friday.
describe('on a Friday at five past nine', () => {
  const FRIDAY = '2026-11-27T09:05:00+08:00';
  const THURSDAY = new Date('2026-11-26T10:00:00+08:00');

  async function openHouse(startAt = '2026-11-26T10:00:00+08:00'): Promise<Outbox> {
    const outbox = await openOutbox(startAt);
    const sellers = [1, 2, 3, 4, 5].map((n) => ({ userid: `xiao.shou${n}`, name: `销售示例${n}` }));
    await outbox.hire([...sellers, { userid: 'zongjian.shili', name: '总监示例' }]);
    await lead(outbox, 2, ['zongjian.shili']);
    await lead(outbox, 3, ['renshi.shili']);
    return outbox;
  }
  const lead = (outbox: Outbox, departmentId: number, leaders: string[]) =>
    outbox.inCorp((tx) =>
      tx.departmentState.updateMany({ where: { corp: outbox.corp, departmentId }, data: { leaders } }),
    );
  const send = async (outbox: Outbox, at = FRIDAY) => {
    await outbox.setClock(at);
    const keys = await outbox.keys();
    const place = { slug: outbox.corp, pages: { origin: 'https://pages.shili.example' } } as never;
    return outbox.inCorp((tx) =>
      sendDaily(tx, { corp: outbox.corp, keys, at: new Date(at), timeZone: 'Asia/Shanghai', place }),
    );
  };
  const cardsOf = async (outbox: Outbox) => {
    const keys = await outbox.keys();
    return (await outbox.notices())
      .filter(({ kind }) => kind === 'private')
      .map(({ id, toUserid, content }) => ({ to: toUserid, content: openContent(keys, id, content ?? '') }));
  };
  const rowsOf = (plain: Plain | null | undefined) => plain?.rows.map(({ value }) => value);
  /** Somebody was waited for until Thursday noon. */
  const awaited = (outbox: Outbox, userid: string, state: string, due = '2026-11-26T12:00:00+08:00') =>
    outbox.inCorp((tx) =>
      tx.obligation.create({
        data: {
          corp: outbox.corp,
          id: newId(),
          key: newId(),
          chatId: 'wr-1',
          policySlug: 'chongqing-industrial',
          policyVersion: 1,
          rule: 'response/task',
          instance: 'half-an-hour',
          clause: '示例回复',
          level: 'remind',
          opens: 'task',
          asker: 'guanli.shili',
          spokenBy: 'guanli.shili',
          awaited: [userid],
          messages: [newId()],
          openedAt: THURSDAY,
          certainty: 'sure',
          saidWhen: 'in-hours',
          acknowledgeState: state,
          acknowledgeDueAt: new Date(due),
          proofs: [],
          foundAt: THURSDAY,
          changedAt: THURSDAY,
          digest: 'x',
        },
      }),
    );

  describe('who is told what', () => {
    let outbox: Outbox;
    let written: number;
    beforeAll(async () => {
      outbox = await openHouse();
      await outbox.openCase({ subject: 'member:xiao.shou1' });
      await outbox.openCase({ subject: 'member:xiao.shou2', closedAt: THURSDAY, state: 'closed' });
      await outbox.openCase({ subject: 'member:renshi.shili' });
      for (const [at, state] of ['met', 'met', 'met', 'met', 'late', 'missed'].entries())
        await awaited(outbox, `xiao.shou${(at % 5) + 1}`, state);
      await awaited(outbox, 'renshi.shili', 'missed');
      await awaited(outbox, 'xiao.shou1', 'missed', '2026-11-25T12:00:00+08:00');
      written = await send(outbox);
    });

    test('one card: to the head of nine; HR has its digest, and two are too few', async () => {
      expect([written, (await cardsOf(outbox)).map(({ to }) => to)]).toEqual([1, ['zongjian.shili']]);
    });

    test('it counts what was his people’s on Thursday, and nobody else’s', async () => {
      const [card] = await cardsOf(outbox);
      expect(rowsOf(card?.content.plain)).toEqual(['4/6 = 66.7%', '2', '1', '1']);
      expect(card?.content.plain?.text.zh).toMatch(/^营销策划部，11-26。逾期后答 1 件，未答 1 件。/);
    });

    test('it names nobody, and leads to the week of his own people', async () => {
      const [card] = await cardsOf(outbox);
      expect(JSON.stringify(card?.content)).not.toMatch(/示例\d|xiao\.shou/);
      expect(card?.content.page?.url).toMatch(/\/h5\/[\w-]+\/week\/own\?week=2026-11-26$/);
    });

    test('it goes out when the policy tells, and costs nothing of anybody’s messages', async () => {
      await outbox.setClock('2026-11-27T20:30:00+08:00');
      await outbox.deliver();
      expect(outbox.phones.shownTo('zongjian.shili')).toEqual([]);
      await outbox.setClock('2026-11-30T08:31:00+08:00');
      await outbox.deliver();
      expect(outbox.phones.shownTo('zongjian.shili')).toHaveLength(1);
    });
  });

  test.each([
    ['nothing but what waits since Wednesday', (outbox: Outbox) => outbox.openCase({ subject: 'member:xiao.shou1' })],
    [
      'four answers, of which a share would be about somebody',
      async (outbox: Outbox) => {
        for (const n of [1, 2, 3, 4]) await awaited(outbox, `xiao.shou${n}`, 'missed');
      },
    ],
    [
      'what was answered on Wednesday',
      async (outbox: Outbox) => {
        for (const n of [1, 2, 3, 4, 5]) await awaited(outbox, `xiao.shou${n}`, 'met', '2026-11-25T12:00:00+08:00');
      },
    ],
    ['a case of another department', (outbox: Outbox) => outbox.openCase({ subject: 'member:renshi.shili' })],
  ])('%s: no card', async (_, happens) => {
    const outbox = await openHouse('2026-11-25T10:00:00+08:00');
    await happens(outbox);
    expect(await send(outbox)).toBe(0);
  });

  test('on Monday what came on Friday is left to the card of the week', async () => {
    const outbox = await openHouse('2026-11-27T10:00:00+08:00');
    await outbox.openCase({ subject: 'member:xiao.shou1' });
    expect(await send(outbox, '2026-11-30T09:05:00+08:00')).toBe(0);
    const keys = await outbox.keys();
    const monday = new Date('2026-11-30T09:05:00+08:00');
    await outbox.inCorp((tx) => sendWeekly(tx, { corp: outbox.corp, keys, at: monday, timeZone: 'Asia/Shanghai' }));
    const told = (await cardsOf(outbox)).filter(({ to }) => to === 'zongjian.shili');
    expect(told.map(({ content }) => content.plain?.title.zh)).toEqual(['上周情况']);
  });

  test('who leads two departments has one card about both, in which nobody counts twice', async () => {
    const outbox = await openHouse();
    const servants = [1, 2, 3, 4, 5].map((n) => ({ userid: `ke.fu${n}`, name: `客服示例${n}`, department: 3 }));
    await outbox.hire(servants);
    await lead(outbox, 3, ['zongjian.shili']);
    await outbox.openCase({ subject: 'member:ke.fu1' });
    await outbox.openCase({ subject: 'member:xiao.shou1' });
    expect(await send(outbox)).toBe(1);
    const [card] = await cardsOf(outbox);
    expect(rowsOf(card?.content.plain)).toEqual(['—', '2', '0', '2']);
    expect(card?.content.plain?.text.zh).toMatch(/^营销策划部等 2 个部门，11-26。/);
  });
});
