import { readFileSync } from 'node:fs';

/** The questions of docs/audit-queries.md: their titles, and the SQL that answers them. */
export const AUDIT_QUERIES: readonly { readonly title: string; readonly sql: string }[] = [
  ...readFileSync('docs/audit-queries.md', 'utf8').matchAll(/^### \d+\. (.+)\n[\s\S]*?```sql\n([\s\S]*?)```/gm),
].map(([, title = '', sql = '']) => ({ title, sql }));
