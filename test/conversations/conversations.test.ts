import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Conversation } from '../../src/events/conversation.ts';
import { Reading } from '../../src/events/reading.ts';
import { planOf } from '../../src/obligations/clock.ts';
import { judgeObligations } from '../../src/obligations/judge.ts';
import { knownIn, readMessage } from '../../src/obligations/read-message.ts';
import type { ObligationRule } from '../../src/obligations/rule.ts';
import { nextWorkingMoment } from '../../src/work-time/working-time.ts';
import { castOf, readYaml, rules } from './read-cast.ts';
import { momentOf, readScript } from './read-script.ts';
import { expectedLines, linesOf } from './say-obligation.ts';

// Every conversation of test/fixtures/conversations: who said what when, and what a person says must follow from it.

const Script = z.strictObject({
  it: z.string(),
  facts: z.array(z.string()).default([]),
  rules: z.array(z.string()).optional(),
  /** The moment at which it is judged; else at the end of the calendar, when nothing is open any more. */
  at: z.string().default('12-31 23:00'),
  says: z.string(),
  expects: z.string(),
});
const File = z.strictObject({
  about: z.string(),
  cast: z.string(),
  rules: z.array(z.string()),
  conversations: z.array(Script),
});

const files = readdirSync(new URL('../fixtures/conversations/', import.meta.url))
  .filter((name) => /(?<!\.cast|^rules)\.yaml$/.test(name))
  .map((name) => ({ name, ...readYaml(File, name) }));

const scripts = files.flatMap((file) =>
  file.conversations.map((script) => {
    const { talk, firstDate } = readScript(script.says, script.facts, castOf(file.cast));
    const judgedBy = (script.rules ?? file.rules).map((id) => rules.get(id) ?? unknownRule(id));
    const nowMs = momentOf(script.at, firstDate);
    const written = JSON.stringify([file.cast, judgedBy.map(({ id }) => id), script.facts, script.at, script.says]);
    return { title: `${file.name}: ${script.it}`, written, talk, judgedBy, nowMs, expects: script.expects, firstDate };
  }),
);

function unknownRule(id: string): never {
  throw new Error(`no rule ${id}`);
}

const judged = (judgedBy: readonly ObligationRule[], talk: Conversation, nowMs: number) =>
  judgedBy.flatMap((rule) => judgeObligations(rule, talk, nowMs));

const byWho = (a: { readonly who: string }, b: { readonly who: string }) =>
  a.who < b.who ? -1 : a.who > b.who ? 1 : 0;

describe('scripted conversations', () => {
  test.each(scripts)('$title', ({ talk, judgedBy, nowMs, expects, firstDate }) => {
    const found = judged(judgedBy, talk, nowMs).flatMap(linesOf).sort(byWho);
    const expected = expectedLines(expects, firstDate).sort(byWho);
    const compared = found.map((line, index) => {
      const wanted = expected[index]?.says ?? [];
      const others = line.says.filter((one) => !wanted.includes(one));
      const missing = wanted.filter((one) => !line.says.includes(one));
      const says = missing.length > 0 ? [`instead of ${missing.join('; ')}`, ...others] : wanted;
      return { who: line.who, verdict: line.verdict, says };
    });
    expect(compared).toEqual(expected);
  });

  test('there are enough of them, and each says something of its own', () => {
    expect(scripts.length).toBeGreaterThanOrEqual(300);
    const told = scripts.map(({ title, written }) => ({ title, what: written }));
    const twice = told.filter(({ what }, index) => told.findIndex((other) => other.what === what) !== index);
    expect(twice.map(({ title }) => title)).toEqual([]);
  });
});

/** The same facts in another order, some of them twice. */
function shuffled(talk: Conversation, seed: number): Conversation {
  const mix = <T>(list: readonly T[]): T[] => {
    const [order] = fc.sample(fc.shuffledSubarray([...list], { minLength: list.length }), { numRuns: 1, seed });
    return order ?? [];
  };
  return {
    ...talk,
    messages: [...mix(talk.messages), ...talk.messages.slice(0, seed % 3)],
    presses: mix(talk.presses),
    rulings: mix(talk.rulings),
    signs: mix(talk.signs),
  };
}

