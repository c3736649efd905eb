import type { CorpConfig, SurfaceName } from '../config.ts';

/** Where WeCom calls a surface, as it is pasted in the admin pages: with the word that nobody can guess, where there is one. */
export function callbackPath({ slug, surfaces }: Pick<CorpConfig, 'slug' | 'surfaces'>, name: SurfaceName): string {
  const word = surfaces[name]?.path?.word;
  return `/callbacks/${slug}/${name}${word === undefined ? '' : `/${word}`}`;
}
