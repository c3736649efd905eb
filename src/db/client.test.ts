import { expect, test } from 'vitest';
import { freshDatabase } from '../../test/db.ts';
import { Corp } from '../ids.ts';
import { openDb } from './client.ts';

const said = '小太阳';
const corp = Corp.parse('alpha');

test('an error of the database is logged, so it says nothing of what was to be written', async () => {
  const database = await freshDatabase();
  const db = openDb(database.appUrl, 'fixed');
  const row = { corp, chatId: 'wr1', reach: 'customer', evidence: said };
  const messageOf = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'no error',
      (err: unknown) => `${(err as Error).message}${(err as Error).stack}`,
    );
  const messages = [
    await messageOf(db.withCorp(corp, (tx) => tx.chatGroup.create({ data: { ...row, reach: undefined } as never }))),
    await messageOf(db.withCorp(corp, (tx) => tx.chatGroup.createMany({ data: [row, row] }))),
  ];
  await db.close();
  await database.drop();

  for (const message of messages) {
    expect(message).not.toBe('no error');
    expect(message).not.toContain(said);
  }
});
