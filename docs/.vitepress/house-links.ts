import { dirname, posix } from 'node:path';
import { sitePathOf } from './site-paths.ts';

/** The little of markdown-it that is needed here. */
export interface Token {
  type: string;
  content: string;
  readonly children: Token[] | null;
  attrGet(name: string): string | null;
  attrSet(name: string, value: string): void;
}
interface Markdown {
  readonly core: {
    readonly ruler: {
      push(name: string, rule: (state: { readonly tokens: Token[]; readonly env: PageEnv }) => void): void;
    };
  };
}

interface PageEnv {
  readonly path: string;
  /** Where the page really lies, when the site has it elsewhere. */
  readonly realPath?: string;
}

const OUTSIDE = /^([a-z]+:|\/|#)/i;

/**
 * Links of a page are written for the repository, where they work too. On the site a page leads to its place there; what is no page, a file
 * of code or of settings, is named by its path instead. `root` is the repository.
 */
export const houseLinks =
  (root: string) =>
  (markdown: Markdown): void => {
    markdown.core.ruler.push('house-links', ({ tokens, env }) => {
      const source = posix.relative(root.replaceAll('\\', '/'), (env.realPath ?? env.path).replaceAll('\\', '/'));
      for (const token of tokens) {
        if (token.type === 'html_block') token.content = withLocalPictures(token.content);
        if (token.children) relink(token.children, source);
      }
    });
  };

function relink(tokens: Token[], source: string): void {
  let closes: string | null = null;
  for (const token of tokens) {
    if (token.type === 'html_inline') token.content = withLocalPictures(token.content);
    if (token.type === 'link_close' && closes !== null) {
      become(token, closes);
      closes = null;
    }
    if (token.type !== 'link_open') continue;
    const href = token.attrGet('href') ?? '';
    if (OUTSIDE.test(href)) continue;
    const [path = '', hash] = href.split('#');
    const target = posix.normalize(posix.join(dirname(source), decodeURIComponent(path)));
    const page = sitePathOf(target);
    if (page) token.attrSet('href', `/${page}${hash === undefined ? '' : `#${hash}`}`);
    else {
      become(token, `<span class="in-repository" title="${target.replaceAll('"', '')}">`);
      closes = '</span>';
    }
  }
}

function become(token: Token, html: string): void {
  token.type = 'html_inline';
  token.content = html;
}

/** Pictures in HTML are looked for beside the page only when their address says so. */
const withLocalPictures = (html: string): string => html.replaceAll(/src="(?=docs\/|images\/)/g, 'src="./');
