import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup, anAppointment, aRegistered, memberOf } from '../../../test/builders/group.ts';
import { aPerson } from '../../../test/builders/person.ts';
import { noRecords } from '../../events/records.ts';
import { handover } from './handover.ts';

const day = 86_400_000;

test.each<readonly [string, object, object, number | null, readonly string[]]>([
  ['still in the post', {}, { position: '班主任' }, 9, []],
  ['never in the post', {}, {}, null, []],
  ['moved, within the days', {}, {}, 6, ['task owner owner:li', 'task admin admin:li']],
  ['moved, when the days are over', {}, {}, 7, ['breach owner owner:li:late', 'breach admin admin:li:late']],
  ['moved, the owner alone', { of: ['owner'] }, {}, 7, ['breach owner owner:li:late']],
  ['moved, recommended', { of: ['admins'], strength: 'advised' }, {}, 7, ['task admin admin:li:late']],
  ['left today', { of: ['owner'] }, { position: '班主任', leftAtMs: thursdayMs }, null, ['task owner owner:li']],
  ['left a week ago', { of: ['owner'] }, { leftAtMs: thursdayMs - 7 * day }, null, ['breach owner owner:li:late']],
  [
    'left, nobody knows when',
    { of: ['owner'], graceDays: 0 },
    { status: 'left' },
    null,
    ['breach owner owner:li:late'],
  ],
])('%s', (_name, settings, over, movedDaysAgo, expected) => {
  const person = aPerson({ userid: 'li', ...over });
  const moves = movedDaysAgo === null ? {} : { [person.id]: thursdayMs - movedDaysAgo * day };

  const said = handover.judge(
    facts({
      group: aGroup({ owner: 'LI' }),
      registered: aRegistered({ admins: [anAppointment({ userid: 'li' })] }),
      persons: [person],
      records: { ...noRecords, moves },
    }),
    handover.settings.parse({ holders: [{ title: '班主任' }], ...settings }),
  );

  expect(said.map((one) => (one.kind === 'unseen' ? one.reason : `${one.kind} ${one.says} ${one.window}`))).toEqual(
    expected,
  );
});

test('an owner whose account somebody else holds now is the one who stayed inside', () => {
  const old = aPerson({ name: '李样本', status: 'left', userid: null, leftAtMs: thursdayMs - 9 * day });
  const heir = aPerson({ userid: 'li', position: '班主任' });
  const settings = handover.settings.parse({ holders: [{ title: '班主任' }], of: ['owner'] });

  const said = handover.judge(
    facts({ group: aGroup({ owner: 'li' }), persons: [old, heir], members: [memberOf(old, { id: 'li' })] }),
    settings,
  );

  expect(said).toMatchObject([{ says: 'owner', detail: { who: '李样本' } }]);
});

test('an owner nobody knows cannot be judged', () => {
  const settings = handover.settings.parse({ holders: [{ everyone: true }], of: ['owner'] });

  expect(handover.judge(facts(), settings)).toMatchObject([{ kind: 'unseen', reason: 'never-fetched' }]);
});
