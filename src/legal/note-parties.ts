import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { type Corp, newId } from '../ids.ts';
import type { Told } from '../sanctions/measures.ts';

/** Who hears of proposals about people who are not employed here. */
export const NOTE_ROLES = ['agency', 'contract-owner', 'mentor', 'council'] as const satisfies readonly Told[];
export type NoteRole = (typeof NOTE_ROLES)[number];

export interface NoteParty {
  readonly id: string;
  readonly role: NoteRole;
  /** Of whom; null: of everybody of whom no other is named. */
  readonly personId: string | null;
  readonly name: string;
  /** Null: somebody outside, whom HR writes to. */
  readonly userid: string | null;
}

/** All that are named now. */
export async function noteParties(tx: Tx, corp: Corp): Promise<NoteParty[]> {
  const rows = await tx.noteParty.findMany({
    where: { corp, until: null },
    orderBy: [{ role: 'asc' }, { since: 'asc' }],
  });
  return rows.map(({ id, role, personId, name, userid }) => ({ id, role: role as NoteRole, personId, name, userid }));
}

/** Who hears of a proposal about this person; null: nobody has been named. */
export async function partyFor(tx: Tx, corp: Corp, role: NoteRole, personId: string): Promise<NoteParty | null> {
  const named = (await noteParties(tx, corp)).filter((one) => one.role === role);
  return named.find((one) => one.personId === personId) ?? named.find((one) => one.personId === null) ?? null;
}

interface PartySaid {
  readonly role: NoteRole;
  readonly personId: string | null;
  /** Null: nobody any more. */
  readonly party: { readonly name: string; readonly userid: string | null } | null;
  readonly by: string;
}

/** HR says who hears of proposals; who was named before stays as history. */
export async function setNoteParty(
  tx: Tx,
  { corp, keys, at }: { readonly corp: Corp; readonly keys: CorpKeys; readonly at: Date },
  { role, personId, party, by }: PartySaid,
): Promise<{ readonly state: 'changed' | 'unchanged'; readonly entries: AuditEntry[] }> {
  const held = await tx.noteParty.findFirst({ where: { corp, role, personId, until: null } });
  const same = party === null ? !held : held?.name === party.name && held.userid === party.userid;
  if (same) return { state: 'unchanged', entries: [] };
  await tx.noteParty.updateMany({ where: { corp, role, personId, until: null }, data: { until: at } });
  if (party) await tx.noteParty.create({ data: { corp, id: newId(), role, personId, ...party, since: at, setBy: by } });
  const of = personId === null ? null : pseudonymOf(keys, personId);
  const change = party ? 'named' : 'taken-back';
  return { state: 'changed', entries: [{ v: 1, kind: 'note-party-set', role, of, change, by: pseudonymOf(keys, by) }] };
}
