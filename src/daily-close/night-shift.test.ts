import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishedPolicy } from '../../test/builders/published-policy.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';
import { localAt } from '../work-time/local-time.ts';

let small: SmallHouse;
const by = ['--by', 'li.renshi'] as const;

beforeAll(async () => {
  const policy = publishedPolicy('10 working days').replace(
    /^ {2}at: unset\n {2}kinds: .*$/m,
    '  at: 16:00\n  kinds: [marketing]',
  );
  small = await openSmallHouse({ policy });
  await importing('班次,qian.xiaoshou,,2026-11-26,,20:00-次日08:00,', '班次,qian.xiaoshou,,2026-11-27,2026-11-29,休,');
  const file = small.house.file('一件事', 'n.txt');
  await small.json('notices', 'publish', '--group', '示范花园营销群', '--text-file', file, ...by);
}, 60_000);
afterAll(() => small.house.close());

const importing = (...lines: string[]) =>
  small.json(
    ...[
      'attendance',
      'import',
      small.house.file(['类型,账号,部门,开始,结束,时间,状态', ...lines].join('\n'), '班.csv'),
      ...by,
    ],
  );
const cardsOf = async (userid: string) =>
  (
    await small.house.inCorp((tx) =>
      tx.notice.findMany({ where: { toUserid: userid, kind: 'daily-close' }, orderBy: { number: 'asc' } }),
    )
  ).map(({ state, sentAt }) => `${state} ${toTheMinute(sentAt)}`);
const toTheMinute = (at: Date | null): string => {
  const shown = at && localAt(at.getTime(), 'Asia/Shanghai');
  return shown ? `${shown.date.slice(5)} ${Math.floor(shown.minute / 60)}:${shown.minute % 60}` : '';
};
const at = (time: string) => small.house.until(`${time}:00+08:00`);

test('who works the night is asked 45 minutes before its end, when nobody else is told anything', async () => {
  await at('2026-11-27T06:55');
  expect(await cardsOf('qian.xiaoshou')).toEqual([]);
  expect(await cardsOf('sun.jingli')).toHaveLength(1);
  await at('2026-11-27T07:20');
  expect(await cardsOf('qian.xiaoshou')).toEqual(['sent 11-27 7:0']);
});

test('nobody is asked on a free day; a Saturday on which one department works closes for it at its own hours', async () => {
  await importing('日历,,营销策划部,2026-11-28,,06:00-08:15,');
  await at('2026-11-28T08:25');
  expect(await cardsOf('qian.xiaoshou')).toHaveLength(1);
  expect(await cardsOf('sun.jingli')).toEqual(['sent 11-26 16:0', 'sent 11-27 16:0', 'sent 11-28 7:30']);
});
