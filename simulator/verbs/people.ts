import {
  partyCreated,
  partyDeleted,
  partyMoved,
  userCreated,
  userDeleted,
  useridChanged,
  userMoved,
} from '../callbacks/events.ts';
import {
  type AccountStatus,
  addEmployee,
  anyEmployee,
  type Employee,
  type Newcomer,
  presentDepartment,
  presentEmployee,
  removeEmployee,
  renameAccount,
} from '../world/people.ts';
import { changePerson, type Stage, tell } from './stage.ts';

type Quiet = 'name' | 'alias' | 'position' | 'directLeader';

/** What happens in the contacts. Events go to the contacts surface, with what receivers get since 2022: ids and departments. */
export function peopleVerbs(stage: Stage) {
  const { company, clock } = stage;

  /** Somebody gets an account; a userid used before belongs to a new person. Calls back `create_user`, and `subscribe`. */
  const hire = async (newcomer: Newcomer): Promise<void> => {
    const at = await clock.now();
    const employee = addEmployee(company, { ...newcomer, status: 4 }, at);
    tell(stage, 'contacts', userCreated(employee), at);
    changePerson(stage, employee, at, () => {
      employee.status = newcomer.status ?? 1;
    });
  };

  /** The account is deleted; groups keep the member. Calls back `delete_user`, and `unsubscribe`. */
  const dismissPerson = async (userid: string): Promise<void> => {
    const at = await clock.now();
    const employee = presentEmployee(company, userid);
    tell(stage, 'contacts', userDeleted(employee.userid), at);
    changePerson(stage, employee, at, () => removeEmployee(company, userid, at));
  };

  /** Into these departments and no others; leads none of those left. Calls back `update_user`. */
  const moveDepartment = async (userid: string, department: number | readonly number[]): Promise<void> => {
    const at = await clock.now();
    const employee = presentEmployee(company, userid);
    const departments = [department].flat();
    for (const id of departments) presentDepartment(company, id);
    changePerson(stage, employee, at, () => {
      employee.departments = departments;
      employee.leaderIn = employee.leaderIn.filter((id) => departments.includes(id));
    });
    tell(stage, 'contacts', userMoved(employee), at);
  };

  /** Leads these of his departments. Calls back `update_user`. */
  const setLeaderIn = async (userid: string, departments: readonly number[]): Promise<void> => {
    const employee = presentEmployee(company, userid);
    employee.leaderIn = departments;
    tell(stage, 'contacts', userMoved(employee), await clock.now());
  };

  /** Another userid for the same account. Calls back `update_user` with `NewUserID`. */
  const changeUserid = async (userid: string, newUserid: string): Promise<void> => {
    const before = presentEmployee(company, userid).userid;
    renameAccount(company, userid, newUserid);
    tell(stage, 'contacts', useridChanged(before, newUserid), await clock.now());
  };

  /** 1 active, 2 disabled, 4 not activated. No contacts event; `subscribe` or `unsubscribe` for the app. */
  const setStatus = async (userid: string, status: Exclude<AccountStatus, 5>): Promise<void> => {
    const at = await clock.now();
    const employee = presentEmployee(company, userid);
    changePerson(stage, employee, at, () => {
      employee.status = status;
    });
  };

  /** Name, alias, title and direct leader change without any event since 2022 [96079]. */
  const setProfile = (userid: string, change: Partial<Pick<Employee, Quiet>>): void => {
    Object.assign(presentEmployee(company, userid), change);
  };

  return {
    hire,
    dismissPerson,
    moveDepartment,
    setLeaderIn,
    changeUserid,
    setStatus,
    /** Logs in for the first time. */
    activate: (userid: string): Promise<void> => setStatus(userid, 1),
    setProfile,
    /** The present account, else the last that had this userid. */
    person: (userid: string): Readonly<Employee> => anyEmployee(company, userid),
    /** All present userids. */
    userids: (): string[] => [...company.people.values()].map((one) => one.userid),
  };
}

/** What happens to departments and tags. */
export function departmentVerbs(stage: Stage) {
  const { company, clock } = stage;

  /** Calls back `create_party` with the id alone. */
  const addDepartment = async (department: { id: number; name: string; parent?: number }): Promise<void> => {
    const { id, name, parent = 1 } = department;
    presentDepartment(company, parent);
    if (company.departments.has(id)) throw new TypeError(`department ${id} exists`);
    company.departments.set(id, { id, name, parent, order: 100 });
    tell(stage, 'contacts', partyCreated(id), await clock.now());
  };

  /** A new name: no event tells it, only reading the departments does. */
  const renameDepartment = (id: number, name: string): void => {
    presentDepartment(company, id).name = name;
  };

  /** Under another parent. Calls back `update_party`. */
  const reparentDepartment = async (id: number, parent: number): Promise<void> => {
    presentDepartment(company, parent);
    presentDepartment(company, id).parent = parent;
    tell(stage, 'contacts', partyMoved(id, parent), await clock.now());
  };

  /** Only an empty one. Calls back `delete_party`. */
  const removeDepartment = async (id: number): Promise<void> => {
    presentDepartment(company, id);
    const inUse = [...company.people.values()].some((one) => one.departments.includes(id));
    const hasChildren = [...company.departments.values()].some(({ parent }) => parent === id);
    if (inUse || hasChildren) throw new TypeError(`department ${id} is not empty`);
    company.departments.delete(id);
    tell(stage, 'contacts', partyDeleted(id), await clock.now());
  };

  /** A tag of members, made or changed. */
  const setMemberTag = (id: number, name: string, userids: readonly string[]): void => {
    company.memberTags.set(id, { id, name, userids: new Set(userids.map((one) => one.toLowerCase())) });
  };

  return { addDepartment, renameDepartment, reparentDepartment, removeDepartment, setMemberTag };
}
