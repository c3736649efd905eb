import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { hitsFound, type ShownHit } from '../words/hits.ts';
import { readExcerpts } from '../words/read-excerpts.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { table } from './table.ts';

interface Options {
  readonly corp?: string;
  readonly rule?: string;
  readonly all?: true;
  readonly most: number;
  readonly by?: string;
  readonly reason?: string;
}

/** Who opens excerpts, and why. */
interface Opening {
  readonly by: string;
  readonly reason: string;
}

/** What was found and not marked yet. Excerpts, where the policy keeps them, only for a reason that is kept with who asked. */
export async function showHits(deps: Deps, { corp: wanted, rule, all, most, ...asked }: Options): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, wanted);
  const opening = openingOf(asked);
  const hits = await deps.db.withCorp(corp, async (tx) => {
    const found = await hitsFound(tx, corp, { instance: rule, marked: all ? 'any' : 'not-yet', most });
    return opening ? withExcerpts(tx, deps, corp, found, opening) : found.map((hit) => ({ ...hit, excerpt: null }));
  });
  const rows = hits.map((hit) => [
    hit.id,
    hit.saidAt.toISOString(),
    hit.groupName,
    hit.by,
    hit.instance,
    hit.clause,
    hit.category,
    hit.excerpt ?? (hit.keeps === 'excerpt' ? 'closed' : '—'),
    hit.marked ?? '',
  ]);
  return {
    exit: 0,
    json: { corp, hits },
    text: rows.length > 0 ? `${listed(rows)}${hintFor(hits)}` : '✓ nothing to look at\n',
  };
}

const listed = (rows: readonly (readonly string[])[]): string =>
  table(
    ['find', 'said', 'group', 'by', 'rule', 'clause', 'about', 'excerpt', 'marked'],
    rows.map((row) => [...row]),
  );

function openingOf({ by, reason }: Partial<Opening>): Opening | null {
  if (by === undefined && reason === undefined) return null;
  if (by !== undefined && reason !== undefined && reason.trim() !== '') return { by, reason: reason.trim() };
  throw wrongUse(
    'excerpts are opened by somebody, for a reason',
    'who wrote it may see who read it, and why',
    'give both --by <userid> and --reason <text>, or neither',
  );
}

async function withExcerpts(tx: Tx, deps: Deps, corp: Corp, found: readonly ShownHit[], { by, reason }: Opening) {
  const looking = { corp, keys: await deps.keys.of(corp), by, at: await nowIn(tx) };
  const ids = found.flatMap(({ id, keeps }) => (keeps === 'excerpt' ? [id] : []));
  const opened = await readExcerpts(tx, looking, ids, reason);
  return found.map((hit) => ({ ...hit, excerpt: opened.get(hit.id) ?? null }));
}

const hintFor = (hits: readonly { readonly keeps: string; readonly excerpt: string | null }[]): string =>
  hits.some(({ keeps, excerpt }) => keeps === 'excerpt' && excerpt === null)
    ? 'an excerpt opens for a reason: --by <userid> --reason <text>; nobody opens what he wrote himself\n'
    : '';
