import { expect, test } from 'vitest';
import { facts } from '../../../test/builders/facts.ts';
import { aGroup, anOutsider, memberOf } from '../../../test/builders/group.ts';
import { aPerson } from '../../../test/builders/person.ts';
import type { Sibling } from '../../events/records.ts';
import { noRecords } from '../../events/records.ts';
import { oneOfASet } from './one-of-a-set.ts';

const joinedMs = Date.parse('2026-06-01T00:00:00+08:00');
const clerk = aPerson({ name: '李样本', userid: 'li', position: '客服' });
const leaver = aPerson({ userid: 'gone', status: 'left' });

const inside = (id: string, atMs: number, over: Partial<Sibling> = {}): Sibling => ({
  chatId: 'wr-0',
  kind: 'marketing',
  ownerDepartment: '工程部',
  name: '另一个群',
  createdAtMs: 0,
  shared: [{ id, joinedAtMs: atMs }],
  ...over,
});
const judged = (settings: object, siblings: readonly Sibling[], searchedKinds: readonly string[] = ['marketing']) =>
  oneOfASet.judge(
    facts({
      group: aGroup({ chatId: 'wr-5' }),
      persons: [clerk, leaver],
      members: [
        anOutsider({ id: 'wm-1', joinedAtMs: joinedMs }),
        memberOf(clerk, { joinedAtMs: joinedMs }),
        memberOf(leaver, { joinedAtMs: joinedMs }),
      ],
      records: { ...noRecords, siblings, searchedKinds },
    }),
    oneOfASet.settings.parse(settings),
  );
const spoken = (outcomes: ReturnType<typeof judged>) =>
  outcomes.map((one) =>
    one.kind === 'unseen' ? one.reason : `${one.says} ${'id' in one.subject ? one.subject.id : ''}`,
  );

test.each<readonly [string, object, readonly Sibling[], readonly string[]]>([
  ['nobody is elsewhere', {}, [], []],
  ['an outsider was elsewhere before', {}, [inside('wm-1', joinedMs - 1)], ['in-several wm-1']],
  ['an outsider went elsewhere later', {}, [inside('wm-1', joinedMs + 1)], []],
  ['at the same moment the smaller id keeps him', {}, [inside('wm-1', joinedMs)], ['in-several wm-1']],
  ['at the same moment, the larger id elsewhere', {}, [inside('wm-1', joinedMs, { chatId: 'wr-9' })], []],
  ['outsiders are free', { outsiders: 'free' }, [inside('wm-1', 0)], []],
  ['a colleague', {}, [inside('li', 0)], ['in-several li']],
  ['a colleague of another title', { who: { title: '经理' } }, [inside('li', 0)], []],
  ['a leaver', {}, [inside('gone', 0)], []],
  ['two are allowed', { count: 2 }, [inside('li', 0)], []],
  ['the other group is of another kind', {}, [inside('li', 0, { kind: 'project' })], []],
  ['at least one: the one who is in none', { direction: 'at-least' }, [inside('li', joinedMs + 9)], ['in-none wm-1']],
  ['a set of kinds that were not searched', { kinds: ['marketing', 'project'] }, [], ['data-gap']],
])('%s', (_name, settings, siblings, expected) => {
  expect(spoken(judged(settings, siblings))).toEqual(expected);
});

test('the kinds that it compares with are those of the set', () => {
  expect(oneOfASet.beside?.(oneOfASet.settings.parse({ kinds: ['a', 'b'] }))).toEqual(['a', 'b']);
});
