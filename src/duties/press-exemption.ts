import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { REASON_QUESTION, reasonText } from '../notices/docket-reasons.ts';
import type { Selected } from '../register/inventory/answer.ts';
import { agreeExemption, type Exempting, refuseExemption } from './exemptions.ts';
import { askWhyNot } from './tell-exemption.ts';

interface Pressing extends Exempting {
  /** His account. */
  readonly by: string;
  readonly selected: readonly Selected[];
}

interface Came {
  /** `answered`: nothing changed, and he was told that a reason is to be chosen. */
  readonly outcome: 'done' | 'repeat' | 'closed' | 'not-entitled' | 'no-such-card' | 'answered';
  readonly entries: AuditEntry[];
}

/** Somebody agrees to an exemption or refuses it, on a card that was written to him. Whether he may is asked anew. */
export async function pressExemption(
  tx: Tx,
  { corp, keys, at, by, selected }: Pressing,
  id: string,
  action: 'exempt-agree' | 'exempt-refuse',
): Promise<Came> {
  const exempting = { corp, keys, at };
  const because = reasonText(selected.find(({ question }) => question === REASON_QUESTION)?.options[0]) ?? '';
  const { outcome, entries } =
    action === 'exempt-agree'
      ? await agreeExemption(tx, exempting, { id, by })
      : await refuseExemption(tx, exempting, { id, because, by });
  if (outcome === 'no-reason') await askWhyNot(tx, exempting, by);
  return { outcome: CAME[outcome], entries };
}

const CAME = {
  agreed: 'done',
  'one-more': 'done',
  refused: 'done',
  'no-reason': 'answered',
  repeat: 'repeat',
  closed: 'closed',
  'not-entitled': 'not-entitled',
  'own-line': 'not-entitled',
  'not-found': 'no-such-card',
} as const;
