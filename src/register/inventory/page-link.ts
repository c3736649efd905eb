import type { CorpConfig } from '../../config.ts';

/** Where an owner answers for all of his groups: the same address for everybody, and no secret in it. Null: there are no pages. */
export const ownGroupsUrl = ({ slug, pages }: Pick<CorpConfig, 'slug' | 'pages'>): string | null =>
  pages ? `${pages.origin}/h5/${slug}/my-groups` : null;
