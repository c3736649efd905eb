import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSimulatedArchive } from '../../simulator/archive/archive.ts';
import { buildLibrary } from '../../simulator/archive/build-library.ts';
import type { ArchiveConfig } from '../../src/config.ts';
import { openSmallHouse } from '../small-house.ts';

const CORPID = 'wwarchive0123456789';

/** An archive with the stand-in of its library beside it, and what a house is told of it. */
export function archiveBeside(config: Partial<ArchiveConfig> = {}, seats?: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'qungui-archive-'));
  const archive = openSimulatedArchive(folder, CORPID);
  const told = {
    corpid: CORPID,
    archived: { file: archive, ...(seats && { seats }) },
    archive: {
      library: buildLibrary(folder),
      secret: 'secret-of-the-archive',
      privateKeys: new Map(archive.privateKeys()),
      proxy: '',
      proxyLogin: '',
      timeoutS: 5,
      hangMs: 20_000,
      ...config,
    },
  };
  return { archive, told, throwAway: (): void => rmSync(folder, { recursive: true }) };
}

/** A house into which the small company has moved, with an archive beside it that is read through the stand-in of the library. */
export async function openArchiveHouse(
  wanted: Parameters<typeof openSmallHouse>[0] & {
    readonly config?: Partial<ArchiveConfig>;
    readonly seats?: readonly string[];
  } = {},
) {
  const { config, seats, ...options } = wanted;
  const { archive, told, throwAway } = archiveBeside(config, seats);
  const small = await openSmallHouse({ ...options, ...told });
  const { house } = small;
  let said = 0;
  /** Somebody says something in the group, a second after the last word. */
  const say = async (from: string, content: string, over: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    said += 1;
    const atMs = (await house.deps.clock.now()).getTime() + said;
    return archive.say({ from, atMs, roomid: small.world.group, tolist: [], text: { content }, ...over });
  };
  const rows = () =>
    house.inCorp((tx) =>
      tx.message.findMany({ where: { corp: house.corp }, orderBy: [{ sentAt: 'asc' }, { id: 'asc' }] }),
    );
  const parked = () =>
    house.inCorp((tx) => tx.parkedRecord.findMany({ where: { corp: house.corp }, orderBy: { seq: 'asc' } }));
  const counts = async (): Promise<Record<string, number>> => {
    const all = await house.inCorp((tx) => tx.archiveCount.findMany({ where: { corp: house.corp } }));
    return Object.fromEntries(all.map(({ what, count }) => [what, count]));
  };
  const close = async (): Promise<void> => {
    await house.close();
    throwAway();
  };
  return { ...small, archive, say, rows, parked, counts, close };
}

export type ArchiveHouse = Awaited<ReturnType<typeof openArchiveHouse>>;
