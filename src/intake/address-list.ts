import { BlockList, isIP } from 'node:net';

export interface AddressList {
  /** How many entries could be read. */
  readonly size: number;
  has(address: string): boolean;
}

/**
 * Addresses as WeCom writes them: one by one, as a range (`1.2.3.4-1.2.3.9`), as a network (`1.2.3.0/24`), or with `*` for the rest
 * [90930]. An entry that cannot be read is left out. Pure.
 */
export function addressList(entries: readonly string[]): AddressList {
  const list = new BlockList();
  const size = entries.filter((entry) => add(list, entry.trim())).length;
  return {
    size,
    has: (address) => {
      const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
      const family = familyOf(plain);
      return family !== null && list.check(plain, family);
    },
  };
}

const FAMILIES: Readonly<Record<number, 'ipv4' | 'ipv6'>> = { 4: 'ipv4', 6: 'ipv6' };
const familyOf = (address: string): 'ipv4' | 'ipv6' | null => FAMILIES[isIP(address)] ?? null;

/** Whether it could be read. */
function add(list: BlockList, entry: string): boolean {
  try {
    const [from = '', until] = entry.split('-');
    const [network = '', bits, ...beyond] = from.split('/');
    if (bits !== undefined && (beyond.length > 0 || !/^\d{1,3}$/.test(bits))) return false; // no number would be everybody
    const stars = /^((?:\d{1,3}\.){1,3})\*(?:\.\*){0,2}$/.exec(entry);
    if (stars?.[1]) addStars(list, stars[1]);
    else if (until !== undefined) list.addRange(from, until, familyOf(from) ?? 'ipv4');
    else if (bits !== undefined) list.addSubnet(network, Number(bits), familyOf(network) ?? 'ipv4');
    else list.addAddress(entry, familyOf(entry) ?? 'ipv4');
    return true;
  } catch {
    return false;
  }
}

/** `101.226.` is what stands before the stars. */
function addStars(list: BlockList, head: string): void {
  const known = head.split('.').filter((part) => part !== '');
  list.addSubnet([...known, '0', '0', '0'].slice(0, 4).join('.'), known.length * 8, 'ipv4');
}
