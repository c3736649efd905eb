import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { HouseError } from '../errors.ts';
import { type Corp, newId } from '../ids.ts';

interface Writing {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

export interface DeputySaid {
  readonly of: string;
  readonly deputy: string;
  readonly from: Date;
  readonly until: Date;
  /** The leave or trip for which it was suggested. */
  readonly absenceId?: string;
  readonly by: string;
}

/** Somebody stands in for another on these days, in what he decides; never about himself or his own line. [E-DEPUTY] */
export async function setDeputy(
  tx: Tx,
  { corp, keys, at }: Writing,
  { of, deputy, from, until, absenceId, by }: DeputySaid,
): Promise<{ readonly id: string; readonly state: 'named' | 'repeat'; readonly entries: AuditEntry[] }> {
  if (of === deputy) throw refused('nobody is his own deputy', 'name somebody else');
  if (until <= from) throw refused('it ends before it begins', 'write the first day, then the last');
  if (until <= at) throw refused('these days are over', 'who stood in for somebody then is not said afterwards');
  const span = { corp, ofId: of, byId: deputy, fromAt: from, untilAt: until };
  const held = await tx.deputy.findFirst({ where: { ...span, until: null } });
  if (held) return { id: held.id, state: 'repeat', entries: [] };
  const id = newId();
  await tx.deputy.create({ data: { ...span, id, absenceId: absenceId ?? null, since: at, setBy: by } });
  return { id, state: 'named', entries: [entryOf(keys, { id, ofId: of, byId: deputy }, 'named', by)] };
}

/** Ends it before its day, or takes it back before it began. */
export async function endDeputy(
  tx: Tx,
  { corp, keys, at }: Writing,
  id: string,
  by: string,
): Promise<{ readonly state: 'ended' | 'unchanged'; readonly entries: AuditEntry[] }> {
  const row = await tx.deputy.findFirst({ where: { corp, id, until: null } });
  if (!row || row.untilAt <= at) return { state: 'unchanged', entries: [] };
  await tx.deputy.updateMany({ where: { corp, id }, data: { until: at, endedBy: by } });
  return { state: 'ended', entries: [entryOf(keys, row, 'ended', by)] };
}

const entryOf = (
  keys: CorpKeys,
  { id, ofId, byId }: { readonly id: string; readonly ofId: string; readonly byId: string },
  change: 'named' | 'ended',
  by: string,
): AuditEntry => ({
  v: 1,
  kind: 'deputy-set',
  deputyId: id,
  of: pseudonymOf(keys, ofId),
  deputy: pseudonymOf(keys, byId),
  change,
  by: pseudonymOf(keys, by),
});

const refused = (what: string, remedy: string) =>
  new HouseError({
    code: 'E-DEPUTY',
    what,
    why: 'a deputy is another person, for a time that is still to come',
    remedy,
    retry: 'never',
  });
