import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { anAppointment, anOutsider, aRegistered, memberOf } from '../../../test/builders/group.ts';
import { aPerson } from '../../../test/builders/person.ts';
import type { Attestation } from '../../events/records.ts';
import { noRecords } from '../../events/records.ts';
import { vouched } from './vouched.ts';

const day = 86_400_000;
const admin = aPerson({ userid: 'admin' });
const clerk = aPerson({ userid: 'clerk', position: '秘书' });
const unsaid = aPerson({ userid: 'unsaid', relation: 'unknown' });
const joinedMs = thursdayMs - 5 * day;
const word = (over: Partial<Attestation>): Attestation => ({
  what: 'identity-checked',
  memberId: 'wm-1',
  by: 'admin',
  atMs: joinedMs,
  about: '',
  ...over,
});

test.each<readonly [string, object, readonly Attestation[], object, readonly string[]]>([
  ['nothing on record', {}, [], {}, ['breach not-vouched']],
  ['nothing on record within the days', { graceDays: 6 }, [], {}, ['task not-vouched']],
  ['an admin vouched', {}, [word({})], {}, []],
  ['an admin vouched, in capitals', {}, [word({ by: 'ADMIN', memberId: 'WM-1' })], {}, []],
  ['an admin vouched a month before', {}, [word({ atMs: joinedMs - 30 * day })], {}, []],
  ['an admin vouched for an earlier stay', {}, [word({ atMs: joinedMs - 31 * day })], {}, ['breach not-vouched']],
  ['an admin vouched for something else', {}, [word({ what: 'other' })], {}, ['breach not-vouched']],
  ['somebody else vouched', {}, [word({ by: 'clerk' })], {}, ['breach vouched-by-other']],
  ['somebody who may', { by: [{ title: '秘书' }] }, [word({ by: 'clerk' })], {}, []],
  [
    'somebody who may, should he be staff',
    { by: [{ relation: 'regular' }] },
    [word({ by: 'unsaid' })],
    {},
    ['unseen relation-unknown'],
  ],
  ['both of two', { needs: ['a', 'b'] }, [word({ what: 'a' }), word({ what: 'b' })], {}, []],
  ['one of two', { needs: ['a', 'b'] }, [word({ what: 'b' })], {}, ['breach not-vouched']],
  ['the inviter is here', { responsible: 'inviter' }, [word({})], { inviter: 'clerk' }, []],
  ['the inviter is unknown here', { responsible: 'inviter' }, [word({})], { inviter: 'x' }, ['breach no-responsible']],
  ['no inviter was told', { responsible: 'inviter' }, [word({})], {}, ['unseen inviter-not-told']],
])('%s', (_name, settings, attestations, over, expected) => {
  const said = vouched.judge(
    facts({
      persons: [admin, clerk, unsaid],
      registered: aRegistered({ admins: [anAppointment({ userid: 'admin' })] }),
      members: [anOutsider({ id: 'wm-1', joinedAtMs: joinedMs, ...over }), memberOf(clerk)],
      records: { ...noRecords, attestations },
    }),
    vouched.settings.parse(settings),
  );

  expect(said.map((one) => `${one.kind} ${one.kind === 'unseen' ? one.reason : one.says}`)).toEqual(expected);
});

test('employees need it only where they are named', () => {
  const settings = vouched.settings.parse({ outsiders: 'none', who: { title: '秘书' } });

  const said = vouched.judge(
    facts({ persons: [admin, clerk], members: [memberOf(admin), memberOf(clerk), anOutsider()], records: noRecords }),
    settings,
  );

  expect(said.map(({ subject }) => subject)).toEqual([{ kind: 'member', id: 'clerk' }]);
  expect(vouched.settings.safeParse({ outsiders: 'none' }).success).toBe(false);
});
