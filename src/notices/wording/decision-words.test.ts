import { describe, expect, test } from 'vitest';
import { BANNED_EN, BANNED_ZH } from './banned.ts';
import { decisionEn } from './decision-en.ts';
import { decisionZh } from './decision-zh.ts';

/** What a member himself reads of a decision about him. */
const TO_MEMBERS =
  /^(openHearing|openVerdict|titleHearing|hearing|verdict|button(Explain|Exempt)|closedExplain|measure|heard(Statement|Exempt|Appeal|Explain|Needs(Words|Number)|Nothing|NoMore|NoRule|BadDay|Over|Repeat|Closed))/;

const places = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();
const keys = Object.keys(decisionZh) as (keyof typeof decisionZh)[];

describe('what is said of decisions', () => {
  test('is just this', () => {
    expect(keys.map((key) => `${key}: ${decisionZh[key]} | ${decisionEn[key]}`)).toMatchSnapshot();
  });

  test.each(keys)('%s has the same places in both languages', (key) => {
    expect(new Set(places(decisionEn[key]))).toEqual(new Set(places(decisionZh[key])));
  });

  test.each(keys.filter((key) => TO_MEMBERS.test(key)))('%s speaks of no punishment, for a member reads it', (key) => {
    expect(decisionZh[key]).not.toMatch(BANNED_ZH);
    expect(decisionEn[key]).not.toMatch(BANNED_EN);
  });
});
