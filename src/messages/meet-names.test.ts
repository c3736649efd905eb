import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openTestDb } from '../../test/db.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { Corp, newId } from '../ids.ts';
import { keepBatch, nobodyHears } from './keep-batch.ts';
import { forgetUnmet, meetNames } from './meet-names.ts';
import type { Said } from './said.ts';

const { db, close } = await openTestDb();
afterAll(close);

const CHAT = 'wrUnmet';
const at = (time: string): Date =>
  new Date(`2026-11-${time.length > 5 ? time.replace(' ', 'T') : `26T${time}`}:00+08:00`);
const keys: CorpKeys = {
  seal: (_, text) => text,
  open: (_, sealed) => sealed,
  pseudonym: (id) => id,
  sign: (purpose, text) => Buffer.from(`${purpose} ${text}`).toString('base64url').split('').reverse().join(''),
};

/** `10:05 qian 新名字`: the roster was read then, and showed him so; `left`: it showed him no more. */
type Read = readonly [time: string, id: string, nickname: string];
type Spoken = readonly [time: string, text: string, heard?: string];

const inCorp = <T>(work: (tx: Tx, corp: Corp) => Promise<T>): Promise<T> => {
  const corp = Corp.parse(`c${newId().slice(0, 8)}`);
  return db.withCorp(corp, (tx) => work(tx, corp));
};

async function moveIn(tx: Tx, corp: Corp, ...ids: readonly string[]): Promise<void> {
  for (const memberId of ids) {
    const stay = { corp, id: newId(), chatId: CHAT, memberId, memberKind: 'employee', since: at('01 08:00') };
    await tx.membership.create({ data: { ...stay, learned: 'fetch' } });
    await tx.nicknameState.create({
      data: {
        corp,
        id: newId(),
        chatId: CHAT,
        memberId,
        since: at('01 08:00'),
        nickname: `旧${memberId}`,
        shownName: '',
      },
    });
  }
}

async function read(tx: Tx, corp: Corp, [time, memberId, nickname]: Read): Promise<void> {
  const since = at(time);
  await tx.nicknameState.updateMany({ where: { corp, chatId: CHAT, memberId, until: null }, data: { until: since } });
  const row = { corp, id: newId(), chatId: CHAT, memberId, since, nickname, shownName: '' };
  await tx.nicknameState.create({ data: row });
}

async function hear(tx: Tx, corp: Corp, id: string, [time, text, heard = time]: Spoken): Promise<void> {
  const from = { id: 'sun', kind: 'employee' } as const;
  const sentAtMs = at(time).getTime();
  const said: Said = { id, chatId: CHAT, from, to: [], sentAtMs, kind: 'text', text, things: [] };
  const nothing = { oneToOne: [], recalls: [], consents: [], parked: [], switched: 0, heardAtMs: null };
  const how = { keys, hears: nobodyHears, learnedBy: 'file', at: at(heard) } as const;
  await keepBatch(tx, corp, { messages: [{ said, seq: null }], ...nothing }, how);
}

async function meant(tx: Tx, corp: Corp): Promise<readonly string[]> {
  const rows = await tx.message.findMany({ where: { corp }, orderBy: { id: 'asc' } });
  return rows.map(({ mentions }) =>
    (mentions as { is: string; id?: string; ids?: string[]; at: number; length: number }[])
      .map(({ is, id, ids, at: from, length }) => `${id ?? ids?.join('|') ?? is} ${from}+${length}`)
      .join(', '),
  );
}

const meet = (tx: Tx, corp: Corp, time: string) => meetNames(tx, corp, keys, { chatIds: [CHAT] }, at(time));

test.each<readonly [string, string, readonly Read[], string]>([
  ['who is read under it next', '@新名字 请看', [['10:05', 'qian', '新名字']], 'qian 0+4'],
  ['nobody, when nobody is called so', '@财务 请看', [['10:05', 'qian', '新名字']], 'nobody 0+3'],
  [
    'each of two who are read under it together',
    '@新名字 请看',
    [
      ['10:05', 'qian', '新名字'],
      ['10:05', 'zhao', '新名字'],
    ],
    'qian|zhao 0+4',
  ],
  [
    'the first of two who are read under it',
    '@新名字 请看',
    [
      ['10:05', 'qian', '新名字'],
      ['10:20', 'zhao', '新名字'],
    ],
    'qian 0+4',
  ],
  ['nobody, when somebody takes it two days later', '@新名字 请看', [['28 10:05', 'qian', '新名字']], 'nobody 0+4'],
  ['a name with a blank, whole', '@Qian Xin 请看', [['10:05', 'qian', 'qian xin']], 'qian 0+9'],
  [
    'the longest of several ways to read it',
    '@Qian Xin 请看',
    [
      ['10:05', 'zhao', 'Qian'],
      ['10:05', 'qian', 'Qian Xin'],
    ],
    'qian 0+9',
  ],
  ['a name with an @ in it, once', '@阿@德 请看', [['10:05', 'qian', '阿@德']], 'qian 0+4'],
  [
    'two of them, each',
    '@新名字 @又一个 请看',
    [
      ['10:05', 'qian', '新名字'],
      ['10:20', 'zhao', '又一个'],
    ],
    'qian 0+4, zhao 5+4',
  ],
])('a name that nobody has means %s', async (_, text, reads, expected) => {
  await inCorp(async (tx, corp) => {
    await moveIn(tx, corp, 'sun', 'qian', 'zhao');
    await hear(tx, corp, 'm1', ['10:00', text]);
    for (const time of [...new Set(reads.map(([when]) => when))]) {
      for (const one of reads.filter(([when]) => when === time)) await read(tx, corp, one);
      await meet(tx, corp, time);
    }
    expect(await meant(tx, corp)).toEqual([expected]);
  });
});

