import { expect, test } from 'vitest';
import { caseWords } from './case-words.ts';
import { complaintWords } from './complaint-words.ts';
import { dataWords } from './data-words.ts';
import { dutyWords } from './duty-words.ts';
import { fileWords } from './file-words.ts';
import { hearingWords } from './hearing-words.ts';
import { hrWords } from './hr-words.ts';
import { reportWords } from './report-words.ts';
import { signWords } from './sign-words.ts';
import { zh } from './zh.ts';

const ROOMS = {
  pages: zh,
  cases: caseWords.zh,
  complaints: complaintWords.zh,
  hearing: hearingWords.zh,
  data: dataWords.zh,
  hr: hrWords.zh,
  files: fileWords.zh,
  reports: reportWords.zh,
  signing: signWords.zh,
  duties: dutyWords.zh,
};

test('no room of pages takes the words of another one away', () => {
  const said = Object.entries(ROOMS).flatMap(([room, words]) => Object.keys(words).map((key) => ({ room, key })));
  const twice = said.filter(({ room, key }) => said.some((other) => other.key === key && other.room !== room));
  expect(twice).toEqual([]);
});

test.each(
  Object.entries({
    caseWords,
    complaintWords,
    hearingWords,
    dataWords,
    hrWords,
    fileWords,
    reportWords,
    signWords,
    dutyWords,
  }),
)('%s has the same places in both languages', (_, words) => {
  const placesOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).sort();
  const [one, other] = [Object.entries<string>(words.zh), words.en as Readonly<Record<string, string>>];
  const unlike = one
    .filter(([key, text]) => `${placesOf(text)}` !== `${placesOf(other[key] ?? '')}`)
    .map(([key]) => key);
  expect(unlike).toEqual([]);
});
