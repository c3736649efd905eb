import type { Sentence } from '../rule.ts';
import type { Cause } from './cause.ts';

export const sayings: Readonly<Record<Cause, Sentence>> = {
  'missing-name': { zh: '群里显示的「{now}」少了姓名', en: 'The group shows “{now}”: the name is missing' },
  'wrong-name': { zh: '群里显示的「{now}」与登记的姓名不同', en: 'The group shows “{now}”: another name is on record' },
  'missing-company': { zh: '群里显示的「{now}」少了公司', en: 'The group shows “{now}”: the company is missing' },
  'wrong-company': {
    zh: '群里显示的「{now}」与登记的公司不同',
    en: 'The group shows “{now}”: another company is on record',
  },
  'missing-department': { zh: '群里显示的「{now}」少了部门', en: 'The group shows “{now}”: the department is missing' },
  'wrong-department': {
    zh: '群里显示的「{now}」与登记的部门不同',
    en: 'The group shows “{now}”: another department is on record',
  },
  'missing-post': {
    zh: '群里显示的「{now}」少了部门或职务',
    en: 'The group shows “{now}”: department or title is missing',
  },
  'wrong-post': {
    zh: '群里显示的「{now}」与登记的部门职务不同',
    en: 'The group shows “{now}”: another post is on record',
  },
  'missing-part': { zh: '群里显示的「{now}」少了{part}', en: 'The group shows “{now}”: “{part}” is missing' },
  'wrong-part': {
    zh: '群里显示的「{now}」里的{part}不合要求',
    en: 'The group shows “{now}”: “{part}” is not as it should be',
  },
  'wrong-order': { zh: '群里显示的「{now}」顺序不同', en: 'The group shows “{now}”: the parts stand in another order' },
  decorated: { zh: '群里显示的「{now}」多了其他内容', en: 'The group shows “{now}”: something else is added' },
  masked: { zh: '群里显示的「{now}」没有写全姓名', en: 'The group shows “{now}”: the name is not written out' },
  'banned-word': { zh: '群里显示的「{now}」里有“{part}”', en: 'The group shows “{now}”: it holds “{part}”' },
  spaced: { zh: '群里显示的「{now}」中间有空格', en: 'The group shows “{now}”: there is a space in it' },
  other: { zh: '群里显示的「{now}」看不出是谁', en: 'The group shows “{now}”: nobody can tell who it is' },
};

/** One instruction for all: the exact string to paste. Its beginning is what a narrow phone shows. */
const paste: Sentence = { zh: '群昵称请改：{paste}', en: 'Please set your nickname in this group to: {paste}' };

export const fixes: Readonly<Record<Cause, Sentence>> = {
  'missing-name': paste,
  'wrong-name': paste,
  'missing-company': paste,
  'wrong-company': paste,
  'missing-department': paste,
  'wrong-department': paste,
  'missing-post': paste,
  'wrong-post': paste,
  'missing-part': paste,
  'wrong-part': paste,
  'wrong-order': paste,
  decorated: paste,
  masked: paste,
  'banned-word': paste,
  spaced: paste,
  other: paste,
};
