import { expect, test } from 'vitest';
import { inOneLine, judged, minutesAfterNine, twoAndCustomer } from '../../../test/builders/heard.ts';
import { voiceShare } from './voice-share.ts';

const voice = (minutes: number, times: number) => ({
  who: '张示例',
  at: minutesAfterNine(minutes),
  kind: 'voice' as const,
  times,
});
const text = (minutes: number, times: number) => ({ who: '张示例', at: minutesAfterNine(minutes), text: '好', times });

test.each<readonly [string, number, number, readonly string[]]>([
  ['half of ten', 5, 5, []],
  ['six of ten', 4, 6, ['task mostly-voice 张示例 2026-W48 → admin']],
  ['nine of nine', 0, 9, []],
  ['thirty of thirty', 0, 30, ['task mostly-voice 张示例 2026-W48 → admin']],
])('%s', (_, texts, voices, lines) => {
  const says = [...(texts ? [text(0, texts)] : []), voice(10, voices)];
  expect(judged(voiceShare, {}, { ...twoAndCustomer, says }).map(inOneLine)).toEqual(lines);
});

test('what was said last week does not count for this one', () => {
  const lastWeek = { who: '张示例', at: '2026-11-20T09:00:00+08:00', kind: 'voice' as const, times: 9 };
  expect(judged(voiceShare, {}, { ...twoAndCustomer, says: [lastWeek, voice(0, 9)] })).toEqual([]);
});
