import type { Deps } from './deps.ts';
import { type Door, openOpsDoor, openPublicDoor } from './http/open-doors.ts';

/** Opens the operator's door, then the public one; when the second does not open, the first is closed again. */
export async function startServer(deps: Deps): Promise<Door> {
  const ops = await openOpsDoor(deps);
  try {
    const door = await openPublicDoor(deps);
    return { close: async () => void (await Promise.all([door.close(), ops.close()])) };
  } catch (err) {
    await ops.close();
    throw err;
  }
}
