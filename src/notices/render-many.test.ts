import { describe, expect, test } from 'vitest';
import { aLeaverTask } from '../../test/builders/notice.ts';
import { expectCardFits, many, write } from '../../test/builders/rendered.ts';
import { noticeContent } from './content.ts';
import { bytesOf } from './neutralise.ts';
import { fitDigest } from './write-digest.ts';

describe('many matters', () => {
  test('a text shows as many as fit and says how many follow', () => {
    const { shown, parsed } = write(noticeContent('reminder', 'zh', many(40)), 'text');
    expect(shown).toBeGreaterThan(2);
    expect(shown).toBeLessThan(40);
    expect(parsed.text?.content).toContain(`还有 ${40 - shown} 项`);
    expect(bytesOf(parsed.text?.content ?? '')).toBeLessThanOrEqual(2_048);
  });

  test('a card shows three at most, each with its own two buttons', () => {
    const { shown, parsed } = write(
      noticeContent(
        'question',
        'zh',
        many(9, { paste: null, happened: { zh: '甲邀请了乙', en: 'x' }, buttons: ['agreed', 'not-agreed'] }),
      ),
      'card',
    );
    expect(shown).toBe(3);
    expect(parsed.template_card?.button_list?.map((b) => b.text)).toEqual([
      '①同意过',
      '①没有',
      '②同意过',
      '②没有',
      '③同意过',
      '③没有',
    ]);
    expectCardFits(parsed);
  });

  test('a matter with long words stands alone, cut where it must be', () => {
    const long = { zh: '很长的话'.repeat(60), en: 'long words '.repeat(60) };
    for (const form of ['text', 'card'] as const) {
      const { shown, parsed } = write(
        noticeContent('task', 'zh', [aLeaverTask({ happened: long, fix: long, clauseText: long, groupName: long.zh })]),
        form,
      );
      expect(shown).toBe(1);
      if (parsed.text) expect(bytesOf(parsed.text.content)).toBeLessThanOrEqual(2_048);
      else expectCardFits(parsed);
    }
  });

  test('a digest of a hundred matters is still one card, which says how many it does not list', () => {
    const all = noticeContent('digest', 'zh', many(100), { figures: [{ of: 'waiting', count: 100 }] });
    const { shown, parsed } = write(fitDigest(all), 'card');
    expectCardFits(parsed);
    const listed = parsed.template_card?.quote_area?.quote_text.split('\n') ?? [];
    expect(listed).toHaveLength(shown + 1);
    expect(listed.at(-1)).toBe(`还有 ${100 - shown} 项，随后告诉您。`);
  });
});
