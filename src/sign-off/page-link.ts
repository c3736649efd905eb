import type { CorpConfig } from '../config.ts';

/** Where a version in force is read and signed: the same address for everybody. Null: there are no pages. */
export const signUrl = ({ slug, pages }: Pick<CorpConfig, 'slug' | 'pages'>, policySlug: string): string | null =>
  pages ? `${pages.origin}/h5/${slug}/sign/${policySlug}` : null;
