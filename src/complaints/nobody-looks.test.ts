import { beforeEach, describe, expect, test } from 'vitest';
import { type Court, openCourt } from '../../test/builders/court.ts';
import { appendAudit } from '../audit/append.ts';
import { backlogOf } from '../backlog/measure-backlog.ts';
import { newId } from '../ids.ts';
import { hashOf } from '../policy/load.ts';
import { directoryOf } from '../review/directory-now.ts';
import { complain } from './complain.ts';
import { decideComplaint } from './decide-complaint.ts';
import { handOverWaiting } from './hand-over.ts';

// All of HR is in the line of whom a report is about: he leads their department.

const HE = 'zhao.shiyong';
const REPORTER = 'qunzhu.shili';
const HR = ['renshi.shili', 'renshi.er', 'renshi.san'];

let court: Court;
beforeEach(async () => {
  court = await openCourt();
  await court.leadBy(3, [HE]);
  await court.outbox.inCorp((tx, at) =>
    tx.membership.createMany({
      data: [HE, REPORTER].map((memberId) => ({
        ...{ corp: court.outbox.corp, id: newId(), chatId: 'wr-1', memberId, memberKind: 'employee' },
        ...{ since: at, learned: 'fetch' },
      })),
    }),
  );
});

const complaining = async (at: Date) => ({
  corp: { slug: court.outbox.corp },
  keys: await court.outbox.keys(),
  at,
});
const report = () =>
  court.outbox.inCorp(async (tx, at) => {
    const about = { chatId: 'wr-1', memberId: HE, saidAt: null };
    const wanted = { by: REPORTER, about, reason: 'abuse', text: '他在群里骂人', via: 'reply' } as const;
    const of = await complaining(at);
    const { entries, outcome } = await complain(tx, of, wanted);
    await appendAudit(tx, of.corp.slug, of.keys, at, entries);
    return outcome;
  });
const tend = () =>
  court.outbox.inCorp(async (tx, at) => {
    const of = await complaining(at);
    const entries = await handOverWaiting(tx, of, await directoryOf(tx, court.outbox.corp, at.getTime()));
    await appendAudit(tx, of.corp.slug, of.keys, at, entries);
  });
const row = () => court.outbox.inCorp((tx) => tx.complaint.findFirstOrThrow());
const waiting = () =>
  court.outbox.inCorp(async (tx) => {
    const all = await backlogOf(tx, court.outbox.corp);
    return all.find(({ what }) => what === 'reports')?.waiting;
  });
const told = async (userid: string) => {
  await court.outbox.deliver();
  return court.outbox.phones.shownTo(userid).map(({ text }) => text ?? '');
};
/** From now on the policy names who answers for the employer. */
const nameCounsel = () =>
  court.outbox.inCorp(async (tx, at) => {
    const now = await tx.policyVersion.findFirstOrThrow();
    const source = now.source.replace(
      'offices:\n',
      'offices:\n  counsel: { name: { zh: 法务, en: Counsel }, who: { title: 法务 } }\n',
    );
    await tx.policyVersion.create({
      data: { ...now, id: newId(), version: 2, source, hash: hashOf(source), publishedAt: at, effectiveAt: at },
    });
  });

describe('a report that nobody may look at', () => {
  test('waits where the metrics show it, reaches nobody of his line, and who reported is told so', async () => {
    expect(await report()).toBe('rests');
    expect(await row()).toMatchObject({ goesTo: 'nobody', toUserid: null });
    expect(await waiting()).toBe(1);
    expect((await told(REPORTER)).join()).toContain('现在还没有不相关的人可以看');
    for (const userid of [HE, ...HR]) expect(await told(userid)).toEqual([]);
    await tend();
    expect(await row()).toMatchObject({ goesTo: 'nobody', toUserid: null });
    expect(await court.outbox.audit('complaint-handed-over')).toEqual([]);
  });

  test('goes to the last instance as soon as there is one, who answers it', async () => {
    await report();
    await court.change('路人示例', { position: '总裁' });
    await tend();
    await tend();
    expect(await row()).toMatchObject({ goesTo: 'last-instance', toUserid: 'lu.ren' });
    expect(await waiting()).toBe(0);
    expect((await told('lu.ren')).filter((text) => text.includes('等您看'))).toHaveLength(1);
    expect(await court.outbox.audit('complaint-handed-over')).toMatchObject([{ goesTo: 'last-instance' }]);
    const { id } = await row();
    const came = await court.outbox.inCorp(async (tx, at) =>
      decideComplaint(tx, await complaining(at), { id, by: 'lu.ren', says: 'acted', answer: '' }),
    );
    expect(came.outcome).toBe('done');
  });

  test('goes at once to whoever answers for the employer, where the policy names him and no last instance is there', async () => {
    await nameCounsel();
    await court.change('路人示例', { position: '法务' });
    await report();
    expect(await row()).toMatchObject({ goesTo: 'employer', toUserid: 'lu.ren' });
    expect((await told(REPORTER)).join()).toContain('会有人看');
    expect(await court.outbox.audit('complaint-made')).toMatchObject([{ goesTo: 'employer' }]);
  });

  test('goes to nobody who reported it himself', async () => {
    await court.change('群主示例', { position: '总裁' });
    await report();
    expect(await row()).toMatchObject({ goesTo: 'nobody', toUserid: null });
  });
});
