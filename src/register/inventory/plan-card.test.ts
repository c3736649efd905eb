import { describe, expect, test } from 'vitest';
import type { Kind } from '../../policy/policy.ts';
import type { Line } from './lines.ts';
import { answerIn, linesToAsk, overflows, purposeAsked, purposeIn, purposesFor, questionOf } from './plan-card.ts';
import { settleLine } from './settle-line.ts';

const line = (over: Partial<Line> = {}): Line => ({
  id: '00000000-0000-4000-8000-000000000001',
  inventoryId: '00000000-0000-4000-8000-000000000002',
  chatId: 'reg-1',
  name: '示范群',
  reach: 'internal',
  owner: 'sun.jingli',
  kind: 'executive',
  department: '总裁办',
  purpose: '高管沟通',
  confidence: 'likely',
  reason: 'name:高管',
  state: 'proposed',
  dueOn: null,
  answered: null,
  ...over,
});
const kind = (id: string, over: Partial<Kind> = {}): Kind =>
  ({ id, name: { zh: `${id}群`, en: id }, reach: ['internal'], ...over }) as Kind;
const kinds = [kind('headquarters'), kind('executive'), kind('marketing', { reach: ['customer'] })];
const idsOf = (asked: Line, some = kinds): string[] =>
  questionOf(asked, some, '2026-11-24').options.map(({ id }) => id);

describe('whom a card asks about', () => {
  test('at most three, what nobody can propose first', () => {
    const own = [
      line({ name: '丁', confidence: 'certain', reach: 'outside' }),
      line({ name: '丙', confidence: 'likely' }),
      line({ name: '乙', confidence: 'unknown', kind: null }),
      line({ name: '甲', confidence: 'likely' }),
    ];
    expect(linesToAsk(own).map(({ name }) => name)).toEqual(['乙', '丙', '甲']);
  });

  test.each<readonly [string, Partial<Line>]>([
    ['is certain and inside WeCom', { confidence: 'certain' }],
    ['was answered', { state: 'answered' }],
    ['is settled', { state: 'registered' }],
  ])('never about what %s', (_name, over) => expect(linesToAsk([line(over)])).toEqual([]));
});

describe('the choices', () => {
  test('are the proposed kind first, others that may live there, unused, not mine', () => {
    expect(idsOf(line())).toEqual(['kind.executive', 'kind.headquarters', 'unused', 'not-mine']);
    expect(questionOf(line(), kinds, '2026-11-24').selected).toBe('kind.executive');
  });

  test('begin with nothing chosen where nothing can be proposed', () => {
    const asked = questionOf(line({ kind: null, confidence: 'unknown' }), kinds, '2026-11-24');
    expect([asked.options[0]?.id, asked.selected]).toEqual(['later', 'later']);
  });

  test('of a group of WeChat are the day of moving', () => {
    expect(idsOf(line({ reach: 'outside' }))).toEqual([
      'later',
      'migrate.2026-12-08',
      'migrate.2026-12-24',
      'migrate.2027-01-23',
      'unused',
      'not-mine',
    ]);
  });

  test('are ten at most, however many kinds there are', () => {
    const many = Array.from({ length: 30 }, (_, n) => kind(`kind-${n}`));
    expect(idsOf(line({ kind: null }), many)).toHaveLength(10);
  });

  test('are all understood when they come back', () => {
    for (const one of [line(), line({ reach: 'outside' }), line({ kind: null })])
      for (const id of idsOf(one))
        expect(
          answerIn(
            id,
            one,
            kinds.map((each) => each.id),
          ) === null,
          id,
        ).toBe(id === 'later');
  });

  test.each([
    ['a kind of nobody', 'kind.nobody', {}],
    ['a day for a group that is in WeCom', 'migrate.2026-12-08', {}],
    ['no day', 'migrate.soon', { reach: 'outside' }],
    ['nothing of ours', 'drop table', {}],
  ] as const)('%s is no answer', (_name, option, over) => {
    expect(answerIn(option, line(over), ['executive'])).toBeNull();
  });
});

