import type { CorpConfig } from '../config.ts';

/** What of a corp's settings says where its pages are. */
export type Paged = Pick<CorpConfig, 'slug' | 'pages'>;

/** Where a notice is read in full: the same address for everybody, who sees it only if it was sent to him. Null: there are no pages. */
export const publicationUrl = ({ slug, pages }: Paged, id: string): string | null =>
  pages ? `${pages.origin}/h5/${slug}/published/${id}` : null;

/** Where a person sees what waits for him. */
export const mattersUrl = ({ slug, pages }: Paged): string | null =>
  pages ? `${pages.origin}/h5/${slug}/matters` : null;

/** Where HR says of finds in messages whether they are so. */
export const findsUrl = ({ slug, pages }: Paged): string | null => (pages ? `${pages.origin}/h5/${slug}/finds` : null);

/** Where HR has a week in figures, of everybody. */
export const weekUrl = ({ slug, pages }: Paged): string | null => (pages ? `${pages.origin}/h5/${slug}/week` : null);

/** The same for who leads departments, of those below him. */
export const ownWeekUrl = ({ slug, pages }: Paged): string | null =>
  pages ? `${pages.origin}/h5/${slug}/week/own` : null;

/** Where HR, and who answers for the employer, have a month: leaders who were exempted, and who agreed. */
export const monthUrl = ({ slug, pages }: Paged): string | null => (pages ? `${pages.origin}/h5/${slug}/month` : null);
