import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Conversation } from '../../src/events/conversation.ts';
import type { Message } from '../../src/events/message.ts';
import { judgeObligations, type Obligation } from '../../src/obligations/judge.ts';
import { type Carried, isOfTalk, mayBecomeOtherwise, partOf } from '../../src/obligations/part-of.ts';
import { readingOf } from '../../src/obligations/read-conversation.ts';
import type { ObligationRule } from '../../src/obligations/rule.ts';
import { castOf, rules } from './read-cast.ts';
import { readScript } from './read-script.ts';

// What a review reads is only what is new, and of what is older what can still become otherwise. Rows that were written so, batch by
// batch, are what one judgement of everything says at the end.

const PEOPLE = ['韩总裁', '赵经理', '孙代发', '李样本', '王样例', '周同名甲', '何客户'];
const WORDS = [
  '@李样本 今天把报表发我',
  '@李样本 @王样例 请整理合同',
  '@周同名 今天发我',
  '@周同名 @李样本 请看一下',
  '@所有人 【通知】周一演练，收到请回复',
  '总裁要求 @李样本 今天开会',
  '@李样本 报表',
  '@李样本 不用了',
  '不用了',
  '转交 @王样例',
  '转交 @李样本',
  '收到',
  '已完成',
  '因甲方出差，改到12月3日',
  '我没空',
  '@韩总裁 好的',
  '谢谢',
  '合同签了吗？',
];
const MINUTES = [1, 5, 40, 240, 900, 1_500, 4_000, 9_000];
const PRESSES = ['received', 'done', 'accepts', 'declines'];
const RULINGS = ['task', 'not-task', 'task for 周同名甲'];

interface Drawn {
  readonly who: string;
  readonly words: string;
  readonly afterMin: number;
  readonly does: 'says' | 'quotes' | 'recalls' | 'presses' | 'rules';
  readonly on: number;
  readonly pick: number;
  /** Whether a batch ends with it, and how many batches later than its own it comes, and is taken back. */
  readonly ends: boolean;
  readonly late: number;
  readonly takenBackLate: number;
}

const drawn = fc.record<Drawn>({
  who: fc.constantFrom(...PEOPLE),
  words: fc.constantFrom(...WORDS),
  afterMin: fc.constantFrom(...MINUTES),
  does: fc.constantFrom('says', 'says', 'says', 'says', 'quotes', 'recalls', 'presses', 'rules'),
  on: fc.nat(),
  pick: fc.nat(),
  ends: fc.boolean(),
  late: fc.constantFrom(0, 0, 0, 0, 0, 1, 2, 9),
  takenBackLate: fc.constantFrom(0, 0, 1, 3),
});

const stamp = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
const BEGIN = Date.parse('2026-09-07T09:30:00+08:00');

function momentsOf(lines: readonly Drawn[]): readonly number[] {
  let ms = BEGIN;
  return lines.map(({ afterMin }) => {
    ms += afterMin * 60_000;
    return ms;
  });
}

function scriptOf(lines: readonly Drawn[], moments: readonly number[]): string {
  return lines
    .map(({ who, words, does, on, pick }, index) => {
      const at = moments[index] ?? 0;
      const said = `${stamp(at)} ${who}`;
      if (index === 0) return `${said}: ${words}`;
      const target = stamp(moments[on % index] ?? 0);
      if (does === 'quotes') return `${said} (quotes ${target}): ${words}`;
      if (does === 'recalls') return `${said} (recalled ${stamp(at + 60_000)}): ${words}`;
      if (does === 'presses') return `${said} presses ${PRESSES[pick % PRESSES.length]} on ${target}`;
      if (does === 'rules') return `${said} rules on ${target}: ${RULINGS[pick % RULINGS.length]}`;
      return `${said}: ${words}`;
    })
    .join('\n');
}

/** What is known after a batch, and the oldest moment of which something in it is. */
interface Batch {
  readonly atMs: number;
  readonly talk: Conversation;
  readonly newFromMs: number;
}

const nthOf = (id: string): number => Number(id.slice(1));

function batchesOf(lines: readonly Drawn[]): readonly Batch[] {
  const moments = momentsOf(lines);
  const { talk } = readScript(scriptOf(lines, moments), [], castOf('office'));
  const ends = lines.flatMap(({ ends }, at) => (ends || at === lines.length - 1 ? [at] : []));
  const comesIn = (nth: number): number =>
    Math.min(ends.length - 1, ends.findIndex((end) => end >= nth) + (lines[nth]?.late ?? 0));
  const goesIn = (nth: number): number => Math.min(ends.length - 1, comesIn(nth) + (lines[nth]?.takenBackLate ?? 0));
  const saidMs = (id: string): number => moments[nthOf(id)] ?? 0;
  return ends.map((end, batch) => {
    const isHere = ({ id }: { readonly id: string }) => comesIn(nthOf(id)) <= batch;
    const messages = talk.messages
      .filter(isHere)
      .map((one): Message => (goesIn(nthOf(one.id)) <= batch ? one : { ...one, revokedAtMs: null }));
    const rulings = talk.rulings.filter(({ atMs }) => comesIn(moments.indexOf(atMs)) <= batch);
    const known: Conversation = { ...talk, messages, presses: talk.presses.filter(isHere), rulings };
    const isNew = (nth: number) => comesIn(nth) === batch;
    const fresh = messages.filter(
      ({ id, revokedAtMs }) => isNew(nthOf(id)) || (revokedAtMs !== null && goesIn(nthOf(id)) === batch),
    );
    const offs = fresh.filter((one) => one.quote && readingOf(one, known).marks.includes('calls-off'));
    const about = [
      ...fresh.map(({ id }) => id),
      ...offs.flatMap(({ quote }) => quote?.messageId ?? []),
      ...talk.presses.flatMap(({ id, on }) => (isNew(nthOf(id)) ? [on] : [])),
      ...rulings.flatMap(({ atMs, on }) => (isNew(moments.indexOf(atMs)) ? [on] : [])),
    ];
    return { atMs: moments[end] ?? 0, talk: known, newFromMs: Math.min(...about.map(saidMs)) };
  });
}