test('a purpose is one that the card offered, the proposed one first', () => {
  expect(purposesFor(line({ purpose: '客户服务' })).slice(0, 2)).toEqual(['客户服务', '内部协作']);
  expect(purposesFor(line({ purpose: '' }))[0]).toBe('内部协作');
  const of = (option: string) => purposeIn(option, line());
  expect([of('purpose.0'), of('purpose.1'), of('purpose.99'), of('')]).toEqual(['高管沟通', '内部协作', null, null]);
});

test('a purpose is proposed, or nothing stands chosen: what nobody touched says nothing', () => {
  expect(purposeAsked(line({ purpose: '客户服务' }))).toMatchObject({ selected: 'purpose.0' });
  const { selected, options } = purposeAsked(line({ purpose: '' }));
  expect([selected, options[0], purposeIn(selected, line({ purpose: '' }))]).toEqual([
    'later',
    { id: 'later', word: null },
    null,
  ]);
});

describe('a card has no room for', () => {
  const unsaid = { purpose: '' };
  test.each<readonly [string, readonly Partial<Line>[], boolean]>([
    ['more than three groups', [{}, {}, {}, {}], true],
    ['two, when nobody said what one of them is for', [{}, unsaid], true],
    ['two, when one has only the name of the proposed kind', [{}, { purpose: 'executive群' }], true],
    ['three whose purposes the sheet said', [{}, {}, {}], false],
    ['one, whose purpose the card asks for', [unsaid], false],
    ['two of WeChat, of which only the day is asked', [{ ...unsaid, reach: 'outside' }, { reach: 'outside' }], false],
  ])('%s', (_name, lines, expected) =>
    expect(
      overflows(
        lines.map((over) => line(over)),
        kinds,
      ),
    ).toBe(expected),
  );
});

describe('what becomes of a line', () => {
  const place = { timeZone: 'Asia/Shanghai', today: '2026-11-25', kinds };
  const answered = (over: Partial<NonNullable<Line['answered']>>): NonNullable<Line['answered']> => ({
    answer: 'kind',
    kind: null,
    purpose: null,
    until: null,
    via: 'card',
    ...over,
  });

  test.each<readonly [string, Partial<Line>, object]>([
    ['as proposed', {}, { state: 'registered', registration: { kind: 'executive', purpose: '高管沟通' }, dueOn: null }],
    [
      'as answered',
      { answered: answered({ kind: 'headquarters', purpose: '全员' }) },
      { state: 'registered', registration: { kind: 'headquarters', purpose: '全员' } },
    ],
    [
      'not used',
      { answered: answered({ answer: 'unused' }) },
      { state: 'to-close', registration: null, dueOn: '2026-12-09' },
    ],
    ['not his', { answered: answered({ answer: 'not-mine' }) }, { state: 'not-mine', registration: null }],
    [
      'of WeChat, by the day he chose',
      { reach: 'outside', answered: answered({ answer: 'migrate', until: '2026-12-08' }) },
      { state: 'to-migrate', dueOn: '2026-12-08', registration: { kind: 'executive' } },
    ],
    ['of WeChat, nobody chose', { reach: 'outside' }, { state: 'to-migrate', dueOn: '2027-01-24' }],
    [
      'for which nobody said a purpose, it is the name of its kind',
      { purpose: 'executive群', answered: answered({ kind: 'headquarters', purpose: 'executive群' }) },
      { registration: { kind: 'headquarters', purpose: 'headquarters群' } },
    ],
    [
      'with an answer on a card that asked for no purpose, it is the sheet’s',
      { answered: answered({ kind: 'headquarters' }) },
      { registration: { kind: 'headquarters', purpose: '高管沟通' } },
    ],
    [
      'of a kind that no policy names any more, no id is its purpose',
      { kind: 'gone', purpose: '' },
      { registration: { kind: 'gone', purpose: '其他' } },
    ],
    ['without kind', { kind: null }, { state: 'open', missing: 'kind' }],
    ['without department', { department: '' }, { state: 'open', missing: 'department' }],
  ])('%s', (_name, over, expected) => expect(settleLine(line(over), undefined, place)).toMatchObject(expected));
});
