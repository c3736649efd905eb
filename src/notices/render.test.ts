import { describe, expect, test } from 'vitest';
import { aJoinQuestion, aLeaverTask, aLine } from '../../test/builders/notice.ts';
import { expectCardFits, many, textOf, write } from '../../test/builders/rendered.ts';
import { askedCard } from '../evidence/request-cards.ts';
import {
  LANGS,
  NOTICE_KINDS,
  type NoticeContent,
  type NoticeLine,
  noticeContent,
  type Plain,
  Topic,
} from './content.ts';
import { bytesOf } from './neutralise.ts';
import { BANNED_EN, BANNED_ZH } from './wording/banned.ts';
import { CATALOGUES, sayBoth } from './wording/say.ts';
import type { WordingKey } from './wording/zh.ts';

const plain: Plain = {
  title: { zh: '请阅读新版群规', en: 'Please read the policy' },
  text: {
    zh: '《示例群规》第 2 版已公布。请读完后点一下；不同意也可以照实点。',
    en: 'Version 2 of the policy is published. Press when you have read it; saying that you disagree is fine.',
  },
  quote: null,
  rows: [{ name: { zh: '公布', en: 'Since' }, value: '2026-11-30' }],
  buttons: ['sign', 'sign-refuse'],
};

const forAll = {
  zh: '各位好，群昵称请写公司、职务和姓名。',
  en: 'Hello everybody. Nicknames hold company, title and name.',
};
const outsider = aLeaverTask({
  topic: 'nickname',
  who: '孙客户',
  paste: '安徽商会金融服务部孙客户',
  groupText: forAll,
  happened: {
    zh: '孙客户 的群昵称是「阳光」，应为「安徽商会金融服务部孙客户」',
    en: 'The nickname of 孙客户 is “阳光”',
  },
});
const places = {
  number: '12',
  by: '人事示例',
  days: '3',
  until: '12-16',
  happened: '现在是「小太阳」，应为「营销策划部-赵试用」',
  measure: '谈话',
  text: '是同事帮我改的',
};
const about = (happened: WordingKey, fix: WordingKey, buttons: NoticeLine['buttons']) =>
  aLine({
    topic: 'other',
    who: null,
    paste: null,
    happened: sayBoth(happened, places),
    fix: sayBoth(fix, places),
    buttons,
  });
const saidOf = (key: WordingKey, how: WordingKey) => about(key, how, []);
const hearing = about('hearingAsks', 'hearingHow', ['explain', 'exempt']);
const docket = about('docketReady', 'docketSaid', ['confirm', 'waive', 'ask-him', 'pass-on']);
const appealed = about('docketAppeal', 'docketHowAppeal', ['uphold', 'reverse']);
const decided = [
  { key: 'verdictConfirmed', how: 'verdictHowAppeal' },
  { key: 'verdictFound', how: 'verdictHowAppeal' },
  { key: 'verdictConfirmedMeasure', how: 'verdictHowAppeal' },
  { key: 'verdictWaived', how: 'verdictHowNothing' },
  { key: 'verdictWithdrawn', how: 'verdictHowNothing' },
  { key: 'verdictUpheld', how: 'verdictHowUpheld' },
  { key: 'verdictReversed', how: 'verdictHowNothing' },
] as const;
const inventory = (lang: 'zh' | 'en') =>
  noticeContent('inventory', lang, [], {
    notes: [sayBoth('inventoryAgain'), sayBoth('inventoryOthers', { count: '12' })],
    asks: [
      {
        key: '00000000-0000-4000-8000-000000000009',
        title: '示范实业老客户售后服务与回访交流群（二群）<a>',
        selected: 'later',
        options: [
          { id: 'later', text: sayBoth('optionLater') },
          { id: 'migrate.2026-12-31', text: sayBoth('optionMigrate', { month: '12', day: '31' }) },
          { id: 'unused', text: sayBoth('optionUnused') },
        ],
      },
    ],
  });
