import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';

/**
 * Prints the SQL that makes every table of schema.prisma from nothing. Run by hand when a migration is drafted, and by
 * the test that compares schema.prisma with the migrations. The engine's WebAssembly is instantiated here because its
 * own loader needs a newer Node than 20.
 */
export async function draftFromEmpty(databaseUrl: string): Promise<string> {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const glue = await import(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const bytes = readFileSync(join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start?: () => void }).__wbindgen_start?.();
  const schema = new URL('./schema.prisma', import.meta.url);
  const content = readFileSync(schema, 'utf8');
  const adapter = await import('@prisma/driver-adapter-utils').then(({ bindMigrationAwareSqlAdapterFactory }) =>
    bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl })),
  );
  const engine = await glue.SchemaEngine.new({ datamodels: [['schema.prisma', content]] }, () => undefined, adapter);
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}

if (process.argv[1]?.endsWith('draft-migration.ts')) {
  process.stdout.write(await draftFromEmpty(process.env.DATABASE_URL ?? 'postgresql://nobody@localhost/nothing'));
}
