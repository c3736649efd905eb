import { z } from 'zod';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { setList } from '../directory/named-lists.ts';
import { corpOf } from './corps.ts';
import { counted } from './counted.ts';
import type { Answer } from './desk.ts';
import { readStrict, refusedFile } from './strict-file.ts';

const say = (message: string, remedy: string) => ({ error: `${message} → ${remedy}` });

const Line = z.strictObject({
  /** What the line is called for ever: a member number. */
  key: z.string().min(1, say('is empty', 'give every line a key that stays, such as a member number')).max(100),
  /** Full, short and usual names. */
  companies: z.array(z.string().min(1)).default([]),
  department: z.string().default(''),
  title: z.string().default(''),
  name: z.string().min(1, say('is empty', 'write the name of the person')),
});

const ListFile = z.strictObject({ entries: z.array(Line) });

/** Makes the list what the file says, and has every group looked at again when anything changed. */
export async function setListFrom(
  deps: Deps,
  list: string,
  file: string,
  { corp: named, by }: { readonly corp?: string; readonly by: string },
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, named);
  const read = readStrict(file, ListFile, 'entries:');
  if (read.state === 'wrong') return refusedFile(file, read.source, read.problems);
  const { entries } = read.data;
  const twice = entries.flatMap(({ key }, i) =>
    entries.findIndex((other) => other.key === key) < i
      ? [
          read.written.problem(
            ['entries', i, 'key'],
            'error',
            `${key} is the key of another line`,
            'a key names one line',
          ),
        ]
      : [],
  );
  if (twice.length > 0) return refusedFile(file, read.source, twice);
  const lines = entries.map((entry) => ({ ...entry, list }));
  const keys = await deps.keys.of(corp);
  const changed = await deps.db.withCorp(corp, async (tx) =>
    setList(tx, corp, keys, { list, entries: lines, by }, await nowIn(tx)),
  );
  if (changed > 0) await deps.bell.ring('timers', corp);
  return {
    exit: 0,
    json: { corp, list, entries: entries.length, changed },
    text: `✓ ${list}: ${counted(entries.length, 'line')}, ${counted(changed, 'change')}${changed > 0 ? '; every group is looked at again' : ''}\n`,
  };
}