test('who came into the group after it was said is not meant, whatever he is called', async () => {
  await inCorp(async (tx, corp) => {
    await moveIn(tx, corp, 'sun');
    await hear(tx, corp, 'm1', ['10:00', '@新名字 请看']);
    const stay = { corp, id: newId(), chatId: CHAT, memberId: 'qian', memberKind: 'employee', since: at('10:03') };
    await tx.membership.create({ data: { ...stay, learned: 'fetch' } });
    await read(tx, corp, ['10:05', 'qian', '新名字']);
    expect(await meet(tx, corp, '10:05')).toEqual([]);
    expect(await meant(tx, corp)).toEqual(['nobody 0+4']);
  });
});

test('a quote of somebody who renamed himself is met, too; the row holds no name, and after a day nothing of it', async () => {
  await inCorp(async (tx, corp) => {
    await moveIn(tx, corp, 'sun', 'qian');
    await hear(tx, corp, 'm1', ['10:00', '这是一条引用/回复消息：\n"新名字：\n报表"\n------\n@没有人 好']);
    await hear(tx, corp, 'm2', ['10:01', '@也没有人 好']);
    const rows = () => tx.message.findMany({ where: { corp }, orderBy: { id: 'asc' } });
    expect(
      JSON.stringify(await rows(), (_key, value) => (String(value) === value || typeof value !== 'bigint' ? value : 0)),
    ).not.toMatch(/新名字|没有人/);
    await read(tx, corp, ['10:05', 'qian', '新名字']);
    await meet(tx, corp, '10:05');
    expect((await rows())[0]?.quote).toMatchObject({ of: { is: 'one', id: 'qian' } });
    expect(await forgetUnmet(tx, corp, at('27 09:59'))).toBe(0);
    expect(await forgetUnmet(tx, corp, at('27 10:02'))).toBe(2);
    expect(JSON.stringify((await rows()).map(({ mentions }) => mentions))).not.toContain('may');
    expect(await meant(tx, corp)).toEqual(['nobody 0+4', 'nobody 0+5']);
  });
});

const NAMES = ['新名字', 'Xin', 'Xin Ming', '旧qian'];
const minute = (nth: number): string => `10:${String(nth).padStart(2, '0')}`;

test('whichever comes first, what is said or how people are called, the same people are meant', async () => {
  const reads = fc.uniqueArray(
    fc.record({
      nth: fc.integer({ min: 1, max: 20 }),
      id: fc.constantFrom('qian', 'zhao'),
      name: fc.constantFrom(...NAMES),
    }),
    { maxLength: 5, selector: ({ nth, id }) => `${nth} ${id}` },
  );
  const said = fc.array(
    fc.record({ nth: fc.integer({ min: 1, max: 20 }), name: fc.constantFrom(...NAMES), late: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
  const ends = async (
    readings: readonly { nth: number; id: string; name: string }[],
    spoken: readonly { nth: number; name: string; late: boolean }[],
    order: 'as it happened' | 'all that is said last',
  ) =>
    inCorp(async (tx, corp) => {
      await moveIn(tx, corp, 'sun', 'qian', 'zhao');
      const steps = [
        ...[...new Set(readings.map(({ nth }) => nth))].map((nth) => ({
          when: nth,
          does: async () => {
            for (const one of readings.filter((other) => other.nth === nth))
              await read(tx, corp, [minute(nth), one.id, one.name]);
            await meet(tx, corp, minute(nth));
          },
        })),
        ...spoken.map(({ nth, name, late }, place) => ({
          when: (order === 'as it happened' ? nth + (late ? 7 : 0) : 40) + 0.5,
          does: () =>
            hear(tx, corp, `m${place}`, [
              minute(nth),
              `@${name} 请看`,
              minute(order === 'as it happened' ? nth + (late ? 7 : 0) : 40),
            ]),
        })),
      ];
      for (const { does } of steps.sort((one, other) => one.when - other.when)) await does();
      return meant(tx, corp);
    });
  await fc.assert(
    fc.asyncProperty(reads, said, async (readings, spoken) => {
      expect(await ends(readings, spoken, 'as it happened')).toEqual(
        await ends(readings, spoken, 'all that is said last'),
      );
    }),
    { numRuns: 40 },
  );
});
