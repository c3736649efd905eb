import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerGroup } from '../../src/groups/register.ts';
import { hearing } from '../../src/hearing/hear.ts';
import { noteNews } from '../../src/hearing/said-anew.ts';
import { importLines, readLines } from '../../src/messages/import-lines.ts';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

// Two groups of the same people, in which the same is said, comes in the same batches, and is taken back. Of one a look reads what is
// new and what can still become otherwise; of the other it is told each time that all is new. Nobody could tell which is which.

const RESULT = ['joins: asker', 'result: { due: stated, within: 1 working day, warnBefore: [1 hour] }'];

let open: TalkingHouse;
let parts: string;
let whole: string;
beforeAll(async () => {
  open = await openTalkingHouse({ settings: RESULT, startAt: '2026-11-23T09:00:00+08:00' });
  [parts, whole] = [await newGroup('示范静园营销群'), await newGroup('示范雅园营销群')];
});
afterAll(() => open.house.close());

async function newGroup(name: string): Promise<string> {
  const { house, world } = open;
  const members = ['qian.xiaoshou', 'zhao.shiyong'];
  const chatId = await house.tenant.createGroup({ name, owner: 'sun.jingli', members });
  const [line] = world.registrations;
  if (line) await registerGroup(house.deps, house.corp, { ...line, chatId }, 'li.renshi');
  await house.idle();
  return chatId;
}

const WHO = ['sun.jingli', 'sun.jingli', 'qian.xiaoshou', 'zhao.shiyong'];
const WORDS = [
  '@钱销售 请今天把报表发我',
  '@钱销售 请整理合同',
  '@钱销售 @赵试用 请整理合同',
  '@赵试用 今天发我',
  '@钱销售 报表',
  '@钱销售 不用了',
  '请 @赵试用 跟进',
  '收到',
  '已完成',
  '因甲方出差，改到12月3日',
  '@孙示例 好的',
  '谢谢',
];

interface Drawn {
  readonly who: string;
  readonly words: string;
  readonly quotes: boolean;
  readonly afterMin: number;
  /** How many batches later than its own it comes; and after how many more it is taken back, if it is. */
  readonly late: number;
  readonly takenBackAfter: number | null;
  readonly on: number;
}

const drawn = fc.record<Drawn>({
  who: fc.constantFrom(...WHO),
  words: fc.constantFrom(...WORDS),
  quotes: fc.constantFrom(false, false, true),
  afterMin: fc.constantFrom(2, 9, 31, 130, 600, 2_000),
  late: fc.constantFrom(0, 0, 0, 1, 2),
  takenBackAfter: fc.constantFrom(null, null, null, null, 0, 1),
  on: fc.nat(),
});

const NAMES: Readonly<Record<string, string>> = {
  'sun.jingli': '孙示例',
  'qian.xiaoshou': '钱销售',
  'zhao.shiyong': '赵试用',
};
const PER_BATCH = 5;
let run = 0;
let nowMs = Date.parse('2026-11-23T09:30:00+08:00');

/** What is told of each group in each batch, and when the batch comes. */
function batchesOf(lines: readonly Drawn[]) {
  run += 1;
  const said: { id: string; atMs: number; line: Drawn; text: string }[] = [];
  for (const line of lines) {
    nowMs += line.afterMin * 60_000;
    const target = line.quotes ? said[line.on % Math.max(1, said.length)] : undefined;
    const quote = target && `这是一条引用/回复消息：\n"${NAMES[target.line.who]}：\n${target.line.words}"\n------\n`;
    said.push({ id: `${run}-${said.length}`, atMs: nowMs, line, text: `${quote ?? ''}${line.words}` });
  }
  const count = Math.ceil(lines.length / PER_BATCH);
  const last = count - 1;
  return Array.from({ length: count }, (_, batch) => {
    const mine = said.slice(batch * PER_BATCH, (batch + 1) * PER_BATCH);
    const comesIn = (nth: number) => Math.min(last, Math.floor(nth / PER_BATCH) + (lines[nth]?.late ?? 0));
    const come = said.filter((_, nth) => comesIn(nth) === batch);
    const gone = said.filter(({ line }, nth) => {
      const after = line.takenBackAfter;
      return after !== null && Math.min(last, comesIn(nth) + after) === batch;
    });
    return { atMs: (mine.at(-1)?.atMs ?? nowMs) + 60_000, come, gone };
  });
}

