import type { Tx } from '../../db/client.ts';
import type { Writing } from '../../groups/register.ts';
import { noticeContent } from '../../notices/content.ts';
import { enqueueNotice } from '../../notices/enqueue.ts';
import { neutralise } from '../../notices/neutralise.ts';
import { sayBoth } from '../../notices/wording/say.ts';
import type { Confirmed } from './confirm.ts';

/** Tells each owner once which of his groups are to be closed, and which to be moved, and by when. One text, no card. */
export async function tellOwners(tx: Tx, { corp, keys, at }: Writing, done: readonly Confirmed[]): Promise<void> {
  const ending = done.filter(({ settled, line }) => isEnding(settled.state) && line.owner !== '');
  for (const owner of new Set(ending.map(({ line }) => line.owner))) {
    const notes = ending
      .filter(({ line }) => line.owner === owner)
      .flatMap(({ line, settled }) => {
        if (settled.state !== 'to-close' && settled.state !== 'to-migrate') return [];
        const key = settled.state === 'to-close' ? 'noteToClose' : 'noteToMigrate';
        return [sayBoth(key, { group: neutralise(line.name), date: settled.dueOn })];
      });
    await enqueueNotice(tx, corp, keys, {
      to: owner,
      content: noticeContent('outcome', 'zh', [], { notes }),
      notBefore: at,
      at,
    });
  }
}

const isEnding = (state: string): boolean => state === 'to-close' || state === 'to-migrate';
