import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { CorpConfig } from '../config.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Approval, Registered } from '../events/group.ts';
import type { Directory } from '../events/person.ts';
import { dayOf, lastDayBefore } from '../work-time/local-days.ts';
import { loadKnown } from './known.ts';
import type { KnownGroup } from './match-line.ts';
import { type Column, EXPORTED, headingOf } from './sheet/columns.ts';
import { reachInWords } from './sheet/reaches.ts';
import { type Format, writeSheet } from './sheet/sheet.ts';
import type { Known } from './take-lines.ts';

/** The whole register as a sheet that can be read in again, groups that nobody registered included. */
export async function exportSheet(
  deps: Pick<Deps, 'db' | 'keys'>,
  corp: CorpConfig,
  format: Format,
  by: string,
): Promise<{ readonly bytes: Uint8Array; readonly groups: number; readonly lost: number }> {
  const keys = await deps.keys.of(corp.slug);
  const rows = await deps.db.withCorp(corp.slug, async (tx) => {
    const known = await loadKnown(tx, corp);
    const lines = known.groups.map((group) => EXPORTED.map((column) => cellsOf(group, known)[column] ?? ''));
    await appendAudit(tx, corp.slug, keys, await nowIn(tx), [
      {
        v: 1,
        kind: 'report-exported',
        what: 'register',
        rows: lines.length,
        purpose: 'sheet',
        by: pseudonymOf(keys, by),
      },
    ]);
    return [EXPORTED.map(headingOf), ...lines];
  });
  return { ...writeSheet(rows, format), groups: rows.length - 1 };
}

/** What the register says of a group, in the words of a sheet; read in again it changes nothing. Pure. */
export function cellsOf(
  { chatId, name, owner, reach }: KnownGroup,
  known: Known,
): Readonly<Partial<Record<Column, string>>> {
  const group = { chatId, name, reach: reachInWords(reach), owner: owner && calledIn(known.directory, owner) };
  const registered = known.registered.get(chatId);
  if (!registered) return group;
  const { timeZone, kinds } = known;
  return {
    ...group,
    kind: kinds.find(({ id }) => id === registered.kind)?.name.zh ?? registered.kind,
    department: registered.ownerDepartment,
    purpose: registered.purpose,
    admins: adminsOf(registered, known),
    ...permitCells(registered.approval, ['approvedBy', 'approvalNumber', 'approvalDate']),
    scan: registered.approval?.scan ?? '',
    ...permitCells(registered.filing, ['filedWith', 'filingNumber', 'filingDate']),
    endsOn: registered.endsAtMs === null ? '' : lastDayBefore(registered.endsAtMs, timeZone),
  };
}

const permitCells = (permit: Approval | null, [by, number, date]: readonly [Column, Column, Column]) =>
  permit ? { [by]: permit.by, [number]: permit.number, [date]: permit.date } : {};

function adminsOf({ admins }: Registered, { at, timeZone, directory }: Known): string {
  const running = admins.filter(({ untilMs }) => untilMs === null || untilMs > at.getTime());
  return running
    .map(({ userid, appointedBy, sinceMs, untilMs }) => {
      const until = untilMs === null ? '' : lastDayBefore(untilMs, timeZone);
      return `${calledIn(directory, userid)}[${appointedBy}|${dayOf(sinceMs, timeZone)}|${until}]`;
    })
    .join('、');
}

/** 「张示例(zhang.shili)」: nobody is taken for a namesake. */
function calledIn({ byAccount }: Directory, userid: string): string {
  const name = byAccount.get(userid)?.name ?? '';
  return name === '' ? userid : `${name}(${userid})`;
}
