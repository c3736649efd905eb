import type { Chance } from '../chance.ts';

/** What can go wrong with a call of an API. A number is the errcode that is answered. */
type ApiFaultKind = number | 'slow' | 'timeout' | 'http502' | 'broken-json';

/**
 * What can go wrong with a callback. `timeout`: it arrives, and WeCom does not see the answer. `reordered`: it arrives
 * after the next one of its surface.
 */
type CallbackFaultKind = 'slow' | 'timeout' | 'doubled' | 'reordered' | 'lost';

interface Shared {
  /** Only this tenant. */
  readonly corp?: string;
  /** Only when the request body or the event's text has this in it. */
  readonly match?: string | RegExp;
  /** How often; once unless told. */
  readonly times?: number;
  /** How likely each time, 0 to 1; certain unless told. */
  readonly chance?: number;
  /** How long `slow` takes, in real milliseconds. */
  readonly slowMs?: number;
}

export interface ApiFault extends Shared {
  /** `message/send`, or `*` for every API. */
  readonly api: string;
  readonly kind: ApiFaultKind;
  /** Whether the call was carried out although the answer is bad. `timeout` and `broken-json`: yes unless told. */
  readonly effect?: 'happens' | 'nothing';
}

export interface CallbackFault extends Shared {
  readonly callback: 'app' | 'contacts' | '*';
  readonly kind: CallbackFaultKind;
}

export interface Faults {
  /** Adds a fault; what comes back takes it away again. */
  add(fault: ApiFault | CallbackFault): () => void;
  clear(): void;
  /** The fault that strikes this call, if any; it is used up by that. */
  strikeApi(corp: string, api: string, body: string): ApiFault | null;
  strikeCallback(corp: string, surface: string, text: string): CallbackFault | null;
}

export function openFaults(chance: Chance): Faults {
  const planted: { readonly fault: ApiFault | CallbackFault; left: number }[] = [];
  const strike = (fits: (fault: ApiFault | CallbackFault) => boolean, corp: string, text: string) => {
    const found = planted.find(
      ({ fault, left }) => left > 0 && fits(fault) && concerns(fault, corp, text) && lucky(fault),
    );
    if (!found) return null;
    found.left -= 1;
    return found.fault;
  };
  const lucky = ({ chance: odds = 1 }: Shared): boolean => odds >= 1 || chance.next() < odds;
  return {
    add: (fault) => {
      const entry = { fault, left: fault.times ?? 1 };
      planted.push(entry);
      return () => {
        entry.left = 0;
      };
    },
    clear: () => {
      planted.length = 0;
    },
    strikeApi: (corp, api, body) =>
      strike((fault) => 'api' in fault && (fault.api === '*' || fault.api === api), corp, body) as ApiFault | null,
    strikeCallback: (corp, surface, text) =>
      strike(
        (fault) => 'callback' in fault && (fault.callback === '*' || fault.callback === surface),
        corp,
        text,
      ) as CallbackFault | null,
  };
}

function concerns({ corp, match }: Shared, slug: string, text: string): boolean {
  if (corp !== undefined && corp !== slug) return false;
  if (match === undefined) return true;
  return typeof match === 'string' ? text.includes(match) : match.test(text);
}
