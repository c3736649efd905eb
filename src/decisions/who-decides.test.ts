import { beforeEach, describe, expect, test } from 'vitest';
import { type Court, openCourt } from '../../test/builders/court.ts';
import { newId } from '../ids.ts';
import { policiesInForce } from '../review/policies.ts';
import { appeal } from './appeal.ts';
import { decideAppeal } from './decide-appeal.ts';
import { decideCase } from './decide-case.ts';
import { decideMany } from './decide-many.ts';
import { holdMatter } from './hold-matter.ts';
import { hrQueue } from './hr-queue.ts';
import { ownCases } from './own-cases.ts';
import { proposeMeasure } from './propose-measure.ts';
import { askSubject } from './statements.ts';
import { undoMany } from './undo-many.ts';
import { tellWhoDecides } from './who-decides.ts';

const MEMBER = 'zhao.shiyong';
const HR = 'renshi.shili';
const OTHER = 'renshi.er';

let court: Court;
let caseId: string;
let number: string;
beforeEach(async () => {
  court = await openCourt();
  ({ id: caseId, number } = await court.openMatter());
});

const decide = (by: string, id = caseId) =>
  court.act((tx, ctx) => decideCase(tx, ctx, { caseId: id, says: 'confirmed', reason: null, by, via: 'page' }));
const shownTo = (userid: string) => court.outbox.phones.shownTo(userid).map(({ text }) => text);
const queue = (state: Parameters<typeof hrQueue>[2]['state']) =>
  court.outbox.inCorp((tx) =>
    hrQueue(tx, court.outbox.corp, { state, assignee: null, instance: null, chatId: null, limit: 50, after: null }),
  );

describe('who may decide', () => {
  test('is nobody who leads him, nobody whom he leads, and nobody about himself', async () => {
    await court.leadBy(2, [HR]);
    expect((await decide(HR)).outcome).toBe('own-line');
    const about = await court.openMatter({ subject: `member:${HR}` });
    expect((await decide(HR, about.id)).outcome).toBe('own-line');
    await court.leadBy(3, [MEMBER]);
    expect((await decide(OTHER)).outcome).toBe('own-line');
  });

  test('is everybody of the office who is in no line of his', async () => {
    await court.leadBy(2, [HR]);
    expect((await decide(OTHER)).outcome).toBe('done');
  });

  test('of an appeal is nobody of the first one’s line', async () => {
    await decide(HR);
    await court.leadBy(3, [OTHER]);
    await court.act((tx, ctx) => appeal(tx, ctx, { caseId, text: '当天我在休假', by: MEMBER, via: 'page' }));
    await court.outbox.deliver();
    expect(shownTo(OTHER).some((text) => text.includes('申诉'))).toBe(false);
    expect(shownTo('renshi.san').at(-1)).toContain('本人申诉');
  });

  test('is nobody: HR hears that it rests, the person does not, and the trail says so', async () => {
    await court.leadBy(3, [MEMBER]);
    await court.act(async (tx, ctx) => {
      const held = await holdMatter(tx, ctx, caseId);
      const entries = held ? await tellWhoDecides(tx, ctx, held, { what: 'breach' }, { what: 'to-do' }) : [];
      return { outcome: 'done', entries };
    });
    await court.outbox.deliver();
    expect(shownTo(HR).at(-1)).toContain('现在没有人可以决定，先放着');
    expect(shownTo(MEMBER)).toEqual([]);
    expect(await court.outbox.audit('nobody-decides')).toMatchObject([{ caseId, what: 'breach', recused: 3 }]);
  });
});

