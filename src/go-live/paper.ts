import type { Sentence } from '../rules/rule.ts';

/** One paper of the kit: Markdown, a line at a time, in both languages. */
export interface Paper {
  /** Of its file, without language and ending. */
  readonly name: string;
  readonly title: Sentence;
  readonly lines: readonly Sentence[];
}

type Place = Sentence | string | number;

/** A sentence of the catalogue with its places filled, each half by its own language. Pure. */
export function fill({ zh, en }: Sentence, places: Readonly<Record<string, Place>> = {}): Sentence {
  const filled = (text: string, language: keyof Sentence): string =>
    text.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
      const said = places[name];
      return typeof said === 'object' ? said[language] : String(said ?? place);
    });
  return { zh: filled(zh, 'zh'), en: filled(en, 'en') };
}

export const EMPTY: Sentence = { zh: '', en: '' };
export const heading = ({ zh, en }: Sentence): readonly Sentence[] => [
  EMPTY,
  { zh: `## ${zh}`, en: `## ${en}` },
  EMPTY,
];
export const bullet = ({ zh, en }: Sentence): Sentence => ({ zh: `- ${zh}`, en: `- ${en}` });

/** A part with its heading, where it has anything to say. */
export const part = (title: Sentence, lines: readonly Sentence[]): readonly Sentence[] =>
  lines.length === 0 ? [] : [...heading(title), ...lines];

/** Sentences side by side, as one. */
export const joined = (said: readonly Sentence[], between: Sentence = { zh: '、', en: ', ' }): Sentence => ({
  zh: said.map(({ zh }) => zh).join(between.zh),
  en: said.map(({ en }) => en).join(between.en),
});

/** The title of a policy as a text is named. */
export const named = ({ zh, en }: Sentence): Sentence => ({ zh: `《${zh.replaceAll(/[《》]/g, '')}》`, en });

/** A paper as it is written to a file, in one language. */
export const paperText = ({ title, lines }: Paper, language: keyof Sentence): string =>
  `# ${title[language]}\n\n${lines
    .map((line) => line[language])
    .join('\n')
    .trim()}\n`;
