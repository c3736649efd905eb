/** Pages that lie elsewhere in the repository, by their place on the site. */
const MOVED: Readonly<Record<string, string>> = {
  'README.md': 'overview.md',
  'README.zh-CN.md': 'zh/overview.md',
  'ARCHITECTURE.md': 'architecture.md',
  'CONTRIBUTING.md': 'contributing.md',
  'CHANGELOG.md': 'changes.md',
  'bench/README.md': 'measurements.md',
};

/** Where a page of the repository lies on the site; null: it is none. Chinese pages lie under zh/. */
export function sitePathOf(source: string): string | null {
  const moved = MOVED[source];
  if (moved) return moved;
  const [, rule] = /^src\/(rules\/.+\.md)$/.exec(source) ?? [];
  if (rule) return rule;
  return /^docs\/((?:zh\/)?[^/]+\.md)$/.exec(source)?.[1] ?? null;
}

/** What VitePress leaves out of the repository's pages. */
export const NOT_PAGES = ['!(docs|src|bench|*.md)/**', 'src/!(rules)/**', 'bench/!(README.md)/**'];

/** Names of headings as GitHub makes them, so that a link is right in both places. */
export const headingAnchor = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_\s-]/gu, '')
    .replaceAll(/\s/gu, '-');
