import type { Appointment, Group, Member, Registered } from '../../src/events/group.ts';
import type { Person } from '../../src/events/person.ts';
import { longAgoMs } from './person.ts';

let made = 0;

/** A customer group, born long ago, whose owner is nobody of the test. */
export function aGroup(over: Partial<Group> = {}): Group {
  made += 1;
  return {
    chatId: `wr-group-${made}`,
    reach: 'customer',
    name: '示例项目群',
    owner: 'group-owner',
    admins: [],
    createdAtMs: longAgoMs,
    ...over,
  };
}

/** A member of no known person, who joined long ago without a nickname. */
export function aMember(over: Partial<Member> = {}): Member {
  made += 1;
  return {
    id: `member-${made}`,
    kind: 'employee',
    personId: null,
    joinedAtMs: longAgoMs,
    joinScene: 1,
    inviter: null,
    joinState: null,
    nickname: '',
    shownName: '',
    ...over,
  };
}

/** The stay of a person under his account. */
export const memberOf = (person: Person, over: Partial<Member> = {}): Member =>
  aMember({ id: person.userid ?? `gone-${person.id}`, personId: person.id, shownName: person.name, ...over });

/** An external member. */
export const anOutsider = (over: Partial<Member> = {}): Member =>
  aMember({ kind: 'external', shownName: '客户甲', ...over });

export const anAppointment = (over: Partial<Appointment> = {}): Appointment => ({
  userid: 'group-admin',
  appointedBy: '行政人事部',
  sinceMs: longAgoMs,
  untilMs: null,
  ...over,
});

/** A register entry of a marketing group, approved and filed, with one appointed admin. */
export const aRegistered = (over: Partial<Registered> = {}): Registered => ({
  kind: 'marketing',
  ownerDepartment: '营销策划部',
  purpose: '项目营销',
  approval: { by: '营销副总', number: '2026-001', date: '2026-11-01' },
  filing: { by: '行政人事部', number: '2026-001', date: '2026-11-02' },
  endsAtMs: null,
  papersUntilMs: null,
  admins: [anAppointment()],
  ...over,
});
