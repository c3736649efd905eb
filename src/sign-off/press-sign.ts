import type { Tx } from '../db/client.ts';
import type { Person } from '../events/person.ts';
import { type SignedSo, signVersion } from './sign.ts';
import type { Signing } from './signing.ts';

interface Pressing extends Signing {
  readonly person: Person;
  readonly by: string;
}

/** Somebody pressed the card that showed him a version. Only the one it was written to can. */
export async function pressSign(
  tx: Tx,
  { corp, keys, at, person, by }: Pressing,
  askId: string,
  says: 'signed' | 'refused',
): Promise<Omit<SignedSo, 'outcome'> & { readonly outcome: SignedSo['outcome'] | 'no-such-card' | 'not-entitled' }> {
  const ask = await tx.signAsk.findFirst({ where: { corp, id: askId } });
  if (!ask) return { outcome: 'no-such-card', entries: [] };
  if (ask.personId !== person.id) return { outcome: 'not-entitled', entries: [] };
  const { policySlug, policyVersion, personId } = ask;
  return signVersion(tx, { corp, keys, at }, { policySlug, policyVersion, personId, says, via: 'card', by });
}
