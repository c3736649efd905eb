import type { CallbackAddress } from '../world/company.ts';
import { seal } from './seal.ts';

/** Saving the address failed, as the admin page says it: the receiver did not answer as it must [40057]. */
export class CallbackRefused extends Error {
  readonly errcode = 40057;
}

/**
 * What WeCom does when the administrator presses save: GET with a sealed number, which must come back bare [90930].
 * Throws CallbackRefused with the reason.
 */
export async function verifyAddress(
  address: CallbackAddress,
  receiverId: string,
  echo: string,
  now: Date,
): Promise<void> {
  const { query, encrypted } = seal(address, echo, receiverId, now);
  const url = new URL(address.url);
  for (const [name, value] of Object.entries({ ...query, echostr: encrypted })) url.searchParams.set(name, value);
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: 'manual' }).catch((cause: Error) => {
    throw new CallbackRefused(`${url.origin}${url.pathname} did not answer: ${cause.message}`, { cause });
  });
  const words = await answer.text();
  if (answer.status !== 200) throw new CallbackRefused(`${url.pathname} answered ${answer.status}`);
  if (words !== echo) throw new CallbackRefused(`${url.pathname} did not send the decrypted text back`);
}
