import { expect, test } from 'vitest';
import { aLine, anEnvelope } from '../../test/builders/notice.ts';
import { render } from '../notices/render.ts';
import { correctionOf } from './correction.ts';

const lines = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    aLine({
      caseId: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
      groupName: '示'.repeat(40),
      happened: { zh: '长'.repeat(400), en: 'x' },
    }),
  );

test.each([1, 3, 4, 200])('of %i matters is one message that shows all it names', (count) => {
  const content = correctionOf(lines(count));
  const { body, shown } = render(content, anEnvelope());
  const { text } = JSON.parse(body) as { text: { content: string } };
  expect(shown).toBe(content.lines.length);
  expect(text.content.startsWith('更正：')).toBe(true);
  expect(text.content.includes(`${count} 项提醒一并收回`)).toBe(count > 3);
});
