import { migrate } from '../../../src/db/migrate/migrate.ts';

// A migrator of its own: applies what is missing in a folder, and says in one line what it did or why it could not.
const [url = '', folder = ''] = process.argv.slice(2);
const told = await migrate(url, folder).catch((err: { readonly code?: string }) => {
  process.exitCode = 1;
  return { failed: err.code ?? 'unknown' };
});
process.stdout.write(`${JSON.stringify(told)}\n`);
