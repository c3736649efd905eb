// Prisma's schema engine is a binary it downloads; nothing here may download. `generate` and `validate` run on the
// engine's WebAssembly and only check that the path exists, so any executable will do (docs: ARCHITECTURE.md, Database).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

import { defineConfig } from 'prisma/config';

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
