import type { MayMean, Mention, Message, Named } from '../events/message.ts';
import { type Bearers, calledSo, END, fold, type NameBook } from './mentions.ts';

/** Makes of a folded name what is kept of it. */
export type HideName = (folded: string) => string;

/** Longer is no name; and so many ways to read one are kept. */
const [LONGEST, MOST] = [40, 6];

/** Mentions of nobody with every name that they may be, from the @ to each place at which a name can end; nothing of them in the clear. */
export const withUnmet = (mentions: readonly Mention[], text: string, hide: HideName): readonly Mention[] =>
  mentions.map((mention) =>
    mention.is === 'nobody' ? { ...mention, may: namesBehind(text, mention.at + 1, hide) } : mention,
  );

/** The same of whom a quote names. */
export const unmetQuoted = (of: Named, name: string, hide: HideName): Named =>
  of.is === 'nobody' && name.trim() !== '' && name.length <= LONGEST
    ? { is: 'nobody', may: [{ name: hide(fold(name.trim())), length: 0 }] }
    : of;

function namesBehind(text: string, from: number, hide: HideName): readonly MayMean[] {
  const found: MayMean[] = [];
  for (let end = from + 1; end <= text.length && end - from <= LONGEST && found.length < MOST; end += 1) {
    if (text[end - 1] === '\n') break;
    const name = text.slice(from, end);
    if (name === name.trim() && END.test(text.slice(end, end + 1)))
      found.push({ name: hide(fold(name)), length: end - from + 1 });
  }
  return found;
}

/** Whether a message names somebody whom nobody knows yet. */
export const isUnmet = ({ mentions, quote }: Pick<Message, 'mentions' | 'quote'>): boolean =>
  [...mentions, ...(quote ? [quote.of] : [])].some((one) => one.is === 'nobody' && one.may !== undefined);

/** The shortest way to read each name in a message that nobody has: what follows a name differs each time. */
export const unmetNames = ({ mentions, quote }: Pick<Message, 'mentions' | 'quote'>): readonly string[] =>
  [...mentions, ...(quote ? [quote.of] : [])].flatMap((one) => (one.is === 'nobody' ? (one.may?.[0]?.name ?? []) : []));

/** Whom each kept name means, by a book of names. */
export type Meets = (name: string) => Bearers | undefined;

export const meetsIn = ({ byName }: NameBook, hide: HideName): Meets => {
  const kept = new Map([...byName].map(([folded, bearers]) => [hide(folded), bearers]));
  return (name) => kept.get(name);
};

/** Whom a name that nobody had means now, the longest way to read it first; undefined: still nobody. */
export function metBy(one: Named, meets: Meets): { readonly named: Named; readonly by: MayMean } | undefined {
  if (one.is !== 'nobody') return undefined;
  const ways = [...(one.may ?? [])].sort((a, b) => b.length - a.length);
  for (const by of ways) {
    const named = calledSo(meets(by.name));
    if (named.is !== 'nobody') return { named, by };
  }
  return undefined;
}

/** The same mentions with this one met: what stands within its name is none of its own. */
export const withMet = (
  mentions: readonly Mention[],
  { at }: Mention,
  named: Named,
  { length }: MayMean,
): readonly Mention[] =>
  mentions.flatMap((other): Mention[] => {
    if (other.at === at) return [{ ...named, at, length }];
    return other.at > at && other.at < at + length ? [] : [other];
  });

/** Without what could still be met: nobody who is read from now on can have been meant. */
export const settled = <One extends Named>(one: One): One => {
  if (one.is !== 'nobody' || one.may === undefined) return one;
  const { may: _over, ...rest } = one;
  return rest as One;
};