describe('many at once', () => {
  test('are one decision each, with one reason and one entry that lists them; what cannot be decided is named', async () => {
    const others = [
      await court.openMatter(),
      await court.openMatter(),
      await court.openMatter({ subject: `member:${HR}` }),
    ];
    const caseIds = [caseId, ...others.map(({ id }) => id), newId()];
    const came = await court.act((tx, ctx) =>
      decideMany(tx, ctx, { caseIds, says: 'waived', reason: '系统升级当天', by: HR, via: 'page' }),
    );
    expect(came.outcome).toBe('partly');
    expect(came.each.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done', 'own-line', 'closed']);
    const made = await court.decisions();
    expect(made).toHaveLength(3);
    expect(new Set(made.map(({ batchId }) => batchId)).size).toBe(1);
    expect((await court.file(caseId)).decisions[0]?.reason).toBe('系统升级当天');
    expect(await court.outbox.audit('decisions-made')).toMatchObject([{ action: 'waived', cases: { length: 3 } }]);
    expect(await court.outbox.audit('decision-made')).toEqual([]);
  });
});

describe('many at once, by two people', () => {
  test('wait for each other in turn: nobody is ended by the database, and all is as if one had come after the other', async () => {
    const cases: string[] = [];
    for (let nth = 0; nth < 6; nth += 1) cases.push((await court.openMatter({ chatId: `wr-crossed-${6 - nth}` })).id);
    const waive = async (caseIds: readonly string[], by: string) =>
      court.act((tx, ctx) => decideMany(tx, ctx, { caseIds, says: 'waived', reason: '系统升级当天', by, via: 'page' }));
    let starts = 0;
    const undo = async () =>
      court.act((tx, ctx) => {
        starts += 1;
        return undoMany(tx, ctx, { caseIds: cases, by: OTHER, via: 'page' });
      });
    const decideAgain = async () =>
      court.act((tx, ctx) => {
        starts += 1;
        return decideMany(tx, ctx, {
          caseIds: [...cases].reverse(),
          says: 'waived',
          reason: '又看了一遍',
          by: HR,
          via: 'page',
        });
      });

    await waive(cases, HR);
    for (let round = 0; round < 2; round += 1) {
      const [undone, again] = await Promise.all([undo(), decideAgain()]);
      // Whoever came first: what was taken back is decided anew by the other, or found decided by him.
      expect(undone.undone).toBe(6);
      expect(['done', 'nothing']).toContain(again.outcome);
      if (again.outcome === 'nothing') await waive(cases, HR);
    }
    expect(starts).toBe(4);
    expect(await court.outbox.chain()).toMatchObject({ state: 'whole' });
  });
});

describe('messages', () => {
  test('of all this keep the telling hours', async () => {
    await court.outbox.setClock('2026-11-27T22:00:00+08:00');
    await court.act((tx, ctx) => proposeMeasure(tx, ctx, { caseId, measure: 'talk', note: null, by: HR, via: 'page' }));
    await court.write(MEMBER, `说明 ${number} 是比喻`);
    await court.outbox.deliver();
    expect(court.outbox.phones.shown()).toEqual([]);
    await court.outbox.setClock('2026-11-30T09:31:00+08:00');
    await court.outbox.deliver();
    expect(shownTo(MEMBER).length).toBeGreaterThan(0);
  });

  test('to one member are few a day, however many questions there are', async () => {
    for (let nth = 0; nth < 5; nth += 1) {
      const { id } = await court.openMatter();
      await court.act((tx, ctx) => askSubject(tx, ctx, { caseId: id, note: null, by: HR, via: 'page' }));
    }
    await court.outbox.deliver();
    await court.outbox.deliver();
    expect(shownTo(MEMBER).length).toBeLessThanOrEqual(3);
  });
});

describe('what waits', () => {
  test('stands in one queue at a time', async () => {
    expect((await queue('to-do')).lines.map(({ id }) => id)).toEqual([caseId]);
    await court.act((tx, ctx) => askSubject(tx, ctx, { caseId, note: '当时在哪里', by: HR, via: 'page' }));
    expect((await queue('to-do')).lines).toEqual([]);
    expect((await queue('statement')).lines).toMatchObject([{ id: caseId, dueAt: expect.any(Date) }]);
  });

  test('is listed by a reply, for who may decide of it', async () => {
    expect(await court.write(HR, '待办')).toContain(`C-${number}`);
    expect(await court.write('lu.ren', '待办')).toContain('没有待您处理的事');
  });

  test('is shown to the person as far as it is about him and he is told of it', async () => {
    await court.openMatter({ subject: 'member:lu.ren' });
    await court.openMatter({ tell: 'hr' });
    const person = (await court.file(caseId)).person;
    if (!person) throw new Error('nobody');
    const own = await court.outbox.inCorp((tx) => ownCases(tx, court.outbox.corp, person.id));
    expect(own.map(({ id }) => id)).toEqual([caseId]);
  });
});

describe('a rule that was wrong too often', () => {
  test('falls back to observing by itself, and HR reads it', async () => {
    for (let nth = 0; nth < 20; nth += 1) {
      const { id } = await court.openMatter();
      const wrong = nth < 5;
      await court.outbox.inCorp((tx, at) =>
        tx.decision.create({
          data: {
            corp: court.outbox.corp,
            id: newId(),
            caseId: id,
            actor: HR,
            action: wrong ? 'reversed' : 'confirmed',
            via: 'page',
            at,
          },
        }),
      );
    }
    await decide(HR);
    const made = await court.act((tx, ctx) => appeal(tx, ctx, { caseId, text: '没有', by: MEMBER, via: 'page' }));
    await court.act((tx, ctx) =>
      decideAppeal(tx, ctx, {
        appealId: made.appealId ?? '',
        says: 'reversed',
        reason: '不属实',
        by: OTHER,
        via: 'page',
      }),
    );
    expect(await court.outbox.audit('rule-fell-back')).toMatchObject([{ instance: 'nickname', right: 15, wrong: 6 }]);
    const [policy] = await court.outbox.inCorp((tx, at) => policiesInForce(tx, court.outbox.corp, at));
    expect(policy?.uses.find(({ instance }) => instance === 'nickname')?.level).toBe('observe');
  });
});
