/** More than the house has; lists of ids make further ones without end, and every connection would keep them all. */
const MOST_NAMES = 500;

/** PostgreSQL's own name of the statement that the next one replaces. */
const UNNAMED = '';

/**
 * Names for statements, so that a connection parses and plans each once. A statement beyond the first 500 has no name:
 * it is prepared every time anew.
 */
export function openStatementNames(most = MOST_NAMES): (sql: string) => string {
  const names = new Map<string, string>();
  return (sql) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= most) return UNNAMED;
    const name = `q${names.size}`;
    names.set(sql, name);
    return name;
  };
}