describe('whatever was said', () => {
  const all = scripts.flatMap(({ title, talk, judgedBy, nowMs }) =>
    judgedBy.flatMap((rule) => judgeObligations(rule, talk, nowMs).map((one) => ({ title, talk, rule, one }))),
  );
  const clocks = all.flatMap(({ one, ...rest }) =>
    [one.acknowledge, one.result?.clock ?? null].flatMap((clock) => (clock ? [{ ...rest, one, clock }] : [])),
  );

  test('nobody is told anything outside his own working time, or after the answer', () => {
    for (const { title, talk, rule, clock } of clocks) {
      for (const { to, atMs } of clock.steps) {
        const plan = clock.deadline?.kind === 'shift-unknown' ? talk.plan : planOf([to], rule, talk);
        expect(nextWorkingMoment(atMs, plan), title).toEqual({ kind: 'known', atMs });
        if (clock.endedAtMs !== null) expect(atMs, title).toBeLessThan(clock.endedAtMs);
      }
    }
  });

  test('the arithmetic leads to the deadline', () => {
    for (const { title, clock } of clocks) {
      const { deadline, counted } = clock;
      if (deadline?.kind !== 'known') continue;
      expect(counted.at(-1)?.untilMs, title).toBe(deadline.atMs);
      expect(counted.at(-1)?.leftMs, title).toBe(0);
    }
  });

  test('no two obligations are the same one, and nobody waits for himself', () => {
    for (const { title, talk, judgedBy, nowMs } of scripts) {
      const found = judged(judgedBy, talk, nowMs);
      expect(new Set(found.map(({ key }) => key)).size, title).toBe(found.length);
      expect(
        found.filter(({ awaited, asker }) => awaited.includes(asker)).map(({ key }) => key),
        title,
      ).toEqual([]);
    }
  });
});

/** The same facts where the policy keeps no words: what was kept of each message is what was read when it was heard. */
function withoutWords(talk: Conversation): Conversation {
  const known = knownIn(talk);
  const heard = talk.messages.map((message): [string, Reading] => {
    const kept = JSON.stringify(readMessage(message, talk.lexicon, known));
    return [message.id, Reading.parse(JSON.parse(kept))];
  });
  return { ...talk, messages: talk.messages.map((message) => ({ ...message, text: null })), readings: new Map(heard) };
}

describe('without its words', () => {
  test.each(scripts)('$title', ({ talk, judgedBy, nowMs }) => {
    expect(judged(judgedBy, withoutWords(talk), nowMs)).toEqual(judged(judgedBy, talk, nowMs));
  });

  test('what is kept of a message says nothing that a list of words did not', () => {
    const secret = '甲乙丙丁戊己庚辛';
    const { talk } = readScript(`11-26 10:00 韩总裁: @李样本 ${secret}今天发我`, [], castOf('office'));
    const [kept] = [...withoutWords(talk).readings.values()];
    expect(kept).toMatchObject({ marks: ['ask', 'same-day'], statedDay: '2026-11-26' });
    expect(JSON.stringify(kept)).not.toMatch(/[甲乙丙丁戊己庚辛]/);
  });

  test('and without its reading, nothing but the kind of a message is known', () => {
    const { talk } = readScript('11-26 10:00 韩总裁: @李样本 今天把报表发我', [], castOf('office'));
    expect(judged([...rules.values()], { ...withoutWords(talk), readings: new Map() }, Infinity)).toEqual([]);
  });
});

test('every order of arrival ends the same, also when messages come twice', () => {
  for (const { title, talk, judgedBy, nowMs } of scripts) {
    const once = judged(judgedBy, talk, nowMs);
    for (let seed = 1; seed <= 8; seed += 1) {
      expect(judged(judgedBy, shuffled(talk, seed), nowMs), title).toEqual(once);
    }
  }
});
