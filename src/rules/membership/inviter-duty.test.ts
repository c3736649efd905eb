import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { anOutsider, memberOf } from '../../../test/builders/group.ts';
import { aPerson } from '../../../test/builders/person.ts';
import { inviterDuty } from './inviter-duty.ts';

const day = 86_400_000;
const service = aPerson({ name: '李样本', userid: 'li', position: '客服' });
const leaver = aPerson({ userid: 'gone', status: 'left', position: '客服' });
const guest = aPerson({ name: '赵试用', userid: 'zhao' });
const format = { formats: [{ who: { everyone: true }, parts: ['name'] }] };

const judged = (settings: object, inviter: string | null, daysAgo: number, over = {}) =>
  inviterDuty
    .judge(
      facts({
        persons: [service, leaver, guest],
        members: [
          anOutsider({ id: 'wm-1', inviter, joinedAtMs: thursdayMs - daysAgo * day }),
          memberOf(guest, { nickname: '小太阳', inviter, joinedAtMs: thursdayMs - daysAgo * day }),
        ],
        ...over,
      }),
      inviterDuty.settings.parse(settings),
    )
    .map((one) => (one.kind === 'unseen' ? one.reason : `${one.kind} ${one.says} to ${one.tell}`));

test.each<readonly [string, object, string | null, number, readonly string[]]>([
  ['those whose duty it is', { inviters: [{ title: '客服' }] }, 'LI', 1, []],
  ['somebody else', { inviters: [{ title: '客服' }] }, 'zhao', 1, ['breach other-inviter to admin']],
  ['nobody was told', { inviters: [{ title: '客服' }] }, null, 1, ['inviter-not-told']],
  ['somebody else, long ago', { inviters: [{ title: '客服' }] }, 'zhao', 31, []],
  ['the nickname after two days', { nickname: format }, 'li', 2, ['task remind-guest to member']],
  ['the nickname after one day', { nickname: format }, 'li', 1, []],
  ['the nickname, at once', { nickname: format, afterDays: 0 }, 'li', 0, ['task remind-guest to member']],
  ['the nickname, and the inviter has left', { nickname: format }, 'gone', 2, []],
  ['the nickname, and nobody invited', { nickname: format }, null, 2, []],
])('%s', (_name, settings, inviter, daysAgo, expected) => {
  expect(judged(settings, inviter, daysAgo)).toEqual(expected);
});

test('where nicknames are not shown the inviter is not asked', () => {
  expect(judged({ nickname: format }, 'li', 3, { unseen: new Map([['nickname', 'no-nickname-api']]) })).toEqual([]);
});
