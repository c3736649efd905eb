import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

interface Holder {
  readonly userid: string;
  readonly personId: string;
  readonly since: Date;
}

/**
 * Appointments made by the account before anybody was known to hold it are those of its first holder. Said before the account
 * changes hands or its name, so that the next holder of it inherits nothing.
 */
export async function claimAppointments(tx: Tx, corp: Corp, { userid, personId, since }: Holder): Promise<void> {
  await tx.$executeRaw`
    update qungui.appointment a set person_id = ${personId}::uuid
    where a.corp = ${corp} and lower(a.userid) = ${userid} and a.person_id is null and (a.until is null or a.until > ${since})`;
}