const waiting = aLine({
  topic: 'other',
  about: { zh: '任务的回应', en: 'Tasks are answered' },
  who: null,
  paste: null,
  happened: { zh: '孙示例 11-30 10:00 的消息在等您回应', en: 'What 孙示例 wrote at 11-30 10:00 waits for your answer' },
  fix: {
    zh: '11-30 10:30 前在群里回一句就好，如：收到。计时（工作时间 30 分钟）：11-30 10:00–10:30',
    en: 'A short word in the group by 11-30 10:30 is enough. Counted (30 working minutes): 11-30 10:00–10:30',
  },
  due: '11-30 10:30',
  buttons: ['acknowledge'],
});
const published = {
  publicationId: '00000000-0000-4000-8000-000000000007',
  groupName: '示范项目营销平台',
  by: '孙示例',
  clauseId: '第十条',
  text: '12月1日起办公室搬到三楼，请收到后点一下。',
};
const dailyClose = {
  matters: [
    {
      obligationId: '00000000-0000-4000-8000-000000000008',
      says: { zh: '孙示例 11-30 10:00 交办的事', en: 'What 孙示例 asked for at 11-30 10:00' },
    },
  ],
  open: 3,
};
const everyMessage: [string, NoticeContent['kind'], 'text' | 'card', (lang: 'zh' | 'en') => NoticeContent][] = [
  ['what an owner’s groups are', 'inventory', 'card', inventory],
  ['a nickname, to read in WeChat', 'reminder', 'text', (lang) => noticeContent('reminder', lang, [aLine()])],
  ['a nickname, as a card', 'reminder', 'card', (lang) => noticeContent('reminder', lang, [aLine()])],
  ['two nicknames in one text', 'reminder', 'text', (lang) => noticeContent('reminder', lang, many(2))],
  ['two nicknames in one card', 'reminder', 'card', (lang) => noticeContent('reminder', lang, many(2))],
  [
    'a join of one’s own',
    'reminder',
    'text',
    (lang) => noticeContent('reminder', lang, [aJoinQuestion({ buttons: ['fixed', 'wrong'] })]),
  ],
  [
    'somebody who should join',
    'reminder',
    'text',
    (lang) => noticeContent('reminder', lang, [aLine({ topic: 'missing', paste: null })]),
  ],
  [
    'another rule',
    'reminder',
    'text',
    (lang) =>
      noticeContent('reminder', lang, [
        aLine({ topic: 'other', about: { zh: '群管理员', en: 'Appointed admins' }, paste: null }),
      ]),
  ],
  ['an admin is asked', 'question', 'card', (lang) => noticeContent('question', lang, [aJoinQuestion()])],
  [
    'an admin is asked twice',
    'question',
    'card',
    (lang) => noticeContent('question', lang, [aJoinQuestion(), aJoinQuestion({ who: '吴客户' })]),
  ],
  ['a leaver to remove', 'task', 'card', (lang) => noticeContent('task', lang, [aLeaverTask()])],
  ['somebody outside, with words for the group', 'task', 'card', (lang) => noticeContent('task', lang, [outsider])],
  ['a task without buttons', 'task', 'card', (lang) => noticeContent('task', lang, [aLeaverTask({ buttons: [] })])],
  [
    'the digest',
    'digest',
    'card',
    (lang) =>
      noticeContent('digest', lang, [aLine({ buttons: ['confirm', 'waive'] }), aLeaverTask({ buttons: [] })], {
        notes: [sayBoth('noteRenamed', { before: '营销策划部', after: '营销中心' })],
        figures: [
          { of: 'opened', count: 4 },
          { of: 'closed', count: 3 },
          { of: 'waiting', count: 1 },
        ],
      }),
  ],
  [
    'an outcome',
    'outcome',
    'text',
    (lang) =>
      noticeContent('outcome', lang, [aLine({ happened: { zh: '群昵称已改好', en: 'the nickname is right now' } })]),
  ],
  [
    'a correction',
    'correction',
    'text',
    (lang) => noticeContent('correction', lang, [aLine({ happened: { zh: '规则有误', en: 'the rule was wrong' } })]),
  ],
  ['who is waited for, in WeChat', 'waiting', 'text', (lang) => noticeContent('waiting', lang, [waiting])],
  ['who is waited for, as a card', 'waiting', 'card', (lang) => noticeContent('waiting', lang, [waiting])],
  [
    'two that wait for the same person',
    'waiting',
    'card',
    (lang) => noticeContent('waiting', lang, [waiting, { ...waiting, due: '12-01 10:30' }]),
  ],
  [
    'what nobody answered',
    'overdue',
    'card',
    (lang) => noticeContent('overdue', lang, [{ ...waiting, who: '钱销售', buttons: [] }]),
  ],
  ['a notice of the company', 'published', 'card', (lang) => noticeContent('published', lang, [], { published })],
  ['a version to sign', 'sign-off', 'card', (lang) => noticeContent('sign-off', lang, [], { plain })],
  ['a version to sign', 'sign-off', 'text', (lang) => noticeContent('sign-off', lang, [], { plain })],
  [
    'a note in private',
    'private',
    'card',
    (lang) => noticeContent('private', lang, [], { plain: { ...plain, quote: plain.text, buttons: ['seen'] } }),
  ],
  ['a question before a decision', 'hearing', 'text', (lang) => noticeContent('hearing', lang, [hearing])],
  ['a question before a decision', 'hearing', 'card', (lang) => noticeContent('hearing', lang, [hearing])],
  ...decided.map((one): (typeof everyMessage)[number] => [
    `the outcome: ${one.key}`,
    'verdict',
    'text',
    (lang) => noticeContent('verdict', lang, [saidOf(one.key, one.how)]),
  ]),
  ['a matter to decide', 'docket', 'card', (lang) => noticeContent('docket', lang, [docket])],
  [
    'an appeal to decide',
    'docket',
    'card',
    (lang) => noticeContent('docket', lang, [{ ...appealed, buttons: ['uphold', 'reverse', 'pass-on'] }]),
  ],
  ['what nobody may decide', 'docket', 'text', (lang) => noticeContent('docket', lang, [{ ...docket, buttons: [] }])],
  [
    'the head of the trail',
    'trail-head',
    'text',
    (lang) => {
      const word = `shifan:12:${'a'.repeat(32)}`;
      const notes = [sayBoth('headIs', { day: '2026-11-26', seq: '12' }), { zh: word, en: word }, sayBoth('headHow')];
      return noticeContent('trail-head', lang, [], { notes });
    },
  ],
  [
    'what was understood of a reply',
    'heard',
    'text',
    (lang) => noticeContent('heard', lang, [], { notes: [sayBoth('heardStatement', places)] }),
  ],
  ...(
    [
      ['that a report arrived', ['complaintArrived']],
      ['a report to look at, on a page', ['complaintWaits', 'complaintOpenPage']],
      ['a report to look at, without pages', ['complaintWaits', 'complaintReply']],
      ['that an answer to a report counted', ['complaintAnswered']],
      ['that a report is not his to answer', ['complaintNotYours']],
      ['a report that was seen to', ['complaintActed']],
      ['a report in which nothing was found', ['complaintUnfounded']],
      ['a report that cannot be told', ['complaintUnclear']],
      ['how to report', ['complaintHow', 'complaintHowPage']],
      ['that five are enough', ['complaintTooMany']],
    ] as const
  ).map(([name, keys]): (typeof everyMessage)[number] => [
    name,
    'complaint',
    'text',
    (lang) => {
      const page = keys.some((key) => key.endsWith('Page'))
        ? { url: 'https://qun.example.com/h5/demo', count: 1 }
        : null;
      const notes = keys.map((key) => sayBoth(key, { number: 'J-12' }));
      return noticeContent('complaint', lang, [], { notes, page });
    },
  ]),
  [
    'what was said in a group',
    'excerpt',
    'text',
    (lang) =>
      noticeContent('excerpt', lang, [], {
        notes: [
          sayBoth('excerptHead', { number: '12', clause: '第十一条', rule: '禁用词' }),
          ...Array.from({ length: 3 }, () =>
            sayBoth('excerptLine', { at: '11-26 09:34', text: '…<b>大家</b>快来 @所有人 看这个样词…'.repeat(9) }),
          ),
          sayBoth('excerptMore', { number: '12', count: '2' }),
          sayBoth('excerptFoot'),
        ],
      }),
  ],
  ...(
    [
      [
        'that evidence was sent',
        [
          sayBoth('packSent', { number: '12', by: '周复核' }),
          sayBoth('packSum', { name: 'case-12.zip', sum: '0123456789abcdef'.repeat(4) }),
        ],
      ],
      ['that evidence is too big', [sayBoth('packTooBig', { number: '12' })]],
      ['that WeCom did not take it', [sayBoth('packNotTaken', { number: '12' })]],
      ['that its time is over', [sayBoth('packOver', { number: '12' })]],
      ['that what was said came too late', [sayBoth('excerptLate')]],
    ] as const
  ).map(([name, notes]): (typeof everyMessage)[number] => [
    name,
    'heard',
    'text',
    (lang) => noticeContent('heard', lang, [], { notes }),
  ]),
  [
    'evidence that somebody wants to take',
    'private',
    'card',
    (lang) => {
      const wish = { number: 'C-12', name: '李人事', purpose: 'arbitration', reason: '劳动仲裁要用，律师要看全部材料' };
      const card = askedCard({ id: '00000000-0000-4000-8000-000000000012', ...wish });
      return noticeContent('private', lang, [], { plain: card });
    },
  ],
  ['what is still open', 'daily-close', 'card', (lang) => noticeContent('daily-close', lang, [], { dailyClose })],
  [
    'whether it is a task',
    'question',
    'card',
    (lang) => noticeContent('question', lang, [{ ...waiting, due: null, buttons: ['task', 'not-task'] }]),
  ],
];

