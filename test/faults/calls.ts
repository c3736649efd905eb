import { type Sealed, seal } from '../../simulator/callbacks/seal.ts';
import { type Field, xml } from '../../simulator/callbacks/xml.ts';
import type { Corp } from '../../src/ids.ts';
import type { Town } from './town.ts';

export interface Call {
  /** Who seals it: with this corp's key and receiver id. */
  readonly from: Corp;
  /** At whose address it is posted; the sealer's unless told. */
  readonly to?: Corp;
  readonly surface?: 'app' | 'contacts';
  readonly receiverId?: string;
}

/** Seals a plaintext as that corp's WeCom would. */
export async function sealed(
  town: Town,
  plaintext: string,
  { from, surface = 'app', receiverId }: Call,
): Promise<Sealed> {
  const found = town.config.corps.get(from)?.surfaces[surface];
  const [keys] = found?.callbackKeys ?? [];
  if (!found || !keys) throw new Error(`no surface ${surface} of ${from}`);
  return seal({ url: '', ...keys }, plaintext, receiverId ?? found.receiverId, await town.clock.now());
}

/** Posts what was sealed; answers the status. */
export async function posted(town: Town, { query, encrypted }: Sealed, { from, to = from, surface = 'app' }: Call) {
  const url = `${town.origin}/callbacks/${to}/${surface}?${new URLSearchParams(query)}`;
  const answer = await fetch(url, { method: 'POST', body: xml([['Encrypt', encrypted]]) });
  return answer.status;
}

export const call = async (town: Town, plaintext: string, how: Call): Promise<number> =>
  posted(town, await sealed(town, plaintext, how), how);

/** An event of a customer group. */
export const groupEvent = (chatId: string, seconds: number, ...more: readonly Field[]): string =>
  xml([
    ['ToUserName', 'wwto'],
    ['FromUserName', 'sys'],
    ['CreateTime', seconds],
    ['MsgType', 'event'],
    ['Event', 'change_external_chat'],
    ['ChatId', chatId],
    ...more,
  ]);
