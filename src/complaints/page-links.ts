import type { CorpConfig } from '../config.ts';

/** Where reports are read and made; null: this corp has no pages. */
export const complaintsUrl = (
  { slug, pages }: Pick<CorpConfig, 'slug' | 'pages'>,
  rest: '/complaint' | '/complaints',
): string | null => (pages ? `${pages.origin}/h5/${slug}${rest}` : null);