async function take({ atMs, come, gone }: ReturnType<typeof batchesOf>[number]): Promise<void> {
  const { corp, deps, inCorp, setClock, idle } = open.house;
  await setClock(new Date(atMs).toISOString());
  await readUpTo(atMs);
  await idle(); // time alone has passed
  const line = (roomid: string, id: string, from: string, ms: number, over: object) =>
    JSON.stringify({ msgid: `${roomid}:${id}`, action: 'send', from, tolist: [], roomid, msgtime: ms, ...over });
  const lines = [parts, whole].flatMap((room) => [
    ...come.map(({ id, atMs: ms, line: { who }, text }) =>
      line(room, id, who, ms, { msgtype: 'text', text: { content: text } }),
    ),
    ...gone.map(({ id, line: { who } }) =>
      line(room, `${id}-gone`, who, atMs, {
        action: 'recall',
        msgtype: 'revoke',
        revoke: { pre_msgid: `${room}:${id}` },
      }),
    ),
  ]);
  await allIsNew();
  const { records } = readLines(Buffer.from(lines.join('\n')));
  await importLines(deps, corp, records, hearing(await deps.keys.of(corp)));
  await idle();
  await allIsNew();

  async function allIsNew(): Promise<void> {
    await inCorp((tx) => noteNews(tx, corp, [{ chatId: whole, from: null }], new Date(atMs)));
  }
}

const readUpTo = (ms: number): Promise<void> =>
  open
    .readUpTo(new Date(ms + 8 * 3_600_000 + 120_000).toISOString().slice(5, 16).replace('T', ' '))
    .then(() => undefined);

/** All that there is of a group, without its own ids. */
async function recorded(chatId: string): Promise<unknown> {
  const { corp, inCorp } = open.house;
  const rows = await inCorp(async (tx) => ({
    obligations: await tx.$queryRaw<object[]>`
      select key, instance, asker, awaited, messages, certainty, cancelled, acknowledge_state, acknowledge_due_at, acknowledge_ended_at,
             acknowledge_worked_ms, result_state, result_due_at, result_ended_at, proofs, best_proof, result, from_key,
             closed_at is not null as is_over
      from qungui.obligation where corp = ${corp} and chat_id = ${chatId} order by opened_at, key`,
    told: await tx.$queryRaw<object[]>`
      select o.key, t.clock, t.kind, t.to_userid, t.nth from qungui.obligation_told t
      join qungui.obligation o on o.corp = t.corp and o.id = t.obligation_id
      where t.corp = ${corp} and o.chat_id = ${chatId} order by o.key, t.clock, t.kind, t.to_userid, t.nth`,
    cases: await tx.$queryRaw<object[]>`
      select instance, subject, "window", says, detail, nature, state, closed_because from qungui."case"
      where corp = ${corp} and chat_id = ${chatId} and rule like 'response/%' order by "window", says, number`,
    coverage: await tx.$queryRaw<object[]>`
      select rule, verdict, reason from qungui.coverage
      where corp = ${corp} and chat_id = ${chatId} and until is null order by rule`,
    armed: await tx.$queryRaw<object[]>`
      select kind, date_trunc('minute', due_at) as due_at from qungui.timer
      where corp = ${corp} and subject = ${chatId} and state = 'armed' and kind in ('look-messages', 'obligation-step') order by kind`,
  }));
  return JSON.parse(
    JSON.stringify(rows, (_, one) => (typeof one === 'bigint' ? Number(one) : one)).replaceAll(chatId, 'group'),
  );
}

test('what a look reads of a group in parts ends as if it had read everything each time: matters, cases, tellings, timers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: 4, maxLength: 20 }), async (lines) => {
      for (const batch of batchesOf(lines)) {
        await take(batch);
        expect(await recorded(parts)).toEqual(await recorded(whole));
      }
      nowMs += 26 * 3_600_000;
    }),
    { numRuns: 6, endOnFailure: true, seed: 20_261_123 },
  );
  expect(await open.rows()).not.toEqual([]);
  expect(await open.house.chain()).toMatchObject({ state: 'whole' });
}, 240_000);
