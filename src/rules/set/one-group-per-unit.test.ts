import { expect, test } from 'vitest';
import { facts } from '../../../test/builders/facts.ts';
import { aGroup } from '../../../test/builders/group.ts';
import type { Sibling } from '../../events/records.ts';
import { noRecords } from '../../events/records.ts';
import { oneGroupPerUnit } from './one-group-per-unit.ts';

const bornMs = Date.parse('2026-06-01T00:00:00+08:00');
const beside = (over: Partial<Sibling>): Sibling => ({
  chatId: 'wr-0',
  kind: 'marketing',
  ownerDepartment: '营销策划部',
  name: '老群',
  createdAtMs: bornMs - 1,
  shared: [],
  ...over,
});
const judged = (settings: object, siblings: readonly Sibling[], group = {}) =>
  oneGroupPerUnit.judge(
    facts({
      group: aGroup({ chatId: 'wr-5', name: '新群', createdAtMs: bornMs, ...group }),
      records: { ...noRecords, siblings },
    }),
    oneGroupPerUnit.settings.parse(settings),
  );

test.each<readonly [string, object, readonly Partial<Sibling>[], number]>([
  ['alone', {}, [], 0],
  ['beside an older one', {}, [{}], 1],
  ['beside a younger one', {}, [{ createdAtMs: bornMs + 1 }], 0],
  ['beside one of the same age with a smaller id', {}, [{ createdAtMs: bornMs }], 1],
  ['beside one of the same age with a larger id', {}, [{ createdAtMs: bornMs, chatId: 'wr-9' }], 0],
  ['beside one of unknown age', {}, [{ createdAtMs: null }], 1],
  ['beside one of another kind', {}, [{ kind: 'project' }], 0],
  ['beside one of another department', {}, [{ ownerDepartment: '工程部' }], 0],
  ['its department written in full width', {}, [{ ownerDepartment: ' 营销策划部 ' }], 1],
  ['second of two that are allowed', { atMost: 2 }, [{}], 0],
  ['third of two that are allowed', { atMost: 2 }, [{}, { chatId: 'wr-1' }], 1],
  ['of a department that may have more', { except: ['营销策划部'] }, [{}], 0],
  ['of a name that nobody else has', { per: 'name' }, [{}], 0],
  ['of the name of another', { per: 'name' }, [{ name: '新 群', ownerDepartment: '工程部' }], 1],
  ['of the name of another with a number', { per: 'name' }, [{ name: '新群（2）' }], 1],
])('a group %s', (_name, settings, siblings, found) => {
  expect(judged(settings, siblings.map(beside))).toHaveLength(found);
});

test('names at most two of the older ones, harmlessly', () => {
  const siblings = [1, 2, 3].map((n) => beside({ chatId: `wr-${n}`, name: `<${n}>` }));

  expect(judged({}, siblings)).toMatchObject([{ tell: 'hr', detail: { count: '4', others: '＜1＞、＜2＞…' } }]);
});
