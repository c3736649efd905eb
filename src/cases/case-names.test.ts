import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { aDirectory, aPerson } from '../../test/builders/person.ts';
import { caseNames } from './case-names.ts';

const person = aPerson({ userid: 'zhang.shili', name: '张示例' });
const colleague = aPerson({ userid: 'li.yangben', name: '李样本' });
const directory = aDirectory({ persons: [person, colleague] });
const keys = {
  sign: (purpose: string, text: string) => createHmac('sha256', purpose).update(text).digest('base64url'),
};
const namesOf = (over: { id?: string; subject?: string; shown?: 'alias' | 'name'; detail?: object } = {}) => {
  const { id = 'case-1', subject = 'member:zhang.shili', shown = 'alias', detail = {} } = over;
  const found = subject === 'group' || subject.includes('wm-') ? null : person;
  return caseNames(keys, { id, subject, detail }, { directory, person: found, shown, lang: 'zh' });
};

describe('whom a case is about', () => {
  test('has one pseudonym throughout a case, and another one in every other', () => {
    expect(namesOf().subject).toMatch(/^员工 A-[0-9a-f]{4}$/);
    expect(namesOf({ subject: 'member:Zhang.Shili' }).subject).toBe(namesOf().subject);
    expect(namesOf({ id: 'case-2' }).subject).not.toBe(namesOf().subject);
    expect(namesOf().nameOf('Zhang.Shili')).toBe(namesOf().subject);
  });

  test.each([
    ['member:wm-1', /^外部成员 X-[0-9a-f]{4}$/],
    ['group', /^这个群$/],
  ])('%s', (subject, words) => {
    expect(namesOf({ subject }).subject).toMatch(words);
  });

  test('has his name for who gave a reason; those who were told and decided always have theirs', () => {
    expect(namesOf({ shown: 'name' }).subject).toBe('张示例');
    expect(namesOf().nameOf('li.yangben')).toBe('李样本');
  });
});

describe('a sentence of a rule', () => {
  test.each([
    ['who', '张示例', /^员工 A-/],
    ['names', '张示例、李样本', /^＊＊＊$/],
    ['inviter', '李样本', /^＊＊＊$/],
    ['now', '小张', /^＊＊＊$/],
    ['name', 'Zhang', /^＊＊＊$/],
    ['a-place-of-tomorrow', '张示例', /^＊＊＊$/],
    ['count', '12', /^12$/],
    ['a-place-of-tomorrow', '11-26 10:00–10:30', /^11-26 10:00–10:30$/],
    ['what', '赌博', /^赌博$/],
    ['lacks', '文号', /^文号$/],
  ])('%s: %s', (place, value, shown) => {
    expect(namesOf({ detail: { [place]: value } }).detail[place]).toMatch(shown);
    expect(namesOf({ detail: { [place]: value }, shown: 'name' }).detail[place]).toBe(value);
  });
});
