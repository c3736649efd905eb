import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Line, openTalkingHouse, type TalkingHouse } from './talking-house.ts';

const CLAUSE = `clauses:
  - id: 示例内容
    title: { zh: 内容, en: Content }
    text: { zh: 不刷屏，少发语音。, en: "No floods, few voice messages." }
    strength: binding
    evidence: archive
    checkedBy: [no-floods, few-voices, no-numbers, notices, questions, customers, when-asked]
`;
const use = (name: string, rule: string, settings: string): string =>
  `  ${name}: { rule: ${rule}, clause: 示例内容, kinds: [marketing], level: remind, grace: 1 working day, settings: ${settings} }\n`;
const RULES = [
  use(
    'no-floods',
    'content/flood',
    '{ flood: { most: 3, withinMinutes: 5 }, repeats: { most: 2, withinMinutes: 30 }, longest: 40 }',
  ),
  use('few-voices', 'content/voice-share', '{ from: 4, percent: 50, every: day }'),
  use('no-numbers', 'content/personal-data', '{ kinds: [id-card, bank-card] }'),
  use('notices', 'response/notice', '{ from: [marketing-manager], answer: { within: 1 hour } }'),
  use('questions', 'response/question', '{ answer: { within: 2 hours } }'),
  use('customers', 'response/customer', '{ servedBy: marketing-planners, answer: { within: 30 minutes } }'),
  use('when-asked', 'response/only-when-asked', '{ from: [marketing-manager] }'),
].join('');

let open: TalkingHouse;
beforeAll(async () => {
  open = await openTalkingHouse({
    amend: (policy) => policy.replace(/^clauses:\n/m, CLAUSE).replace(/^rules:\n/m, `rules:\n${RULES}`),
  });
}, 60_000);
afterAll(() => open.house.close());

const [BOSS, HE] = ['sun.jingli', 'qian.xiaoshou'];
const said = (id: string, from: string, at: string, text: string, more: object = {}): Line => ({
  id,
  from,
  at,
  text,
  ...more,
});
const voice = (id: string, at: string): Line =>
  said(id, HE, at, '', { msgtype: 'voice', voice: { voice_size: 9, play_length: 3, md5sum: id } });
const recall = (id: string, of: string, at: string): Line =>
  said(id, HE, at, '', { action: 'recall', msgtype: 'revoke', revoke: { pre_msgid: of } });

/** A day: tasks, a notice, answers, recalls; a burst of which one message is taken back, the same again, voices, a long one. */
const DAY: readonly Line[] = [
  said('a1', BOSS, '11-27 09:30', '@营销策划部-钱销售 请今天发报表'),
  said('a2', HE, '11-27 09:50', '收到'),
  said('a3', BOSS, '11-27 10:00', '@营销策划部-钱销售 请今天再发一份名单'),
  said('b1', HE, '11-27 11:00', '一'),
  said('b2', HE, '11-27 11:01', '二'),
  said('b3', HE, '11-27 11:02', '三'),
  said('b4', HE, '11-27 11:03', '四'),
  said('b5', HE, '11-27 11:04', '五'),
  recall('b6', 'b3', '11-27 11:05'),
  said('c1', HE, '11-27 13:40', '请填表'),
  said('c2', HE, '11-27 13:45', '请填表'),
  said('c3', HE, '11-27 13:50', '请填表'),
  voice('d1', '11-27 14:10'),
  voice('d2', '11-27 14:20'),
  voice('d3', '11-27 14:30'),
  voice('d4', '11-27 14:40'),
  voice('d5', '11-27 14:50'),
  voice('d6', '11-27 15:00'),
  voice('d7', '11-27 15:10'),
  voice('d8', '11-27 15:20'),
  voice('d9', '11-27 15:30'),
  said('e1', BOSS, '11-27 15:31', '【通知】周一例会改到十点，收到请回复'),
  said('e2', HE, '11-27 15:40', '收到，身份证 11010519491231002X'),
  said('f1', BOSS, '11-27 16:00', '长'.repeat(41)),
];

