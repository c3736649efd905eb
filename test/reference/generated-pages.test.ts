import { expect, test } from 'vitest';
import { freshDatabase } from '../db.ts';
import { writeApi } from './write-api.ts';
import { writeAuditViews } from './write-audit-views.ts';
import { writeCli } from './write-cli.ts';
import { writeCrypto } from './write-crypto.ts';
import { tablesIn, writeDataModel } from './write-data-model.ts';
import { writeRules } from './write-rules.ts';

// Pages that nobody writes by hand; npm run generate:reference writes them.

test('docs/cli.md is what --help says now', async () => {
  await expect(await writeCli()).toMatchFileSnapshot('../../docs/cli.md');
});

test('docs/rules.md has every rule there is now', async () => {
  await expect(writeRules()).toMatchFileSnapshot('../../docs/rules.md');
});

test('docs/api.md has every route and every figure there is now', async () => {
  await expect(await writeApi()).toMatchFileSnapshot('../../docs/api.md');
});

test('docs/data-model.md is what the schema says now', async () => {
  await expect(writeDataModel()).toMatchFileSnapshot('../../docs/data-model.md');
});

test('docs/crypto-inventory.md is what is written down of each use', async () => {
  await expect(writeCrypto()).toMatchFileSnapshot('../../docs/crypto-inventory.md');
});

test('docs/audit-views.md is how the database describes its views now', async () => {
  const database = await freshDatabase();
  const said = await writeAuditViews(database);
  await database.drop();
  await expect(said).toMatchFileSnapshot('../../docs/audit-views.md');
});

test('a table is read by its name in SQL, with what its comments say', () => {
  const [table] = tablesIn(
    '/// A thing.\nmodel OneThing {\n  corp  String\n  setBy String? @map("set_by") /// who\n\n  @@id([corp, setBy])\n  @@map("one_thing")\n}\n',
  );
  expect(table).toEqual({
    name: 'one_thing',
    says: 'A thing.',
    columns: [
      { name: 'corp', type: 'String', note: '' },
      { name: 'set_by', type: 'String?', note: 'who' },
    ],
    key: 'corp, setBy',
  });
});
