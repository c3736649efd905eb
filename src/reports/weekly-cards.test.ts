import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTalkingHouse, type TalkingHouse } from '../../test/responses/talking-house.ts';
import { openContent } from '../notices/sealed.ts';
import type { Report } from './report.ts';
import { weekInWords } from './week-words.ts';
import { sendWeekly } from './weekly-cards.ts';

describe('the card of a week', () => {
  const answers = (met: number, missed: number): Report['answers'] => [
    { instance: 'a', clause: '一', clock: 'acknowledge', met, late: 0, missed, uncounted: 2, minutes: null },
  ];
  const report = (over: Partial<Report>): Report => ({
    from: new Date(0),
    until: new Date(1),
    people: null,
    answers: [],
    cases: [],
    seen: [{ instance: 'a', groupHours: 40, seenHours: 30 }],
    decisions: { confirmed: 0, waived: 0, reversed: 0 },
    ...over,
  });
  const valuesOf = (over: Partial<Report>) =>
    weekInWords(report(over), { monday: '2026-11-23' }, null).rows.map(({ value }) => value);

  test.each([
    ['six of eight', { answers: answers(6, 2) }, ['6/8 = 75%', '0', '0', '—']],
    ['a share of four would be about somebody', { answers: answers(3, 1) }, ['<5', '0', '0', '—']],
    ['nothing is no rate', {}, ['—', '0', '0', '—']],
    [
      'matters',
      { cases: [{ instance: 'a', clause: '一', opened: 7, closed: 6, byThemselves: 5, waiting: 1 }] },
      ['—', '7', '1', '5/6 = 83.3%'],
    ],
  ] as const)('%s', (_, over, values) => {
    expect(valuesOf(over)).toEqual(values);
  });

  test('says how much could be seen, and whose it is', () => {
    const { text } = weekInWords(report({}), { monday: '2026-11-23' }, '示例部');
    expect(text).toEqual({
      zh: '示例部，11-23–11-29。看得到的时间占 75%；看不到的不计。另有 0 件因请假、班次不明等不计。',
      en: '示例部, 11-23–11-29. Seen for 75% of the time; what could not be seen is not counted. 0 more are not counted: leave, unknown shifts.',
    });
  });
});

describe('on Monday morning', () => {
  let open: TalkingHouse;
  let written: number;
  const at = async (time: string): Promise<void> => {
    await open.readUpTo(time);
    await open.house.until(`2026-${time}:00+08:00`);
    await open.house.idle();
  };
  beforeAll(async () => {
    open = await openTalkingHouse({ pages: 'open' });
    await at('11-26 10:01');
    await open.hear({ id: 'w1', from: 'sun.jingli', at: '11-26 10:00', text: '@营销策划部-钱销售 请今天把报表发我' });
    await at('11-26 11:00');
    const { corp, deps, inCorp } = open.house;
    const monday = {
      corp,
      keys: await deps.keys.of(corp),
      at: new Date('2026-11-30T09:05:00+08:00'),
      timeZone: 'Asia/Shanghai',
      place: deps.config.corps.get(corp),
    };
    written = await inCorp((tx) => sendWeekly(tx, monday));
  }, 90_000);
  afterAll(() => open.house.close());

  test('HR has one card about all; no head of fewer than five has one', async () => {
    const cards = await open.notices('private');
    expect([written, cards.map(({ toUserid }) => toUserid)]).toEqual([1, ['li.renshi']]);
    const [card] = cards;
    const keys = await open.house.deps.keys.of(open.house.corp);
    expect(card && openContent(keys, card.id, card.content ?? '').page?.url).toMatch(/\/h5\/shifan\/week$/);
  });
});
