import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { type AddressList, addressList } from './address-list.ts';
import { addressesNow } from './keep-addresses.ts';

type Slice = Pick<Deps, 'config' | 'db' | 'bell' | 'metrics' | 'log'>;

/** From where signed calls come, where a corp wants that looked at. */
export interface CallbackSources {
  /** `refused`: it came from elsewhere, and the corp wants such calls refused. As long as no list is known, nobody is. */
  judge(corp: Corp, address: string): 'taken' | 'refused';
  /** Reads the lists again; happens by itself every minute. Never fails. */
  refresh(): Promise<void>;
  close(): void;
}

const REFRESH_EVERY_MS = 60_000;
/** WeCom asks that the list be read daily [90238]; one that was not read for so long is no list. */
const STALE_MS = 3 * 86_400_000;
const NOBODY = addressList([]);
/** This machine plays WeCom itself: `trigger`, and `doctor` where it knows no public address. */
const OURS = addressList(['127.0.0.0/8', '::1']);

/** Opens the lists. Whatever goes wrong with one, calls are taken, and the figure `qungui_callback_sources` is 0. */
export function openCallbackSources(deps: Slice): CallbackSources {
  const { config, metrics, log } = deps;
  const wanted = [...config.corps.values()].filter(({ callbackFrom }) => callbackFrom !== undefined);
  const lists = new Map<Corp, AddressList>(wanted.map(({ slug }) => [slug, NOBODY]));
  const refreshOne = async (corp: Corp): Promise<void> => {
    const list = await readList(deps, corp).catch(() => lists.get(corp) ?? NOBODY);
    if (list.size === 0 && (lists.get(corp)?.size ?? 0) > 0)
      log.warn({ corp }, 'the addresses from which WeCom calls are not known any more: calls are taken from anywhere');
    lists.set(corp, list);
    metrics.callbackSources.set({ corp }, list.size);
  };
  const refresh = async (): Promise<void> => {
    for (const { slug } of wanted) await refreshOne(slug);
  };
  for (const { slug } of wanted) metrics.callbackSources.set({ corp: slug }, 0);
  const tick = wanted.length > 0 ? setInterval(() => void refresh(), REFRESH_EVERY_MS) : null;
  tick?.unref();
  return {
    judge: (corp, address) => {
      const list = lists.get(corp) ?? NOBODY;
      if (list.size === 0 || list.has(address) || OURS.has(address)) return 'taken';
      const verdict = config.corps.get(corp)?.callbackFrom === 'wecom' ? 'refused' : 'taken';
      metrics.callbackForeign.inc({ corp, outcome: verdict });
      log.warn({ corp, state: verdict }, 'a call with a good signature came from an address that WeCom does not name');
      return verdict;
    },
    refresh,
    close: () => {
      if (tick) clearInterval(tick);
    },
  };
}

async function readList({ db, bell }: Pick<Slice, 'db' | 'bell'>, corp: Corp): Promise<AddressList> {
  const { at, addresses, readAt, asked } = await db.withCorp(corp, async (tx) => {
    const now = await nowIn(tx);
    return { at: now, ...(await addressesNow(tx, corp, now)) };
  });
  if (asked === 'now') await bell.ring('timers', corp);
  return readAt && readAt.getTime() + STALE_MS > at.getTime() ? addressList(addresses) : NOBODY;
}
