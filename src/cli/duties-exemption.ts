import { z } from 'zod';
import type { AuditEntry } from '../audit/entry.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { agreeExemption, endExemption, refuseExemption } from '../duties/exemptions.ts';
import { listExemptions } from '../duties/load-exemptions.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { printable } from './table.ts';
import { written } from './written.ts';

interface Signed {
  readonly corp?: string;
  readonly by: string;
  readonly because?: string;
}

/** Every exemption, the latest first; what somebody wrote to it stays on the pages, where a reason is asked for. */
export async function showExemptions(deps: Deps, { corp: slug }: { readonly corp?: string }): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, slug);
  const keys = await deps.keys.of(corp);
  const rows = await deps.db.withCorp(corp, async (tx) => listExemptions(tx, corp, keys, { at: await nowIn(tx) }));
  const shown = rows.map(({ reason: _, because: __, ...row }) => row);
  const waits = shown.some(({ state }) => state === 'asked' || state === 'first');
  return {
    exit: waits ? 1 : 0,
    json: { corp, exemptions: shown },
    text:
      shown.length === 0
        ? 'nobody has asked to be spared\n'
        : shown
            .map(({ id, state, instance, personId, until }) =>
              printable(`${id} ${state}: ${instance}, person ${personId}, until ${until}\n`),
            )
            .join(''),
  };
}

const WENT: ReadonlySet<string> = new Set(['agreed', 'one-more', 'refused', 'ended', 'repeat']);

/** Agrees to one, refuses it, or ends it. */
export async function moveExemption(
  deps: Deps,
  what: 'agree' | 'refuse' | 'end',
  id: string,
  { corp: slug, by, because = '' }: Signed,
): Promise<Answer> {
  if (!z.uuid().safeParse(id).success)
    throw wrongUse(`${id} is no id`, 'ids are as the list prints them', 'duties exemption list');
  const { corp, outcome } = await written(deps, slug, (tx, writing): Promise<Moved> => {
    if (what === 'agree') return agreeExemption(tx, writing, { id, by });
    return what === 'end' ? endExemption(tx, writing, { id, by }) : refuseExemption(tx, writing, { id, because, by });
  });
  return {
    exit: WENT.has(outcome) ? 0 : 3,
    json: { corp, exemption: id, outcome },
    text: `${WENT.has(outcome) ? '✓' : '✗'} ${SAYS[outcome]}\n`,
  };
}

interface Moved {
  readonly outcome: keyof typeof SAYS;
  readonly entries: AuditEntry[];
}

const SAYS = {
  agreed: 'it counts from now on',
  'one-more': 'agreed; one more person outside his line has to agree',
  repeat: 'you have agreed to it already; somebody else has to',
  refused: 'refused, with your reason',
  ended: 'it counts no longer',
  'no-reason': 'say why not: --because "…"',
  'not-entitled': 'you have no duty to decide about this',
  'own-line': 'nobody decides about himself or in his own line',
  closed: 'it is decided, or over',
  'not-found': 'there is no such exemption',
} as const;
