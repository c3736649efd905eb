import { beforeEach, expect, test } from 'vitest';
import { type Court, openCourt } from '../../test/builders/court.ts';
import { newId } from '../ids.ts';
import { appeal } from './appeal.ts';
import { decideAppeal } from './decide-appeal.ts';
import { decideCase } from './decide-case.ts';

const MEMBER = 'zhao.shiyong';
const HR = 'renshi.shili';

let court: Court;
beforeEach(async () => {
  court = await openCourt();
});

test('a find that is reversed on appeal is closed as taken back, and who looks after the group hears it once', async () => {
  const { id: caseId } = await court.openMatter({
    rule: 'content/listed-words',
    instance: 'listed-words',
    tell: 'admin',
    window: newId(),
  });
  await court.outbox.write(
    'guanli.shili',
    [{ caseId, buttons: ['find-right', 'find-wrong'], who: null, topic: 'other' }],
    {
      kind: 'task',
    },
  );
  await court.outbox.deliver();
  const act = court.act;
  await act((tx, ctx) => decideCase(tx, ctx, { caseId, says: 'confirmed', reason: null, by: HR, via: 'page' }));
  const made = await act((tx, ctx) => appeal(tx, ctx, { caseId, text: '是比喻', by: MEMBER, via: 'page' }));
  await act((tx, ctx) =>
    decideAppeal(tx, ctx, {
      appealId: made.appealId ?? '',
      says: 'reversed',
      reason: '是比喻',
      by: 'renshi.er',
      via: 'page',
    }),
  );
  await court.outbox.deliver();
  const file = await court.file(caseId);
  expect([file.state, file.closedBecause]).toEqual(['over', 'taken-back']);
  const told = court.outbox.phones.shownTo('guanli.shili').map(({ text }) => text);
  expect(told.filter((text) => text.startsWith('更正'))).toHaveLength(1);
  expect(court.outbox.phones.shownTo(MEMBER).filter(({ text }) => text.startsWith('更正'))).toEqual([]);
});