/** What stands at the end: who was waited for, what was found, which cases are open. Nothing of when it was learned, or in which order. */
async function standing() {
  const { corp, inCorp, openCases } = open.house;
  const rows = (await open.rows()).filter(({ cancelled }) => cancelled !== 'gone');
  const hits = await inCorp((tx) =>
    tx.contentHit.findMany({
      where: { corp, goneAt: null },
      orderBy: [{ saidAt: 'asc' }, { messageId: 'asc' }, { instance: 'asc' }, { place: 'asc' }],
    }),
  );
  const cases = (await openCases()).filter(({ rule }) => /^(?:response|content)\//.test(rule));
  return {
    waited: rows.map(({ instance, messages, acknowledgeState, acknowledgeEndedAt, bestProof, cancelled }) => [
      instance,
      messages,
      acknowledgeState,
      acknowledgeEndedAt?.toISOString(),
      bestProof,
      cancelled,
    ]),
    hits: hits.map(({ messageId, instance, says, detail }) => [messageId, instance, says, detail]),
    cases: cases.map(({ instance, subject, window, says }) => `${instance} ${subject} ${window} ${says}`).sort(),
  };
}

async function forget(): Promise<void> {
  const { corp, inCorp } = open.house;
  await inCorp(async (tx) => {
    await tx.contentHit.deleteMany({ where: { corp } });
    await tx.message.deleteMany({ where: { corp } });
    await tx.messageRecall.deleteMany({ where: { corp } });
    await tx.obligation.deleteMany({ where: { corp } });
    await tx.case.deleteMany({
      where: { corp, OR: [{ rule: { startsWith: 'response/' } }, { rule: { startsWith: 'content/' } }] },
    });
  });
}

/** The lines in an order, in batches of these sizes. */
async function play(order: readonly Line[], sizes: readonly number[]): Promise<void> {
  let [from, nth] = [0, 0];
  while (from < order.length) {
    const size = sizes[nth % sizes.length] ?? order.length;
    await open.hear(...order.slice(from, from + size));
    [from, nth] = [from + size, nth + 1];
  }
}

test('one day in any order, in batches of any size, ends in the same rows', async () => {
  await open.readUpTo('11-27 17:00');
  await open.house.until('2026-11-27T17:00:00+08:00');
  await open.readUpTo('11-27 17:00');
  await play(DAY, [DAY.length]);
  const once = await standing();
  expect(once.hits.map(([id, instance, says]) => `${id} ${instance} ${says}`)).toEqual([
    'b5 no-floods flood',
    'c3 no-floods repeat',
    'd9 few-voices mostly-voice',
    'e2 no-numbers shown',
    'e2 personal-data shown',
    'f1 no-floods long',
  ]);
  expect(once.waited.length).toBeGreaterThan(2);
  const orders = fc.tuple(
    fc.shuffledSubarray([...DAY], { minLength: DAY.length }),
    fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
  );
  const samples = [
    [DAY, [1]] as const,
    [[...DAY].reverse(), [2]] as const,
    ...fc.sample(orders, { numRuns: 4, seed: 20261127 }),
  ];
  for (const [order, sizes] of samples) {
    await forget();
    await play(order, sizes);
    expect(await standing(), order.map(({ id }) => id).join()).toEqual(once);
  }
}, 240_000);

test('a burst that late data shows to be none is taken back: its find is gone, and whoever was told hears so', async () => {
  await forget();
  const told = ({ id }: Line): boolean => /^b[1-5]$/.test(id);
  await play(
    DAY.filter(({ id }) => id !== 'b5' && told({ id } as Line)),
    [4],
  );
  const cases = async () =>
    (await open.house.allCases())
      .filter(({ instance }) => instance === 'no-floods')
      .map(({ says, closedBecause }) => [says, closedBecause]);
  expect(await cases()).toEqual([['flood', null]]);
  await open.hear(...DAY.filter(({ id }) => id === 'b6'));
  expect(await cases()).toEqual([['flood', 'taken-back']]);
  await open.hear(...DAY.filter(({ id }) => id === 'b5'));
  expect((await standing()).hits.map(([id]) => id)).toEqual(['b5']);
});
