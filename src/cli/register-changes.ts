import type { Approval, Registered } from '../events/group.ts';
import type { Registration } from '../groups/register.ts';
import { clockOf, dayOf, lastDayBefore } from './moments.ts';

/** One difference between the register and what it is to say; null: not there. */
export interface Change {
  readonly what: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What a registration would change; nothing when the register says the same. Pure. */
export function changesTo(current: Registered | null, wanted: Registration, at: Date, zone: string): Change[] {
  const fields: Change[] = [
    { what: 'kind', from: current?.kind ?? null, to: wanted.kind },
    { what: 'ownerDepartment', from: current?.ownerDepartment ?? null, to: wanted.ownerDepartment },
    { what: 'purpose', from: current?.purpose ?? null, to: wanted.purpose },
    { what: 'approval', from: permit(current?.approval), to: permit(wanted.approval) },
    { what: 'filing', from: permit(current?.filing), to: permit(wanted.filing) },
    {
      what: 'endsAt',
      from: current?.endsAtMs == null ? null : lastDayBefore(current.endsAtMs, zone),
      to: wanted.endsAt && lastDayBefore(wanted.endsAt.getTime(), zone),
    },
  ];
  return [...fields, ...adminChanges(current, wanted, at, zone)].filter(({ from, to }) => from !== to);
}

const permit = (permit: Approval | null | undefined): string | null =>
  permit ? `${permit.by} ${permit.number} ${permit.date}` : null;

/** Admins by their account. An appointment that runs on keeps the dates it was made with. */
function adminChanges(current: Registered | null, { admins }: Registration, at: Date, zone: string): Change[] {
  const running = (current?.admins ?? []).filter(({ untilMs }) => untilMs === null || untilMs > at.getTime());
  const inWords = (since: number, until: number | null, by: string): string =>
    `from ${dayOf(since, zone)}${until === null ? '' : ` to ${lastDayBefore(until, zone)}`}, by ${by}`;
  const begun = admins.filter((admin) => !running.some(({ userid }) => userid === admin.userid));
  const ended = running.filter(({ userid }) => !admins.some((admin) => admin.userid === userid));
  return [
    ...begun.map((admin) => ({
      what: `admin ${admin.userid}`,
      from: null,
      to: inWords(admin.since.getTime(), admin.until?.getTime() ?? null, admin.appointedBy),
    })),
    ...ended.map((one) => ({
      what: `admin ${one.userid}`,
      from: inWords(one.sinceMs, one.untilMs, one.appointedBy),
      to: null,
    })),
  ];
}

/** Appointments that run on although the file gives them other dates: the register keeps the first ones. */
export function keptDates(current: Registered | null, { admins }: Registration, at: Date, zone: string): string[] {
  return (current?.admins ?? [])
    .filter(({ untilMs }) => untilMs === null || untilMs > at.getTime())
    .filter(({ userid, sinceMs, untilMs }) => {
      const wanted = admins.find((admin) => admin.userid === userid);
      return wanted && (wanted.since.getTime() !== sinceMs || (wanted.until?.getTime() ?? null) !== untilMs);
    })
    .map(
      ({ userid, sinceMs, untilMs }) =>
        `admin ${userid} stays appointed from ${clockOf(zone)(new Date(sinceMs))} to ${untilMs === null ? 'no end' : clockOf(zone)(new Date(untilMs))}: leave him out once to appoint him anew`,
    );
}
