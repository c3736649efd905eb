import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { startEmbedded } from '../src/db/embedded/start-embedded.ts';

export const readSchema = (): string => readFileSync(new URL('./schema.prisma', import.meta.url), 'utf8');

/**
 * Answers the SQL that makes every table of schema.prisma from nothing. Run by hand when a migration is drafted, and by
 * the test that compares schema.prisma with the migrations.
 */
export async function draftFromEmpty(databaseUrl: string, content = readSchema()): Promise<string> {
  const { SchemaEngine } = await schemaEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl }));
  const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', content]] }, () => undefined, adapter);
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

/** Node has it as a global; the types of Node 24 do not say so. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start?(): void } } }>;
};

// biome-ignore lint/suspicious/noExplicitAny: Prisma gives this internal package no types that fit
let loaded: Promise<any> | undefined;

/** The engine's WebAssembly, once a process. Instantiated here because its own loader needs a newer Node than 20. */
function schemaEngine() {
  loaded ??= loadEngine();
  return loaded;
}

async function loadEngine() {
  const glueFile = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const glue = await import(glueFile);
  const bytes = readFileSync(join(dirname(glueFile), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  return glue;
}

/** The engine wants to talk to a PostgreSQL, whatever is in it: the one that is given, or the embedded one. */
async function printDraft(): Promise<void> {
  const given = process.env.DATABASE_URL;
  const server = given
    ? undefined
    : await startEmbedded(resolve('.qungui'), { log: { info: () => undefined, warn: () => undefined } });
  try {
    process.stdout.write(await draftFromEmpty(given ?? server?.superuserUrl ?? ''));
  } finally {
    await server?.stop();
  }
}

if (process.argv[1]?.endsWith('draft-migration.ts')) await printDraft();
