import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { agreeExemption, type Exempting } from './exemptions.ts';

interface Came {
  readonly outcome: 'done' | 'repeat' | 'closed' | 'not-entitled' | 'no-such-card';
  readonly entries: AuditEntry[];
}

/** Somebody pressed that he agrees to an exemption, on a card that was written to him. Whether he may is asked anew. */
export async function pressExemption(
  tx: Tx,
  { corp, keys, at, by }: Exempting & { readonly by: string },
  id: string,
): Promise<Came> {
  const { outcome, entries } = await agreeExemption(tx, { corp, keys, at }, { id, by });
  return { outcome: CAME[outcome], entries };
}

const CAME = {
  agreed: 'done',
  'one-more': 'done',
  repeat: 'repeat',
  closed: 'closed',
  'not-entitled': 'not-entitled',
  'own-line': 'not-entitled',
  'not-found': 'no-such-card',
} as const;
