import type { Deps } from '../deps.ts';
import { hitsFound } from '../words/hits.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { table } from './table.ts';

interface Options {
  readonly corp?: string;
  readonly rule?: string;
  readonly all?: true;
  readonly most: number;
}

/** What was found and not marked yet, with the excerpt where the policy keeps one. */
export async function showHits(deps: Deps, { corp: wanted, rule, all, most }: Options): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, wanted);
  const keys = await deps.keys.of(corp);
  const hits = await deps.db.withCorp(corp, (tx) =>
    hitsFound(tx, corp, keys, { instance: rule, marked: all ? 'any' : 'not-yet', most }),
  );
  const rows = hits.map((hit) => [
    hit.id,
    hit.saidAt.toISOString(),
    hit.groupName,
    hit.by,
    hit.instance,
    hit.clause,
    hit.category,
    hit.excerpt ?? '—',
    hit.marked ?? '',
  ]);
  return {
    exit: 0,
    json: { corp, hits },
    text:
      rows.length > 0
        ? table(['find', 'said', 'group', 'by', 'rule', 'clause', 'about', 'excerpt', 'marked'], rows)
        : '✓ nothing to look at\n',
  };
}
