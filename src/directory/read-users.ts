import type { ContactApi, DirectoryDepartment, DirectoryUser } from '../wecom/contact/contact.ts';

export interface DirectoryAsSeen {
  readonly departments: readonly DirectoryDepartment[];
  readonly users: ReadonlyMap<string, DirectoryUser>;
  /** Names of the tags that an account carries. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
}

/** The whole directory the app can see. Lists give one level only, so every department is asked [90200]. */
export async function readDirectory(contact: ContactApi): Promise<DirectoryAsSeen> {
  const departments = await contact.departments();
  const users = new Map<string, DirectoryUser>();
  for (const department of departments) {
    for (const user of await contact.usersOf(department.id)) users.set(user.userid, user);
  }
  return { departments, users, tags: await readTags(contact) };
}

async function readTags(contact: ContactApi): Promise<Map<string, string[]>> {
  const byAccount = new Map<string, string[]>();
  for (const { name, userids } of await contact.tags())
    for (const userid of userids) byAccount.set(userid, [...(byAccount.get(userid) ?? []), name]);
  return byAccount;
}
