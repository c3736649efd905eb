import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { anOutsider } from '../../../test/builders/group.ts';
import { noRecords } from '../../events/records.ts';
import { repeated } from './repeated.ts';

const day = 86_400_000;
const told = (memberId: string, instance: string, daysAgo: number) => ({
  rule: 'naming/nickname',
  instance,
  memberId,
  atMs: thursdayMs - daysAgo * day,
});
const reminded = [
  told('wm-1', 'nicknames', 3),
  told('WM-1', 'avatars', 30),
  told('wm-2', 'nicknames', 3),
  told('gone', 'nicknames', 1),
];

test.each<readonly [object, readonly string[]]>([
  [{ times: 1 }, ['talk wm-1 times:2 since 2026-10-27', 'talk wm-2 times:1 since 2026-11-23']],
  [{ times: 2 }, ['talk wm-1 times:2 since 2026-10-27']],
  [{ times: 2, days: 29 }, []],
  [{ times: 2, days: 30, follows: 'removal' }, ['consider-removal wm-1 times:2 since 2026-10-27']],
  [{ times: 1, rules: ['avatars'] }, ['talk wm-1 times:1 since 2026-10-27']],
  [{ times: 3 }, []],
])('%j', (settings, expected) => {
  const said = repeated.judge(
    facts({ members: [anOutsider({ id: 'wm-1' }), anOutsider({ id: 'wm-2' })], records: { ...noRecords, reminded } }),
    repeated.settings.parse(settings),
  );

  const spoken = said.map((one) =>
    one.kind === 'unseen'
      ? one.reason
      : `${one.says} ${'id' in one.subject ? one.subject.id : ''} ${one.window} since ${one.detail.day}`,
  );
  expect(spoken).toEqual(expected);
});
