import { resolve } from 'node:path';
import { type DefaultTheme, defineConfig, type PageData } from 'vitepress';
import { HOME_PAGES } from './homes.ts';
import { houseLinks } from './house-links.ts';
import { CHINESE, ENGLISH, type Part, RULES } from './navigation.ts';
import { headingAnchor, NOT_PAGES, sitePathOf } from './site-paths.ts';

const repository = resolve(import.meta.dirname, '../..');

const linkTo = (page: string): string => `/${(sitePathOf(page) ?? '').replace(/(^|(?<=\/))index\.md$|\.md$/, '')}`;
const sidebarOf = (parts: readonly Part[], collapsed?: boolean): DefaultTheme.SidebarItem[] =>
  parts.map(({ text, entries }) => ({
    text,
    ...(collapsed === undefined ? {} : { collapsed }),
    items: entries.map((one) => ({ text: one.text, link: linkTo(one.page) })),
  }));
const top = (parts: readonly Part[]): DefaultTheme.NavItem[] =>
  parts.map(({ text, entries }) => ({
    text,
    items: entries.map((one) => ({ text: one.text, link: linkTo(one.page) })),
  }));

/** The first page of each language has its banner and cards above its text. */
function withHome(page: PageData): Partial<PageData> | undefined {
  const [, home] = Object.entries(HOME_PAGES).find(([source]) => sitePathOf(source) === page.relativePath) ?? [];
  if (!home) return undefined;
  const { name, text, tagline, ways, cards } = home;
  const actions = ways.map((way, i) => ({ theme: i === 0 ? 'brand' : 'alt', text: way.text, link: linkTo(way.page) }));
  const features = cards.map((card) => ({
    title: card.title,
    details: card.details,
    link: linkTo(card.page),
    linkText: card.text,
  }));
  return {
    title: name,
    frontmatter: { ...page.frontmatter, layout: 'home', hero: { name, text, tagline, actions }, features },
  };
}

export default defineConfig({
  title: 'Qungui 群规',
  srcDir: repository,
  srcExclude: NOT_PAGES,
  rewrites: (source) => sitePathOf(source) ?? source,
  cacheDir: resolve(repository, 'node_modules/.cache/vitepress'),
  transformPageData: (page) => withHome(page),
  outDir: resolve(import.meta.dirname, 'dist'),
  ignoreDeadLinks: false,
  head: [
    ['meta', { name: 'referrer', content: 'no-referrer' }],
    ['link', { rel: 'icon', href: 'data:,' }], // nothing is asked for that is not there
  ],
  markdown: {
    linkify: false,
    anchor: { slugify: headingAnchor },
    // No rule of ours needs Vue: {{ }} in a page is text.
    attrs: { disable: true },
    config: (markdown) => void houseLinks(repository)(markdown as never),
  },
  vite: { publicDir: false, server: { watch: { ignored: ['**/.qungui/**', '**/dist/**', '**/coverage/**'] } } },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        locales: {
          zh: {
            translations: {
              button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
              modal: {
                displayDetails: '显示详情',
                resetButtonTitle: '清除',
                backButtonTitle: '返回',
                noResultsText: '没有找到',
                footer: { selectText: '打开', navigateText: '上下', closeText: '关闭' },
              },
            },
          },
        },
        miniSearch: {
          options: {
            // Chinese has no spaces: two characters at a time are its words. Runs in the browser, so it stands alone.
            tokenize: (text: string) =>
              (text.toLowerCase().match(/[\p{L}\p{N}_/-]+/gu) ?? []).flatMap((word) =>
                (word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []).flatMap((piece) =>
                  /\p{Script=Han}/u.test(piece) && piece.length > 1
                    ? Array.from({ length: piece.length - 1 }, (_, i) => piece.slice(i, i + 2))
                    : [piece],
                ),
              ),
          },
        },
      },
    },
    outline: { level: [2, 3] },
  },
  locales: {
    root: {
      label: 'English',
      lang: 'en-US',
      description:
        'Holds a company to its own rules for chat groups in WeCom: fairly, provably, and with people deciding.',
      themeConfig: { nav: top(ENGLISH), sidebar: [...sidebarOf(ENGLISH), ...sidebarOf(RULES, true)] },
    },
    zh: {
      label: '简体中文',
      lang: 'zh-CN',
      description: '让公司的群规落到企业微信里：公平、可查、由人决定。',
      themeConfig: {
        nav: top(CHINESE),
        sidebar: sidebarOf(CHINESE),
        outline: { level: [2, 3], label: '本页' },
        docFooter: { prev: '上一页', next: '下一页' },
        darkModeSwitchLabel: '深浅',
        sidebarMenuLabel: '目录',
        returnToTopLabel: '回到顶部',
        langMenuLabel: '语言',
        skipToContentLabel: '跳到正文',
        notFound: {
          title: '没有这一页',
          quote: '链接可能写错了，或者页面改了名字。',
          linkLabel: '回首页',
          linkText: '回首页',
        },
      },
    },
  },
});
