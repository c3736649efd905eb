import { dirname, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HOME_PAGES } from '../../docs/.vitepress/homes.ts';
import { houseLinks, type Token } from '../../docs/.vitepress/house-links.ts';
import { CHINESE, ENGLISH, RULES } from '../../docs/.vitepress/navigation.ts';
import { headingAnchor, sitePathOf } from '../../docs/.vitepress/site-paths.ts';
import { paths, read } from './tree.ts';

// The documentation as a site: whoever opens it finds every page, and every link and anchor leads somewhere.

const pages = paths.filter((path) => path.endsWith('.md') && sitePathOf(path) !== null);
/** No sidebar needs to name the first pages. */
const homes = Object.keys(HOME_PAGES);
const named = [...ENGLISH, ...CHINESE, ...RULES].flatMap(({ entries }) => entries.map(({ page }) => page));

/** A heading as it is shown: without the signs of Markdown. */
const shownText = (heading: string): string =>
  heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]|(?<!\w)_|_(?!\w)/g, '');

/** Names of the headings of a text; the second of the same name is numbered. */
function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)) {
    const name = headingAnchor(shownText(heading));
    let unique = name;
    for (let i = 1; anchors.has(unique); i += 1) unique = `${name}-${i}`;
    anchors.add(unique);
  }
  return anchors;
}

const withoutCode = (text: string): string => text.replaceAll(/^( *)```[\s\S]*?^\1```/gm, '');

interface Link {
  readonly from: string;
  readonly target: string;
  readonly anchor: string | null;
}

/** Links within the repository, by the path that they lead to. */
function linksIn(from: string, text: string): Link[] {
  const written = withoutCode(text).replaceAll(/`[^`\n]*`/g, '``');
  return [...written.matchAll(/\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([, path = '', anchor]) => ({
    from,
    target: path === '' ? from : posix.join(dirname(from), path).replace(/\/$/, ''),
    anchor: anchor === undefined ? null : decodeURIComponent(anchor),
  }));
}

const texts = new Map(pages.map((path) => [path, read(path).text]));
const anchors = new Map([...texts].map(([path, text]) => [path, anchorsOf(text)]));

const lost = ({ target, anchor }: Link): boolean =>
  anchor !== null && anchors.has(target) && !anchors.get(target)?.has(anchor);

describe('the site', () => {
  test('names every page in its navigation, once in each language, and no page that is not there', () => {
    expect(pages.filter((page) => ![...named, ...homes].includes(page))).toEqual([]);
    expect([...named, ...homes].filter((page) => !pages.includes(page))).toEqual([]);
    for (const parts of [ENGLISH, CHINESE, RULES]) {
      const own = parts.flatMap(({ entries }) => entries.map(({ page }) => page));
      expect(own.length).toBe(new Set(own).size);
    }
  });

  test('gives no two pages the same place', () => {
    expect(new Set(pages.map(sitePathOf)).size).toBe(pages.length);
  });

  test('has every Chinese page in English, too', () => {
    const chinese = pages.filter((page) => page.startsWith('docs/zh/'));
    expect(chinese.filter((page) => !pages.includes(page.replace('/zh/', '/')))).toEqual([]);
    expect(chinese.length).toBeGreaterThanOrEqual(10);
  });

  test('leads every link to a heading that is there', () => {
    expect([...texts].flatMap(([from, text]) => linksIn(from, text)).filter(lost)).toEqual([]);
    const [known, unknown] = linksIn('docs/a.md', 'see [a](connect.md#doctor) and [b](connect.md#nothing-such)');
    expect([known && lost(known), unknown && lost(unknown)]).toEqual([false, true]);
  });

  test('leads the first pages to pages that are there', () => {
    const ways = Object.values(HOME_PAGES).flatMap((home) => [...home.ways, ...home.cards]);
    expect(ways.length).toBeGreaterThan(10);
    expect(ways.filter(({ page }) => !pages.includes(page))).toEqual([]);
  });

  test('fetches nothing from elsewhere', () => {
    const settings = paths.filter((path) => path.startsWith('docs/.vitepress/')).map(read);
    expect(settings.filter(({ text }) => /https?:\/\//.test(text)).map(({ path }) => path)).toEqual([]);
    expect(read('docs/.vitepress/theme/index.mts').text).toContain('vitepress/theme-without-fonts');
  });

  test.each([
    ['docs/start.md', 'connect.md#doctor', '/connect.md#doctor'],
    ['docs/zh/start.md', '../../README.zh-CN.md', '/zh/overview.md'],
    ['src/rules/content/words.md', '../../../docs/content.md', '/content.md'],
    ['docs/start.md', 'https://example.com/a.md', 'https://example.com/a.md'],
    ['docs/operations.md', '../deploy/systemd', 'deploy/systemd, by its name'],
  ])('on %s a link to %s is %s', (page, href, leads) => {
    expect(followed(page, href)).toBe(leads);
  });
});

/** Where a link of a page leads on the site; what is no page is named by its path. */
function followed(page: string, href: string): string {
  const attributes = new Map([['href', href]]);
  const open: Token = {
    type: 'link_open',
    content: '',
    children: null,
    attrGet: (name) => attributes.get(name) ?? null,
    attrSet: (name, value) => void attributes.set(name, value),
  };
  const tokens: Token[] = [{ ...open, type: 'inline', children: [open, { ...open, type: 'link_close' }] }];
  const push = (_: string, follow: (state: { tokens: Token[]; env: { path: string; realPath: string } }) => void) =>
    follow({ tokens, env: { path: '/house/elsewhere.md', realPath: `/house/${page}` } });
  houseLinks('/house')({ core: { ruler: { push } } });
  const [, name] = /title="(.*)"/.exec(open.content) ?? [];
  return name === undefined ? (attributes.get('href') ?? '') : `${name}, by its name`;
}
