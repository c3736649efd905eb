import { expect, test } from 'vitest';
import { type Court, openCourt } from '../../test/builders/court.ts';
import { newId } from '../ids.ts';
import type { Finding } from '../policy/policy.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import type { Judged } from './judged.ts';
import { stepOnLadder } from './ladder-step.ts';

const finding = (over: Partial<Finding> = {}) =>
  ({
    nature: 'breach',
    rule: 'naming/nickname',
    subject: { kind: 'member', id: 'zhao.shiyong' },
    tell: 'member',
    ...over,
  }) as Finding;

const stepAfter = (court: Court, reminders: number, over: Partial<Finding> = {}) =>
  court.outbox.inCorp(async (tx, at) => {
    const { corp } = court.outbox;
    const [policy] = await policiesInForce(tx, corp, at);
    const directory = await directoryOf(tx, corp, at.getTime());
    const judged = { corp, policy, facts: { directory, members: [] }, at } as unknown as Judged;
    return stepOnLadder(tx, judged, finding(over), { reminders, graceUntil: reminders > 0 ? at : null });
  });

const strikes = (court: Court, category: string, count: number) =>
  court.outbox.inCorp(async (tx, at) => {
    const { corp } = court.outbox;
    const { personId } = await tx.account.findFirstOrThrow({ where: { corp, userid: 'zhao.shiyong' } });
    for (let nth = 0; nth < count; nth += 1)
      await tx.strike.create({ data: { corp, id: newId(), caseId: newId(), personId, category, at, days: 365 } });
  });

test('提醒 → 再次提醒 → 转人工; one reminder less for who has a strike of the same category, and of no other', async () => {
  const court = await openCourt();
  const steps = async () => [await stepAfter(court, 0), await stepAfter(court, 1), await stepAfter(court, 2)];
  expect(await steps()).toEqual(['remind', 'remind-again', 'to-person']);
  await strikes(court, 'response', 1);
  expect(await steps()).toEqual(['remind', 'remind-again', 'to-person']);
  await strikes(court, 'naming', 1);
  expect(await steps()).toEqual(['remind', 'to-person', 'to-person']);
});

test('a task is nobody’s fault: it is brought twice, whatever strikes there are', async () => {
  const court = await openCourt();
  await strikes(court, 'naming', 3);
  const task = { nature: 'task', tell: 'admin' } as const;
  expect([await stepAfter(court, 1, task), await stepAfter(court, 2, task)]).toEqual(['remind-again', 'to-person']);
});
