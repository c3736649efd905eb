import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { memberOf } from '../../../test/builders/group.ts';
import { aPerson } from '../../../test/builders/person.ts';
import { accounts } from './accounts.ts';

const day = 86_400_000;

test.each<readonly [string, object, object, string]>([
  ['active', { openedDays: 0 }, {}, 'fine'],
  ['not activated, no matter here', {}, { status: 'not-activated' }, 'fine'],
  [
    'not activated on the day',
    { openedDays: 3 },
    { status: 'not-activated', hiredAtMs: thursdayMs - 3 * day },
    'task not-opened',
  ],
  [
    'not activated a moment before',
    { openedDays: 3 },
    { status: 'not-activated', hiredAtMs: thursdayMs - 3 * day + 1 },
    'fine',
  ],
  ['not activated, last day over', { openedDays: 3 }, { status: 'not-activated', leftAtMs: thursdayMs }, 'fine'],
  ['not activated, another title', { openedDays: 3, who: { title: '经理' } }, { status: 'not-activated' }, 'fine'],
  ['disabled', {}, { status: 'disabled' }, 'breach locked'],
  ['disabled and free to stay', { openedDays: 1, lockedInside: 'free' }, { status: 'disabled' }, 'fine'],
  ['disabled and left', {}, { status: 'disabled', leftAtMs: thursdayMs - day }, 'fine'],
  ['left', {}, { status: 'left' }, 'fine'],
])('%s', (_name, settings, over, expected) => {
  const person = aPerson(over);

  const [said] = accounts.judge(
    facts({ persons: [person], members: [memberOf(person)] }),
    accounts.settings.parse({ who: { everyone: true }, ...settings }),
  );

  expect(said && said.kind !== 'unseen' ? `${said.kind} ${said.says}` : 'fine').toBe(expected);
});