test('what was said in a group is confidential; a file names its media and nothing else', () => {
  const said = noticeContent('excerpt', 'zh', [], { notes: [sayBoth('excerptFoot')] });
  expect(write(said, 'text').parsed).toMatchObject({ msgtype: 'text', safe: 1 });
  const file = noticeContent('evidence', 'zh', [], { file: { mediaId: 'media-1' } });
  expect(write(file, 'card').parsed).toMatchObject({ msgtype: 'file', file: { media_id: 'media-1' } });
});

describe.each(['zh', 'en'] as const)('every message in %s', (lang) => {
  test.each(everyMessage)('%s', (_, __, form, content) => {
    const { msgtype: __type, ...message } = write(content(lang), form).parsed;
    expect(message.text?.content ?? message.template_card).toMatchSnapshot();
  });

  test.each(
    everyMessage.filter(([, kind]) =>
      ['reminder', 'outcome', 'correction', 'waiting', 'hearing', 'verdict', 'complaint'].includes(kind),
    ),
  )('to a member speaks of no punishment: %s', (_, __, form, content) => {
    const { body } = write(content(lang), form);
    expect(body).not.toMatch(lang === 'zh' ? BANNED_ZH : BANNED_EN);
  });

  test.each(everyMessage)(
    'keeps within what WeCom shows, escapes nothing and translates no ids: %s',
    (_, __, form, content) => {
      const { body, parsed } = write(content(lang), form);
      expect(body).not.toContain('\\u');
      expect(JSON.parse(body)).toMatchObject({
        enable_id_trans: 0,
        enable_duplicate_check: 1,
        duplicate_check_interval: 14_400,
      });
      expect(body).toContain('N-000123');
      if (parsed.text) expect(bytesOf(parsed.text.content)).toBeLessThanOrEqual(2_048);
      else expectCardFits(parsed);
    },
  );
});