interface Row {
  readonly obligation: Obligation;
  readonly changedMs: number;
}

const isOver = ({ cancelled, certainty, acknowledge, result }: Obligation): boolean =>
  cancelled !== null ||
  (certainty === 'sure' &&
    [acknowledge, result?.clock ?? null].every(
      (clock) => clock === null || clock.endedAtMs !== null || clock.state === 'cancelled',
    ));

function carriedOf({ obligation }: Row, rule: ObligationRule, { messages }: Conversation): Carried {
  const [first] = obligation.messages;
  const saidMs = messages.find(({ id }) => id === first)?.sentAtMs ?? obligation.openedAtMs;
  return {
    ...obligation,
    beganMs: Math.min(saidMs, obligation.openedAtMs),
    standing: isOver(obligation) ? 'over' : 'open',
    proofs: obligation.proofs.map(({ id }) => id),
    reachable: rule.reachable,
  };
}

/** As the rows are asked: what may become otherwise, with its chain, and with what asks of the same message whether it is a task. */
function carriedIn(rows: ReadonlyMap<string, Row>, newFromMs: number): readonly Row[] {
  const all = [...rows.values()];
  const found = new Set(
    all.filter(({ obligation: one, changedMs }) =>
      mayBecomeOtherwise({
        standing: isOver(one) ? 'over' : 'open',
        states: [one.acknowledge?.state ?? null, one.result?.clock.state ?? null],
        changedMs,
        newFromMs,
      }),
    ),
  );
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const { obligation: one } of found)
      for (const other of all)
        if (other.obligation.key === one.from || other.obligation.from === one.key) found.add(other);
  }
  return [...found];
}

function loaded(talk: Conversation, newFromMs: number, carried: readonly Carried[]): Conversation {
  const { part, ids, bySender } = partOf(newFromMs, carried);
  const messages = talk.messages.filter(
    ({ id, from, sentAtMs }) =>
      sentAtMs >= part.wholeFromMs || ids.has(id) || sentAtMs >= (bySender.get(from.id) ?? Number.POSITIVE_INFINITY),
  );
  return { ...talk, messages, part };
}

function look(rows: ReadonlyMap<string, Row>, rule: ObligationRule, { atMs, talk, newFromMs }: Batch) {
  const carried = carriedIn(rows, newFromMs);
  const part = loaded(
    talk,
    newFromMs,
    carried.map((row) => carriedOf(row, rule, talk)),
  );
  const judged = new Map(judgeObligations(rule, part, atMs).map((one) => [one.key, one]));
  const kept = [...rows].filter(
    ([key, { obligation }]) => !judged.has(key) && !isOfTalk(key, obligation.messages[0] ?? '', part),
  );
  const written = [...judged].map(([key, obligation]): [string, Row] => {
    const before = rows.get(key);
    const isSame = before !== undefined && JSON.stringify(before.obligation) === JSON.stringify(obligation);
    return [key, { obligation, changedMs: isSame ? before.changedMs : atMs }];
  });
  return new Map([...kept, ...written]);
}

const inOrder = (obligations: readonly Obligation[]): readonly Obligation[] =>
  [...obligations].sort((a, b) => (a.key < b.key ? -1 : 1));

test.each([...rules.keys()])('%s: looked at batch by batch it ends as if all were judged at once', (id) => {
  const rule = rules.get(id) as ObligationRule;
  fc.assert(
    fc.property(fc.array(drawn, { minLength: 1, maxLength: 40 }), fc.constantFrom(0, 1, 50), (lines, days) => {
      const batches = batchesOf(lines);
      let rows: ReadonlyMap<string, Row> = new Map();
      for (const batch of batches) rows = look(rows, rule, batch);
      const last = batches.at(-1) as Batch;
      const atMs = last.atMs + days * 86_400_000;
      rows = look(rows, rule, { ...last, atMs, newFromMs: Number.POSITIVE_INFINITY });
      const found = [...rows.values()].map(({ obligation }) => obligation);
      expect(inOrder(found)).toEqual(inOrder(judgeObligations(rule, last.talk, atMs)));
    }),
    { numRuns: 100 },
  );
});
