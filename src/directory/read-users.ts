import type { ContactApi, DirectoryDepartment, DirectoryUser } from '../wecom/contact/contact.ts';

export interface DirectoryAsSeen {
  readonly departments: readonly DirectoryDepartment[];
  readonly users: ReadonlyMap<string, DirectoryUser>;
}

/** The whole directory the app can see. Lists give one level only, so every department is asked [90200]. */
export async function readDirectory(contact: ContactApi): Promise<DirectoryAsSeen> {
  const departments = await contact.departments();
  const users = new Map<string, DirectoryUser>();
  for (const department of departments) {
    for (const user of await contact.usersOf(department.id)) users.set(user.userid, user);
  }
  return { departments, users };
}
