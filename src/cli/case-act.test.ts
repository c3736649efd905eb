import { beforeEach, expect, test } from 'vitest';
import { type Court, openCourt } from '../../test/builders/court.ts';
import type { CorpConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import { act } from './case-act.ts';
import { showQueue } from './case-queue.ts';

let court: Court;
let deps: Deps;
let number: string;
beforeEach(async () => {
  court = await openCourt();
  ({ number } = await court.openMatter());
  const corp = { slug: court.outbox.corp, timeZone: 'Asia/Shanghai' } as CorpConfig;
  deps = { ...court.outbox.deps, config: { corps: new Map([[corp.slug, corp]]) } } as unknown as Deps;
});

const run = async (verb: string, by: string, words?: string) => {
  const { exit, json } = await act(deps, `C-${number}`, verb, { by, ...(words === undefined ? {} : { words }) });
  return [exit, (json as { outcome: string }).outcome];
};

test('a company that opens no page walks from a proposal to a reversal at its command line', async () => {
  expect(await showQueue(deps, { state: 'to-do' })).toMatchObject({ exit: 1, json: { counts: { 'to-do': 1 } } });
  expect(await run('propose', 'renshi.shili', '谈话 先聊聊')).toEqual([0, 'asked-statement']);
  expect(await run('confirm', 'renshi.shili')).toEqual([1, 'needs-statement']);
  expect(await run('state', 'lu.ren', '我看看')).toEqual([1, 'not-entitled']);
  expect(await run('state', 'zhao.shiyong', '是同事帮我改的')).toEqual([0, 'stated']);
  expect(await run('confirm', 'renshi.shili')).toEqual([0, 'decided']);
  expect(await run('undo', 'renshi.er')).toEqual([0, 'done']);
  expect(await run('confirm', 'renshi.shili')).toEqual([0, 'decided']);
  expect(await run('appeal', 'zhao.shiyong', '当天我在休假')).toEqual([0, 'appealed']);
  expect(await showQueue(deps, { state: 'appealed' })).toMatchObject({ json: { cases: [{ number }] } });
  expect(await run('pass-on', 'renshi.shili', '人事三号')).toEqual([0, 'assigned']);
  expect(await run('reverse', 'renshi.shili', '没有依据')).toEqual([1, 'own-line']);
  expect(await run('reverse', 'renshi.san')).toEqual([1, 'needs-reason']);
  expect(await run('reverse', 'renshi.san', '没有依据')).toEqual([0, 'done']);
  expect(await showQueue(deps, { state: 'to-do' })).toMatchObject({ exit: 0 });
});

test('a measure that may not be proposed is said with what may', async () => {
  const { text, exit } = await act(deps, number, 'propose', { by: 'renshi.shili', words: '罚款 100' });
  expect(exit).toBe(1);
  expect(text).toContain('may not be proposed');
  expect(await run('propose', 'renshi.shili', '喝茶')).toEqual([1, 'no-measure']);
});
