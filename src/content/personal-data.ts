import { isBankCard } from './bank-card.ts';
import { type Folding, foldTable } from './fold-table.ts';
import { idCard } from './id-card.ts';
import { endOfCharacter, normalise } from './normalise.ts';
import { chainsOf, type Group } from './number-groups.ts';

export type PersonalKind = 'id-card' | 'phone' | 'bank-card' | 'e-mail';

/** Something that belongs to one person. `checksum`: the number proves itself; `form`: it only looks like one. */
export interface PersonalData {
  readonly kind: PersonalKind;
  readonly proof: 'checksum' | 'form';
  /** UTF-16 indices of the text as written, `end` exclusive. */
  readonly begin: number;
  readonly end: number;
}

const plain: Folding = { gaps: 'none', lookAlikes: 'off' };
const longestChain = 19;
const mayHold = /\p{N}|[@＠﹫]/u;
const address = /(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}(?![a-z0-9-])/gu;

/** Identity cards, phones of the mainland, bank cards and addresses in a text, in any width, with the usual separators. */
export function personalData(text: string): readonly PersonalData[] {
  if (!mayHold.test(text)) return [];
  const { text: folded, at } = normalise(text, plain);
  const table = foldTable(plain);
  const place = (found: Found): PersonalData => ({
    kind: found.kind,
    proof: found.proof,
    begin: at[found.begin] as number,
    end: endOfCharacter(text, at[found.end - 1] as number, table),
  });
  const addresses = [...folded.matchAll(address)].map(
    ({ index, 0: { length } }): Found => ({ kind: 'e-mail', proof: 'form', begin: index, end: index + length }),
  );
  const numbers = chainsOf(folded).flatMap((chain) => numbersIn(chain, folded));
  const outside = numbers.filter((one) => !addresses.some((by) => by.begin <= one.begin && one.end <= by.end));
  return [...addresses, ...outside].sort((a, b) => a.begin - b.begin).map(place);
}

type Found = PersonalData;

/** From left to right; of what begins at one group the longest. */
function numbersIn(chain: readonly Group[], text: string): Found[] {
  const found: Found[] = [];
  for (let first = 0; first < chain.length; first += 1) {
    const last = Math.min(chain.length, first + longestChain);
    for (let end = last; end > first; end -= 1) {
      const groups = chain.slice(first, end);
      const what = whatIs(groups, text);
      if (!what) continue;
      found.push({ ...what, begin: (groups[0] as Group).begin, end: (groups.at(-1) as Group).end });
      first = end - 1;
      break;
    }
  }
  return found;
}

function whatIs(groups: readonly Group[], text: string): Pick<Found, 'kind' | 'proof'> | undefined {
  const digits = groups.map((group) => group.digits).join('');
  if (digits.length < 11 || digits.length > longestChain || isInsideCode(groups, text)) return undefined;
  const lengths = groups.map((group) => group.digits.length).join(' ');
  const card = idCard(digits);
  if (card === 'checksum') return { kind: 'id-card', proof: 'checksum' };
  if (cardGroups.test(lengths) && isBankCard(digits)) return { kind: 'bank-card', proof: 'checksum' };
  if (isNumberOfAThing(groups, text)) return undefined;
  if (card === 'form' && /^(?:15|6 6 3)$/u.test(lengths)) return { kind: 'id-card', proof: 'form' };
  const isPhone = phone.test(digits) && phoneGroups.test(lengths.replace(/^[24] (?=\d)/u, ''));
  return isPhone ? { kind: 'phone', proof: 'form' } : undefined;
}

const phone = /^(?:(?:00)?86)?1[3-9]\d{9}$/u;
/** How people part eleven digits; with the code of the country before them or not. */
const phoneGroups = /^(?:1[135]|3 4 4|3 8|7 4|3 3 5|4 4 3|(?:1 ){10}1)$/u;
const cardGroups = /^(?:1[5-9]|(?:4 ){3,4}[1-4]|6 \d+)$/u;

const labels = /(?:^|[^a-z])(?:tel|phone|mobile|mob|cell|vx|wx|wechat|v|t|m|id|card|no)[.:]?$/u;

/** Letters around digits make a code of them: an id of WeCom, a product, an order. */
function isInsideCode(groups: readonly Group[], text: string): boolean {
  const before = text.slice(Math.max(0, (groups[0] as Group).begin - 12), (groups[0] as Group).begin);
  const after = text.slice((groups.at(-1) as Group).end).slice(0, 1);
  return /[a-z_]/u.test(after) || (/[a-z_]$/u.test(before) && !labels.test(before));
}

const namedThing =
  /(?:订单|单号|编号|流水|运单|快递|工单|合同|发票|批次|型号|条码|货号|工号|税号|金额|总价|余额|[¥$])[^\d]{0,4}$|[a-z]{1,6}-$/u;
const amount = /^(?:\.\d{1,2}(?!\d)|,\d{3}|\s?(?:元|万|亿|吨|件|个|人次|美元))/u;
const insideLink = /(?:https?:|www\.)\S*$/u;

/** What has no checksum is none where the text says what else it is: an order, an amount, a piece of a link. */
function isNumberOfAThing(groups: readonly Group[], text: string): boolean {
  const begin = (groups[0] as Group).begin;
  const before = text.slice(Math.max(0, begin - 200), begin);
  return namedThing.test(before) || insideLink.test(before) || amount.test(text.slice((groups.at(-1) as Group).end));
}
