/** A member of the directory, as `user/get` and `user/list` answer [90196]. `userid` is lower-cased. */
export interface DirectoryUser {
  readonly userid: string;
  readonly name: string;
  readonly alias: string;
  readonly position: string;
  readonly departments: readonly number[];
  readonly mainDepartment: number | null;
  /** Departments of `departments` that this user leads (`is_leader_in_dept`). */
  readonly leaderIn: readonly number[];
  readonly directLeader: string | null;
  /** 1 active, 2 disabled, 4 not activated, 5 left. */
  readonly status: number;
}

export interface DirectoryDepartment {
  readonly id: number;
  readonly name: string;
  readonly parent: number;
  readonly leaders: readonly string[];
}

export interface DirectoryTag {
  readonly name: string;
  readonly userids: readonly string[];
}

/** `externalcontact/get` [92114]. */
export interface ExternalContact {
  readonly externalUserid: string;
  readonly name: string;
  readonly kind: 1 | 2;
  readonly corpName: string;
  readonly position: string;
  readonly followers: readonly ContactFollower[];
}

export interface ContactFollower {
  readonly userid: string;
  readonly remark: string;
  readonly tags: readonly string[];
  readonly state: string;
}

export interface ContactApi {
  /** Departments the app can see [90208]. */
  departments(): Promise<DirectoryDepartment[]>;
  /** Members of one department, one level [90200, 90201]. */
  usersOf(departmentId: number): Promise<DirectoryUser[]>;
  /** Tags of members, with the accounts that carry each; departments that carry one are left out [90213, 90216]. */
  tags(): Promise<DirectoryTag[]>;
  /** One member; null when WeCom knows none of that id (60111, 46004). */
  user(userid: string): Promise<DirectoryUser | null>;
  /** One external person, all follower pages; null when no employee in scope has added him (84061, 40096). */
  externalContact(externalUserid: string): Promise<ExternalContact | null>;
}
