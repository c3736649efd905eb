import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Conversation } from '../../src/events/conversation.ts';
import { judgeObligations } from '../../src/obligations/judge.ts';
import { castOf, rules } from './read-cast.ts';
import { momentOf, readScript } from './read-script.ts';

// Conversations that nobody would write: people talk past each other, take back, hand over in circles and press everything.

const PEOPLE = ['韩总裁', '赵经理', '孙代发', '李样本', '王样例', '周同名甲', '何客户'];
const WORDS = [
  '@李样本 今天把报表发我',
  '@李样本 @王样例 请整理合同',
  '@周同名 今天发我',
  '@所有人 【通知】周一演练，收到请回复',
  '总裁要求 @李样本 今天开会',
  '@李样本 报表',
  '@李样本 不用了',
  '今天不用交报表了',
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
const PRESSES = ['received', 'done', 'accepts', 'declines'];
const RULINGS = ['task', 'not-task', 'task for 周同名甲'];

interface Drawn {
  readonly who: string;
  readonly words: string;
  readonly does: 'says' | 'says' | 'quotes' | 'recalls' | 'presses' | 'rules';
  readonly on: number;
  readonly pick: number;
}

const drawn = fc.record<Drawn>({
  who: fc.constantFrom(...PEOPLE),
  words: fc.constantFrom(...WORDS),
  does: fc.constantFrom('says', 'says', 'says', 'quotes', 'recalls', 'presses', 'rules'),
  on: fc.nat(),
  pick: fc.nat(),
});

/** One line a minute from 11:30 on, across lunch; the first is always a message, so that there is something to point at. */
function scriptOf(lines: readonly Drawn[]): string {
  const time = (index: number) =>
    `11-26 ${11 + Math.floor((30 + index * 7) / 60)}:${String((30 + index * 7) % 60).padStart(2, '0')}`;
  return lines
    .map(({ who, words, does, on, pick }, index) => {
      const said = `${time(index)} ${who}`;
      if (index === 0) return `${said}: ${words}`;
      const target = time(on % index).slice(6);
      if (does === 'quotes') return `${said} (quotes ${target}): ${words}`;
      if (does === 'recalls') return `${said} (recalled 11-26 16:00): ${words}`;
      if (does === 'presses') return `${said} presses ${PRESSES[pick % PRESSES.length]} on ${target}`;
      if (does === 'rules') return `${said} rules on ${target}: ${RULINGS[pick % RULINGS.length]}`;
      return `${said}: ${words}`;
    })
    .join('\n');
}

const cast = castOf('office');

test('any conversation ends the same in any order of arrival, also when parts of it come twice', () => {
  fc.assert(
    fc.property(fc.array(drawn, { minLength: 1, maxLength: 30 }), fc.infiniteStream(fc.nat()), (lines, dice) => {
      const { talk } = readScript(scriptOf(lines), [], cast);
      const mixed = <T>(list: readonly T[]): T[] =>
        list
          .flatMap((one) => {
            const { value = 0 } = dice.next();
            return value % 5 === 0
              ? [
                  { one, value },
                  { one, value: value >> 3 },
                ]
              : [{ one, value }];
          })
          .sort((a, b) => a.value - b.value)
          .map(({ one }) => one);
      const later: Conversation = {
        ...talk,
        messages: mixed(talk.messages),
        presses: mixed(talk.presses),
        rulings: mixed(talk.rulings),
      };
      for (const rule of rules.values()) {
        for (const now of ['11-26 12:30', '11-26 15:00', '12-04 10:00']) {
          const nowMs = momentOf(now, '11-26');
          const once = judgeObligations(rule, talk, nowMs);
          const again = judgeObligations(rule, later, nowMs);
          expect(again).toEqual(once);
          expect(new Set(once.map(({ key }) => key)).size).toBe(once.length);
        }
      }
    }),
    { numRuns: 150 },
  );
});