test('every kind, language and form above is one of the house, and none is missing', () => {
  // A file has no words of its own.
  expect(new Set(everyMessage.map(([, kind]) => kind))).toEqual(
    new Set(NOTICE_KINDS.filter((kind) => kind !== 'evidence')),
  );
  expect(Object.keys(CATALOGUES)).toEqual([...LANGS]);
});

describe('a reminder in Chinese', () => {
  test.each(Topic.options)('about %s says its point in the first 18 bytes', (topic) => {
    const text = textOf(noticeContent('reminder', 'zh', [aLine({ topic })]));
    const point = text.slice(0, text.indexOf('：') + 1);
    expect(bytesOf(point)).toBeLessThanOrEqual(18);
    expect(bytesOf(point)).toBeGreaterThan(0);
  });

  test('has the exact text alone on its line, the clause, and how to object', () => {
    const lines = textOf(noticeContent('reminder', 'zh', [aLine()])).split('\n');
    expect(lines).toContain('营销策划部-赵试用');
    expect(lines).toContain('依据 第七条：群昵称为部门加姓名。');
    expect(lines.at(-2)).toBe('改好即可，不用回复。提醒错了请回复 0');
    expect(lines.at(-1)).toBe('编号 N-000123');
  });

  test('about different things opens with what they share', () => {
    expect(textOf(noticeContent('reminder', 'zh', [aLine(), aLine({ topic: 'join' })]))).toMatch(/^群规提醒：\n1\. /);
  });

  test('quotes the duty of a clause, never its sanction', () => {
    const clauseText = { zh: '严禁转发给非相关人员；违反者罚款100元。群内信息只用于工作。', en: 'x' };
    const text = textOf(noticeContent('reminder', 'zh', [aLine({ clauseText })]));
    expect(text).toContain('依据 第七条：群内信息只用于工作。');
    expect(text).not.toMatch(BANNED_ZH);
  });

  test('of a clause that is all sanction names its number only', () => {
    const clauseText = { zh: '违反者罚款100元。', en: 'x' };
    expect(textOf(noticeContent('reminder', 'zh', [aLine({ clauseText })])).split('\n')).toContain('依据 第七条');
  });

  test('shows nothing of who it is about: that is the reader', () => {
    for (const form of ['text', 'card'] as const) {
      const { body } = write(noticeContent('reminder', 'zh', [aLine({ who: '某同事', paste: null })]), form);
      expect(body).not.toContain('某同事');
    }
  });
});

