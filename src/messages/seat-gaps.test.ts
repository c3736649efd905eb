import { afterAll, expect, test } from 'vitest';
import { openTestDb } from '../../test/db.ts';
import { Corp, newId } from '../ids.ts';
import { seatGaps } from './seat-gaps.ts';
import { writeSeats } from './seats.ts';

const { db, close } = await openTestDb();
afterAll(close);

const at = (time: string): Date => new Date(`2026-11-26T${time}:00+08:00`);
const clockOf = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(11, 16);

/** When the seats were looked at, and who had one. */
type Looks = readonly (readonly [time: string, ...holders: string[]])[];
/** `sun 09:00–12:00`; with `seen 11:00` a look found him gone at 12:00 and had seen him at 11:00 last. */
type Stays = readonly string[];

async function gapsIn(looks: Looks, stays: Stays): Promise<string> {
  const corp = Corp.parse(`c${newId().slice(0, 8)}`);
  const chatId = 'wr1';
  return db.withCorp(corp, async (tx) => {
    await tx.archiveCursor.create({ data: { corp, seq: 1, atOnce: 100, failures: 0 } });
    for (const [time, ...holders] of looks) await writeSeats(tx, corp, holders, at(time));
    for (const stay of stays) {
      const [, memberId = '', from = '', until, seen] =
        /^(\S+) (\d\d:\d\d)–(?:(\d\d:\d\d)(?: seen (\d\d:\d\d))?)?$/.exec(stay) ?? [];
      await tx.membership.create({
        data: {
          corp,
          id: newId(),
          chatId,
          memberId,
          memberKind: 'employee',
          since: at(from),
          until: until ? at(until) : null,
          seenAt: seen ? at(seen) : null,
          learned: 'fetch',
        },
      });
    }
    const gaps = (await seatGaps(tx, corp, [chatId, 'wr2'], at('08:00'), at('18:00'))).get(chatId) ?? [];
    return gaps.map(({ fromMs, untilMs }) => `${clockOf(fromMs)}–${clockOf(untilMs)}`).join(', ');
  });
}

test.each<[string, Looks, Stays, string]>([
  ['no look at the seats yet', [], ['sun 08:00–'], ''],
  ['what the first look saw was so before', [['12:00', 'sun']], ['sun 07:00–'], ''],
  ['no roster was read', [['12:00', 'sun']], [], ''],
  ['lost and given back', [['09:00', 'sun'], ['10:00'], ['11:00', 'sun']], ['sun 07:00–'], '09:00–11:00'],
  ['lost, and lost still', [['09:00', 'sun'], ['10:00']], ['sun 07:00–'], '09:00–18:00'],
  ['given for the first time', [['09:00'], ['10:00', 'sun']], ['sun 07:00–'], '08:00–10:00'],
  [
    'the last look that saw it counts, however many did',
    [['09:00', 'sun'], ['09:15', 'sun'], ['09:30', 'sun'], ['09:45'], ['10:00'], ['10:15', 'sun']],
    ['sun 07:00–'],
    '09:30–10:15',
  ],
  [
    'somebody else had one all the time',
    [
      ['09:00', 'sun', 'qian'],
      ['10:00', 'qian'],
      ['11:00', 'sun', 'qian'],
    ],
    ['sun 07:00–', 'qian 07:00–'],
    '',
  ],
  [
    'somebody else had one, elsewhere',
    [
      ['09:00', 'sun', 'qian'],
      ['10:00', 'qian'],
      ['11:00', 'sun', 'qian'],
    ],
    ['sun 07:00–', 'zhao 07:00–'],
    '09:00–11:00',
  ],
  [
    'handed over between two looks',
    [
      ['09:00', 'sun'],
      ['10:00', 'qian'],
    ],
    ['sun 07:00–', 'qian 07:00–'],
    '09:00–10:00',
  ],
  ['the only holder left and came back', [['07:00', 'sun']], ['sun 07:00–10:00', 'sun 10:40–'], '10:00–10:40'],
  [
    'a look found him gone: since the look before nobody knows',
    [['07:00', 'sun']],
    ['sun 07:00–12:00 seen 10:00', 'sun 12:30–'],
    '10:00–12:30',
  ],
  ['another came before he went', [['07:00', 'sun', 'qian']], ['sun 07:00–10:00', 'qian 09:59–', 'sun 11:00–'], ''],
  ['whoever came has no seat', [['07:00', 'sun']], ['sun 07:00–10:00', 'zhao 09:00–', 'sun 11:00–'], '10:00–11:00'],
  [
    'both at different times',
    [['07:00', 'sun'], ['14:00'], ['15:00', 'sun']],
    ['sun 07:00–10:00', 'sun 11:00–'],
    '08:00–15:00', // the look at 07:00 was the last that saw it
  ],
  ['joined while it is looked at', [['07:00', 'sun']], ['sun 09:00–'], '08:00–09:00'],
])('%s', async (_says, looks, stays, gaps) => {
  expect(await gapsIn(looks, stays)).toBe(gaps);
});
