import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { openedBy } from '../record-reads/opened-by.ts';

interface FoundCase {
  readonly chatId: string;
  readonly instance: string;
  readonly subject: string;
  readonly window: string;
  readonly openedAt: Date;
}

/** What was found in a message that a case rests on. */
export interface CaseFind {
  readonly id: string;
  readonly saidAt: Date;
  readonly category: string;
  /** `shut`: kept, and opened for a reason; `none`: nothing of the words is kept. */
  readonly words: { readonly is: 'shut' | 'none' } | { readonly is: 'open'; readonly excerpt: string };
}

interface Reader {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly reader: string;
  readonly at: Date;
}

const DAY_MS = 86_400_000;
const MOST = 20;

/** The finds of a case, oldest first: of its message, else of the same person in the same group in the day before it. */
export async function findsOfCase(
  tx: Tx,
  { corp, keys, reader, at }: Reader,
  { chatId, instance, subject, window, openedAt }: FoundCase,
): Promise<CaseFind[]> {
  const by = { equals: subject.replace(/^\w+:/, ''), mode: 'insensitive' } as const;
  const of = { corp, chatId, instance, byId: by };
  const order = { orderBy: { saidAt: 'asc' }, take: MOST } as const;
  const exact = await tx.contentHit.findMany({ where: { ...of, messageId: window }, ...order });
  const since = new Date(openedAt.getTime() - DAY_MS);
  const rows =
    exact.length > 0
      ? exact
      : await tx.contentHit.findMany({ where: { ...of, saidAt: { gt: since, lte: openedAt } }, ...order });
  const finds: CaseFind[] = [];
  for (const { id, saidAt, category, excerpt } of rows) {
    const opened = await openedBy(tx, corp, { aboutId: id, reader, what: 'excerpt', at });
    const words =
      excerpt === null
        ? ({ is: 'none' } as const)
        : opened === 'closed'
          ? ({ is: 'shut' } as const)
          : ({
              is: 'open',
              excerpt: keys.open({ table: 'content_hit', column: 'excerpt', row: id }, excerpt),
            } as const);
    finds.push({ id, saidAt, category, words });
  }
  return finds;
}