test('words for the whole group stay without names on the card of a person outside', () => {
  const { parsed } = write(noticeContent('task', 'zh', [outsider]), 'card');
  expect(parsed.template_card?.quote_area?.quote_text).toBe(forAll.zh);
});

test.each([
  [outsider, '做法：请 孙客户 把群昵称改成「安徽商会金融服务部孙客户」，或把下面的话贴到群里'],
  [{ ...outsider, paste: null }, /做法：把下面的话贴到群里，或请 孙客户 自己来改：/],
])('a task about somebody outside says whom to ask, not its reader to change', (line, how) => {
  const { parsed } = write(noticeContent('task', 'zh', [line]), 'card');
  expect(parsed.template_card?.sub_title_text).toEqual(
    typeof how === 'string' ? expect.stringContaining(how) : expect.stringMatching(how),
  );
});

test('both catalogues fill the same places', () => {
  for (const key of Object.keys(CATALOGUES.zh) as (keyof typeof CATALOGUES.zh)[]) {
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();
    expect(places(CATALOGUES.en[key]), key).toEqual(places(CATALOGUES.zh[key]));
  }
});

test('the same content and envelope are the same bytes', () => {
  for (const [, , form, content] of everyMessage) {
    expect(write(content('zh'), form).body).toBe(write(content('zh'), form).body);
  }
});
