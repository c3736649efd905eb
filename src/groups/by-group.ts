/** Rows by the group they are about, in their order. */
export function byGroup<Row extends { readonly chatId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const own = groups.get(row.chatId);
    if (own) own.push(row);
    else groups.set(row.chatId, [row]);
  }
  return groups;
}
