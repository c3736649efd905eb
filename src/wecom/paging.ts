import { refusedWith } from './refused.ts';
import { unreadable } from './trouble.ts';

export interface Page {
  readonly next_cursor?: string | undefined;
}

/** WeCom forgot where we were [90313]. */
const CURSOR_LOST = 50100;

/** All pages of an API that walks by cursor. When the cursor is lost the walk starts again, once. */
export async function everyPage<P extends Page>(api: string, read: (cursor: string) => Promise<P>): Promise<P[]> {
  try {
    return await walk(api, read);
  } catch (err) {
    if (!refusedWith(err, CURSOR_LOST)) throw err;
    return walk(api, read);
  }
}

async function walk<P extends Page>(api: string, read: (cursor: string) => Promise<P>): Promise<P[]> {
  const pages: P[] = [];
  const seen = new Set<string>();
  for (let cursor = ''; ; ) {
    const page = await read(cursor);
    pages.push(page);
    cursor = page.next_cursor ?? '';
    if (cursor === '') return pages;
    if (seen.has(cursor)) throw unreadable(api, ['next_cursor (it goes in a circle)']);
    seen.add(cursor);
  }
}
