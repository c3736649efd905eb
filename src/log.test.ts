import { afterAll, describe, expect, test } from 'vitest';
import { openTestDb } from '../test/db.ts';
import { HouseError } from './errors.ts';
import { Corp, newId } from './ids.ts';
import { openLog } from './log.ts';

const corp = Corp.parse('alpha');
const SECRET = '绝密小太阳';

const { db, close } = await openTestDb();
afterAll(close);

async function lineOf(work: () => Promise<unknown> | unknown): Promise<Record<string, string>> {
  const lines: string[] = [];
  const log = openLog('info', (line) => lines.push(line));
  await Promise.resolve()
    .then(work)
    .catch((err: unknown) => log.error({ err, nickname: SECRET }, 'it failed'));
  return JSON.parse(lines[0] ?? '{}');
}

const keep = (over: object) =>
  db.withCorp(corp, (tx) =>
    tx.nicknameState.createMany({
      data: [
        {
          corp,
          id: newId(),
          chatId: 'c',
          memberId: 'm',
          since: new Date(0),
          nickname: SECRET,
          shownName: SECRET,
          ...over,
        },
      ],
    }),
  );

describe('an error never brings a value into the log', () => {
  for (const [name, work] of [
    ['a date that is none', () => keep({ since: new Date(Number.NaN) })],
    ['a value of another type', () => keep({ shownName: 5 })],
    ['an id that is none', () => keep({ id: SECRET })],
    ['a NUL', () => keep({ nickname: `${SECRET}\0` })],
    ['a row of another corp', () => keep({ corp: 'beta' })],
    ['a raw query', () => db.withCorp(corp, (tx) => tx.$queryRaw`select ${SECRET}::int`)],
    ['JSON that is none', () => JSON.parse(`{"nickname":${SECRET}}`)],
    ['a name that is nowhere', () => (undefined as unknown as Record<string, () => void>)[SECRET]?.()],
  ] as const)
    test(`from ${name}`, async () => {
      const line = await lineOf(work);
      expect(JSON.stringify(line)).not.toContain(SECRET);
      expect(line.code).toBeTruthy();
      expect(line.message).toBeTruthy();
      expect(line.stack).toMatch(/ {4}at /);
    });

  test('what PostgreSQL calls it is kept', async () => {
    expect(await lineOf(() => db.withCorp(corp, (tx) => tx.$queryRaw`select ${SECRET}::int`))).toMatchObject({
      code: 'P2010',
      message: 'PostgreSQL says 22P02',
    });
  });
});

test('our own errors say what, why and what to do', async () => {
  const said = {
    code: 'E-X',
    what: 'the «gate» is "shut"',
    why: 'it is night',
    remedy: 'wait',
    retry: 'never',
  } as const;
  const line = await lineOf(() => {
    throw new HouseError(said);
  });
  expect(line).toMatchObject({ code: 'E-X', message: 'the «gate» is "shut"', why: 'it is night', remedy: 'wait' });
});
