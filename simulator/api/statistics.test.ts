import { beforeEach, describe, expect, test } from 'vitest';
import { openStage } from '../testing/open-stage.ts';
import { type Call, callerOf } from '../testing/wecom-call.ts';

let call: Call;
const secondsAt = (day: string): number => Date.parse(`${day}T00:00:00+08:00`) / 1_000;
const asked = (over: object = {}) =>
  call('externalcontact/groupchat/statistic', {
    day_begin_time: secondsAt('2026-11-26'),
    owner_filter: { userid_list: ['li.yangben', 'nobody'] },
    ...over,
  });

beforeEach(async () => {
  const { tenant, simulator, clock } = await openStage();
  const group = await tenant.createGroup({ name: '示范群', owner: 'li.yangben' });
  await tenant.createGroup({ name: '示范二群', owner: 'li.yangben' });
  await tenant.speak(group);
  await tenant.speak(group);
  await clock.move(2 * 86_400_000);
  call = await callerOf(simulator, tenant);
});

describe('externalcontact/groupchat/statistic', () => {
  test('counts the groups of an owner and those that had messages; who has none is absent', async () => {
    const counts = { chat_total: 2, chat_has_msg: 1, msg_total: 2, new_chat_cnt: 2 };
    expect(await asked()).toMatchObject({ errcode: 0, total: 1, items: [{ owner: 'li.yangben', data: counts }] });
    const silent = await asked({ day_begin_time: secondsAt('2026-11-27') });
    expect(silent.items).toMatchObject([{ data: { chat_total: 2, chat_has_msg: 0, msg_total: 0 } }]);
  });

  test('any moment of a day means the day', async () => {
    expect((await asked({ day_begin_time: secondsAt('2026-11-26') + 80_000 })).items).toMatchObject([
      { data: { msg_total: 2 } },
    ]);
  });

  test.each<readonly [string, () => object]>([
    ['today', () => ({ day_begin_time: secondsAt('2026-11-28') })],
    ['more than 180 days ago', () => ({ day_begin_time: secondsAt('2026-05-31') })],
    ['more than 30 days', () => ({ day_begin_time: secondsAt('2026-10-25'), day_end_time: secondsAt('2026-11-26') })],
    ['no owner', () => ({ owner_filter: { userid_list: [] } })],
    ['more than 1000 lines', () => ({ limit: 1_001 })],
  ])('refuses %s', async (_name, over) => {
    expect(await asked(over())).toMatchObject({ errcode: 40058 });
  });
});
