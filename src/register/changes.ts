import type { Approval, Registered } from '../events/group.ts';
import type { Registration } from '../groups/register.ts';
import { dayOf, lastDayBefore } from '../work-time/local-days.ts';

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
  permit ? [permit.by, permit.number, permit.date, permit.scan ?? ''].join(' ').trimEnd() : null;

/** Admins by their account; another date or another appointer is another appointment. */
function adminChanges(current: Registered | null, { admins }: Registration, at: Date, zone: string): Change[] {
  const running = (current?.admins ?? []).filter(({ untilMs }) => untilMs === null || untilMs > at.getTime());
  const inWords = (since: number, until: number | null, by: string): string =>
    `from ${dayOf(since, zone)}${until === null ? '' : ` to ${lastDayBefore(until, zone)}`}, by ${by}`;
  const before = new Map(running.map((one) => [one.userid, inWords(one.sinceMs, one.untilMs, one.appointedBy)]));
  const after = new Map(
    admins.map(({ userid, since, until, appointedBy }) => [
      userid,
      inWords(since.getTime(), until?.getTime() ?? null, appointedBy),
    ]),
  );
  return [...new Set([...after.keys(), ...before.keys()])].map((userid) => ({
    what: `admin ${userid}`,
    from: before.get(userid) ?? null,
    to: after.get(userid) ?? null,
  }));
}
