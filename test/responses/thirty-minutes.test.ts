import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

let open: TalkingHouse;
beforeEach(async () => {
  open = await openTalkingHouse();
  await open.readUpTo('11-26 09:30');
});
afterEach(() => open.house.close());

const ASKED = { id: 'm1', from: 'sun.jingli', at: '11-26 10:00', text: '@营销策划部-钱销售 请今天把报表发我' };
const ANSWERED = { id: 'm2', from: 'qian.xiaoshou', at: '11-26 10:10', text: '收到' };

async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
}

describe('a task of thirty minutes', () => {
  test('that is answered is met, with its arithmetic and its proof', async () => {
    await at('11-26 10:01');
    await open.hear(ASKED);
    expect(await open.rows()).toMatchObject([
      {
        instance: 'half-an-hour',
        awaited: ['qian.xiaoshou'],
        asker: 'sun.jingli',
        acknowledgeState: 'running',
        closedAt: null,
      },
    ]);
    await at('11-26 10:12');
    await open.hear(ANSWERED);
    const [row] = await open.rows();
    expect(row).toMatchObject({
      acknowledgeState: 'met',
      acknowledgeDueAt: new Date('2026-11-26T10:30:00+08:00'),
      acknowledgeWorkedMs: 600_000n,
      bestProof: 'speaks-next',
    });
    expect(row?.closedAt).not.toBeNull();
    expect(await open.house.trail('obligation-opened')).toHaveLength(1);
    expect(await open.house.trail('obligation-changed')).toMatchObject([{ clock: 'acknowledge', change: 'met' }]);
    expect(await open.house.openCases()).toEqual([]);
  });
});
