import { asciiHost, disguiseOf, endsLikeDomain, isShortener } from './hosts.ts';

/** A link in a text, as it was meant to be followed. */
export interface Link {
  /** `url`: written out; `domain`: only its name; `hidden`: written so that machines do not see it. */
  readonly written: 'url' | 'domain' | 'hidden';
  /** Lower case, punycode. */
  readonly host: string;
  readonly leads: 'there' | 'elsewhere';
  /** `user`: what stands before an @ looks like the host and is not. */
  readonly disguise?: 'number' | 'mixed-scripts' | 'user';
  /** UTF-16 indices of the text, `end` exclusive. */
  readonly begin: number;
  readonly end: number;
}

const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?`;
const asciiLabel = '[a-z0-9ａ-ｚ０-９](?:[a-z0-9ａ-ｚ０-９-]{0,61}[a-z0-9ａ-ｚ０-９])?';
const dot = '[.。．｡]';

const url = /(?:https?|hxxps?|ftp)(?::\/\/|：\/\/)(?<rest>[^\s<>"'，；！？（）【】「」《》]{1,2000})/giu;
const bare = new RegExp(
  String.raw`(?<![a-z0-9@._/-])(?<host>(?:${asciiLabel}${dot}){1,5}(?:[a-zａ-ｚ]{2,24}|中国|公司|网络|集团|在线|商城))(?<path>(?::\d{1,5})?(?:/[\w\-./?%&=#~+]{0,500})?)(?![a-z0-9@-])`,
  'giu',
);
const hidden = new RegExp(
  String.raw`(?<![a-z0-9])(?<name>(?:www\s{1,3})?${asciiLabel})\s{0,3}(?:[\[(（【{]\s?(?:dot|点|\.)\s?[\])）】}]|点|\s{1,3}dot\s{1,3})\s{0,3}(?<ending>com|cn|net|org|top|vip|xyz|cc)(?![a-z0-9])`,
  'giu',
);
const nameOnly = new RegExp(`^${label}(?:${dot}${label}){0,8}$`, 'iu');

/** Links of a text in their order: written out, as a bare name, or hidden from machines. A name of a file, a version or a sum is none. */
export function linksIn(text: string): readonly Link[] {
  const found = [...urlsIn(text)];
  const isFree = ({ begin, end }: Link): boolean => !found.some((other) => begin < other.end && other.begin < end);
  for (const link of [...domainsIn(text), ...hiddenIn(text)]) if (isFree(link)) found.push(link);
  return found.sort((a, b) => a.begin - b.begin);
}

function urlsIn(text: string): Link[] {
  return [...text.matchAll(url)].flatMap((match) => {
    const rest = (match.groups?.rest ?? '').replace(/[.,;:!?)\]}。、]+$/u, '');
    const authority = rest.split(/[/?#\\]/u)[0] ?? '';
    const user = authority.lastIndexOf('@');
    const written = authority.slice(user + 1).replace(/:\d+$/u, '');
    const end = match.index + match[0].indexOf(rest, match[0].length - (match.groups?.rest ?? '').length) + rest.length;
    const how = /^hxxp/iu.test(match[0]) ? 'hidden' : 'url';
    return linkOf(how, written, match.index, end, user > 0 ? 'user' : undefined);
  });
}

function domainsIn(text: string): Link[] {
  return [...text.matchAll(bare)].flatMap((match) => {
    const written = match.groups?.host ?? '';
    const host = asciiHost(written);
    if (!host || !endsLikeDomain(written)) return [];
    return linkOf('domain', written, match.index, match.index + match[0].length);
  });
}

function hiddenIn(text: string): Link[] {
  return [...text.matchAll(hidden)].flatMap((match) => {
    const name = (match.groups?.name ?? '').replace(/\s+/gu, '.');
    if (/^\d+$/u.test(name)) return []; // an hour: 「9点cc一下」
    return linkOf('hidden', `${name}.${match.groups?.ending}`, match.index, match.index + match[0].length);
  });
}

function linkOf(how: Link['written'], written: string, begin: number, end: number, trick?: 'user'): Link[] {
  const host = written.startsWith('[') || nameOnly.test(written) ? asciiHost(written) : undefined;
  if (!host) return [];
  const disguise = trick ?? disguiseOf(host, written);
  const leads = isShortener(host) ? 'elsewhere' : 'there';
  return [{ written: how, host, leads, ...(disguise ? { disguise } : {}), begin, end }];
}
