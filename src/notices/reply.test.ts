import { beforeEach, describe, expect, test } from 'vitest';
import { type Outbox, openOutbox } from '../../test/builders/outbox.ts';
import { newId } from '../ids.ts';
import { replied } from './reply.ts';

let outbox: Outbox;
beforeEach(async () => {
  outbox = await openOutbox();
});

const reply = (answer: string, userid = 'zhao.shiyong') => replied(outbox.deps, outbox.corp, { userid, answer });
const decisions = () => outbox.inCorp((tx) => tx.decision.findMany({ where: { corp: outbox.corp } }));

describe('a member writes to the app', () => {
  test.each([
    ['0', 'reported-wrong'],
    ['０', 'reported-wrong'],
    [' 0 ', 'reported-wrong'],
    ['1', 'fixed'],
  ])('%j is %s', async (answer, action) => {
    await outbox.write('zhao.shiyong');
    await outbox.deliver();
    expect(await reply(answer)).toBe('done');
    expect(await decisions()).toMatchObject([{ action, via: 'reply', actor: 'zhao.shiyong' }]);
    expect(await outbox.audit('decision-made')).toMatchObject([{ action }]);
  });

  test.each(['', '2', '00', '01', '好的', '0好', 'O', '-0', '²'])('%j is nobody’s business', async (answer) => {
    await outbox.write('zhao.shiyong');
    await outbox.deliver();
    expect(await reply(answer)).toBe('nothing');
    expect(await decisions()).toEqual([]);
    expect(outbox.phones.shown()).toHaveLength(1);
  });

  test('0 is about every matter of the last reminder, and about no earlier one', async () => {
    await outbox.write('zhao.shiyong');
    await outbox.deliver();
    await outbox.move(60_000);
    await outbox.write('zhao.shiyong');
    await outbox.write('zhao.shiyong');
    await outbox.deliver();
    expect(await reply('0')).toBe('done');
    expect(await decisions()).toHaveLength(2);
  });

  test('0 twice counts once', async () => {
    await outbox.write('zhao.shiyong');
    await outbox.deliver();
    expect(await reply('0')).toBe('done');
    expect(await reply('0')).toBe('nothing');
    expect(await decisions()).toHaveLength(1);
  });

  test('after three days it is about nothing', async () => {
    await outbox.write('zhao.shiyong');
    await outbox.deliver();
    await outbox.move(72 * 3_600_000);
    expect(await reply('0')).toBe('nothing');
  });

  test('who got no reminder decides nothing', async () => {
    await outbox.write('zhao.shiyong');
    await outbox.deliver();
    expect(await reply('0', 'renshi.shili')).toBe('nothing');
    expect(await reply('0', 'nobody.shili')).toBe('nothing');
  });

  test('the next holder of the account does not answer for the one before', async () => {
    await outbox.write('zhao.shiyong');
    await outbox.deliver();
    await outbox.inCorp(async (tx, at) => {
      const personId = newId();
      await tx.account.updateMany({ where: { corp: outbox.corp, userid: 'zhao.shiyong' }, data: { until: at } });
      await tx.person.create({ data: { corp: outbox.corp, id: personId, createdAt: at } });
      await tx.account.create({
        data: { corp: outbox.corp, id: newId(), userid: 'zhao.shiyong', personId, since: at },
      });
    });
    expect(await reply('0')).toBe('nothing');
  });
});
