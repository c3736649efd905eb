import type { Tx } from '../db/client.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { armInTurn } from '../timers/arm.ts';

/** WeCom may know nobody of an id, now and tomorrow: it is asked again after so long, not after each look at the group. */
const ASK_AGAIN_AFTER_MS = 6 * 3_600_000;
/** Hundreds of customers are read one by one, so slowly that what is urgent goes between them. */
const CONTACT_EVERY_MS = 100;

/** Has people read whom the group shows and the rows do not know: accounts always, external people where a rule asks. */
export async function askForUnknown(tx: Tx, corp: Corp, policy: Policy, facts: GroupFacts, at: Date): Promise<void> {
  for (const asking of unknownPeople(policy, facts)) await ask(tx, corp, asking, at);
}

/** Whom the group shows and the rows do not know, by the look that would read them. Pure. */
export function unknownPeople(policy: Policy, facts: GroupFacts): Asking[] {
  const { directory, members } = facts;
  const accounts = members.filter((m) => m.kind === 'employee' && m.personId === null);
  const outsiders = asksForContacts(policy, facts)
    ? members.filter((m) => m.kind === 'external' && !directory.contacts.has(m.id.toLowerCase()))
    : [];
  const askings: Asking[] = [
    { kind: 'look-person', ids: idsOf(accounts), everyMs: 0 },
    { kind: 'look-contact', ids: idsOf(outsiders), everyMs: CONTACT_EVERY_MS },
  ];
  return askings.filter(({ ids }) => ids.length > 0);
}

const idsOf = (members: GroupFacts['members']): string[] => members.map(({ id }) => id);

const asksForContacts = ({ uses }: Policy, { registered }: GroupFacts): boolean =>
  registered !== null &&
  uses.some(
    ({ level, rule, kinds }) => level !== 'off' && rule.needs.includes('contact') && kinds.includes(registered.kind),
  );

export interface Asking {
  readonly kind: 'look-person' | 'look-contact';
  readonly ids: readonly string[];
  readonly everyMs: number;
}

async function ask(tx: Tx, corp: Corp, { kind, ids, everyMs }: Asking, at: Date): Promise<void> {
  const lately = new Date(at.getTime() - ASK_AGAIN_AFTER_MS);
  const asked = await tx.$queryRaw<{ subject: string }[]>`
    select distinct subject from qungui.timer
    where corp = ${corp} and kind = ${kind} and state <> 'armed' and due_at > ${lately}
      and subject = any(${[...ids]}::text[])`;
  const known = new Set(asked.map(({ subject }) => subject));
  const subjects = ids.filter((id) => !known.has(id));
  await armInTurn(tx, corp, { kind, subjects, at, apartMs: everyMs });
}
