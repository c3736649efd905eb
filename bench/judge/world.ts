import type { GroupFacts } from '../../src/events/facts.ts';
import type { Member } from '../../src/events/group.ts';
import type { Contact, Department, Directory, Person } from '../../src/events/person.ts';
import { noRecords, type Records } from '../../src/events/records.ts';
import { PersonId } from '../../src/ids.ts';

export const groupSize = 500;
const employeesPerGroup = 300;
const staff = 2_000;
const customers = 4_000;

const atMs = Date.parse('2026-11-26T10:00:00+08:00');
const longAgoMs = Date.parse('2024-01-01T00:00:00+08:00');
const hour = 3_600_000;

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨', '欧阳', '司马'];
const given = ['示例', '样本', '试用', '示范', '样品', '范例', '·示例'];
const units = ['营销策划部', '财务部', '行政人事部', '工程部', '信息技术与数字化转型推进办公室'];

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;
const idOf = (n: number): PersonId => PersonId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);

/** A company of 2,000, 400 of them in marketing, with 4,000 customers. The same every time. */
export function directoryOf(): Directory {
  const persons = Array.from({ length: staff }, (_, n) => personOf(n));
  const contacts = Array.from({ length: customers }, (_, n) => contactOf(n));
  return {
    persons: new Map(persons.map((person) => [person.id, person])),
    byAccount: new Map(persons.map((person) => [person.userid ?? '', person])),
    departments: new Map(units.map((name, n) => [n + 2, departmentOf(name, n + 2)])),
    contacts: new Map(contacts.map((contact) => [contact.id, contact])),
    identities: new Map(),
    lists: new Map(),
  };
}

const personOf = (n: number): Person => ({
  id: idOf(n),
  userid: `staff-${n}`,
  relation: n % 9 === 0 ? 'intern' : 'regular',
  status: n % 97 === 0 ? 'left' : 'active',
  name:
    pick(surnames, n) + pick(given, Math.floor(n / surnames.length)) + (n % 5 === 0 ? '' : pick([...'甲乙丙丁'], n)),
  alias: '',
  position: n % 50 === 0 ? '经理' : '专员',
  departments: n % 20 === 0 ? [unitOf(n), 3] : [unitOf(n)],
  mainDepartment: unitOf(n),
  leaderIn: [],
  directLeader: null,
  tags: [],
  hiredAtMs: longAgoMs,
  shownSinceMs: longAgoMs,
  before: [],
  leftAtMs: null,
});

const marketers = 400;
const unitOf = (n: number): number => (n < marketers ? 2 : 3 + (n % (units.length - 1)));

const departmentOf = (name: string, id: number): Department => ({
  id,
  name,
  parent: 1,
  leaders: [],
  alsoKnownAs: [{ name: name.slice(0, 2), untilMs: null }],
});

const contactOf = (n: number): Contact => ({
  id: `wm-customer-${n}`,
  known: n % 4 !== 0,
  name: `客户${n}`,
  app: n % 10 === 0 ? 'wecom' : 'wechat',
  corpName: n % 10 === 0 ? '样本科技' : '',
  position: '',
  remarks: [],
  tags: [],
});

/**
 * A group of 500: 300 colleagues, one of whom in thirty does not belong, and 200 customers. Every tenth joined lately, half
 * of these by somebody who is not appointed; one nickname in twenty-five is not as it should be; one colleague in a hundred has left.
 */
export function factsOf(nth: number, directory: Directory): GroupFacts {
  const owner = (nth * 37) % marketers;
  const colleagues = Array.from({ length: employeesPerGroup }, (_, n) =>
    colleague(n % 30 === 7 ? marketers + n : (owner + n) % marketers, directory),
  );
  const others = Array.from({ length: groupSize - employeesPerGroup }, (_, n) => customer((nth * 200 + n) % customers));
  const members = [...colleagues, ...others];
  return {
    atMs,
    group: {
      chatId: `wr-${nth}`,
      reach: 'customer',
      name: '样本项目群',
      owner: `staff-${owner}`,
      admins: [],
      createdAtMs: longAgoMs,
    },
    registered: registeredBy(`staff-${owner + 1}`),
    members,
    directory,
    answers: new Map(),
    unseen: new Map(),
    records: recordsOf(members),
  };
}

/** What was before: one name of the group, a nickname of each member, what one of five stays here once was. */
const recordsOf = (members: readonly Member[]): Records => ({
  ...noRecords,
  names: [{ name: '样本项目群', sinceMs: longAgoMs }],
  nicknames: members.map(({ id, nickname, joinedAtMs }) => ({
    memberId: id,
    nickname: nickname ?? '',
    sinceMs: joinedAtMs,
  })),
  stays: members
    .filter((_, nth) => nth % 5 === 0)
    .map(({ id, personId }) => ({
      ...{ chatId: 'wr-once', memberId: id, personId },
      ...{ sinceMs: longAgoMs - hour, untilMs: longAgoMs, how: 'left' as const },
    })),
});

function colleague(n: number, directory: Directory): Member {
  const person = directory.persons.get(idOf(n % staff)) as Person;
  const unit = directory.departments.get(person.mainDepartment ?? 0)?.name ?? '';
  const right = `${unit}${pick(['-', '－', ' ', '', '·', '_'], n)}${person.name}`;
  return {
    ...memberAt(n),
    id: `staff-${n % staff}`,
    kind: 'employee',
    personId: person.id,
    nickname: n % 25 === 0 ? pick(['小太阳', person.name, `🌟${right}`, ''], n / 25) : right,
    shownName: person.name,
  };
}

const customer = (n: number): Member => ({
  ...memberAt(n),
  id: `wm-customer-${n}`,
  kind: 'external',
  personId: null,
  nickname: n % 3 === 0 ? `来客${n}` : '',
  shownName: `客户${n}`,
});

const memberAt = (n: number) => ({
  joinedAtMs: n % 10 === 0 ? atMs - (n % 200) * hour : longAgoMs + n,
  joinScene: n % 30 === 0 ? 3 : 1,
  inviter: n % 20 === 0 ? 'staff-5' : null,
  joinState: n % 60 === 0 ? 'marketing' : null,
});

const registeredBy = (userid: string) => ({
  kind: 'marketing',
  ownerDepartment: '营销策划部',
  purpose: '项目营销',
  approval: null,
  filing: null,
  endsAtMs: null,
  papersUntilMs: null,
  admins: [{ userid, appointedBy: '行政人事部', sinceMs: longAgoMs, untilMs: null }],
});
