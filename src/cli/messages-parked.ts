import type { Deps } from '../deps.ts';
import { type ParkedReason, parkedReasons } from '../messages/parked.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { table } from './table.ts';

/** What of the archive is set aside, by reason, with what to do. Exit 1 when there is any. */
export async function listParked(deps: Deps, wanted: string | undefined): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, wanted);
  const parked = await deps.db.withCorp(corp, (tx) => parkedReasons(tx, corp));
  const rows = parked.map((one) => [String(one.count), wordOf(one), one.lastAt.toISOString(), remedyOf(one.reason)]);
  return {
    exit: parked.length > 0 ? 1 : 0,
    json: { corp, parked },
    text: parked.length > 0 ? table(['records', 'because', 'last', 'what to do'], rows) : '✓ nothing is set aside\n',
  };
}

const wordOf = ({ reason, keyVersion }: ParkedReason): string =>
  reason === 'no-key' && keyVersion !== null ? `no-key (version ${keyVersion})` : reason;

const remedyOf = (reason: string): string => REMEDIES[reason] ?? 'report the reason to the developers';

const REMEDIES: Readonly<Record<string, string>> = {
  'no-key': 'add the private key of that version to surfaces.archive.keys and restart',
  undecryptable: 'compare the private key of that version with the public key at WeCom',
  'kills-the-library': 'update the library from WeCom',
  'unknown-type': 'update Qungui: WeCom has a new type of message',
};
