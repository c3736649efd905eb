import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../log.ts';
import { layOutBinaries } from './binaries.ts';
import { type Durability, ensureCluster } from './cluster.ts';
import { countHolders, hold } from './holders.ts';
import { openHome } from './home.ts';
import { keptSecret } from './kept-secret.ts';
import { withLock } from './lock.ts';
import { choosePlace } from './place.ts';
import { findPostmaster, type Launched, launch, type Postmaster, stopPostmaster, wasKilled } from './postmaster.ts';
import { superuserUrl, untilReady } from './ready.ts';
import { chooseRunAs, type RunAs } from './run-as.ts';
import { openSocketFolder } from './socket-folder.ts';
import { watchOver } from './watch.ts';

export interface Embedded extends Postmaster {
  readonly superuserUrl: string;
  /** Lets go of the server; the last one to let go stops it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly durability?: Durability;
  /** For tests: which of root's two ways to take. By default the first that the machine allows. */
  readonly rootBy?: 'mapped' | 'other';
}

interface Setting {
  readonly home: string;
  readonly place: string;
  readonly runAs: RunAs;
  readonly durability: Durability;
}

const LOCK_MS = 120_000;

/**
 * Starts PostgreSQL on this folder, or joins the server that already runs on it. Safe to call from many processes at
 * once, after kill -9 of any of them, as root and as anybody. Until it is let go, a server that is killed is started again at
 * the same address. [E-PG-…]
 */
export async function startEmbedded(folder: string, options: EmbeddedOptions): Promise<Embedded> {
  const home = openHome(folder);
  const runAs = await chooseRunAs(options.rootBy);
  const place = choosePlace(home, runAs);
  if (runAs.kind === 'other') {
    options.log.info(
      { folder: place, uid: runAs.fileOwner },
      'PostgreSQL refuses root: it runs as this user on this folder',
    );
  }
  const setting = { home, place, runAs, durability: options.durability ?? 'full' };
  return underLock(setting, async () => {
    const letGo = hold(join(home, 'holders'));
    try {
      const server = await joinOrLaunch(setting);
      const watch = watchOver({
        log: options.log,
        wasKilled: () => wasKilled(setting.place),
        revive: (ended) => revive(setting, ended),
      });
      const stop = async (): Promise<void> => {
        await watch.end();
        return underLock(setting, () => leave(setting, letGo));
      };
      return { ...server, stop };
    } catch (err) {
      await leave(setting, letGo);
      throw err;
    }
  });
}

/** Stops the server of a folder whoever still uses it: for those who are about to throw the folder away. */
export async function stopForAll(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const home = openHome(folder);
  const running = await findPostmaster(choosePlace(home, await chooseRunAs()));
  if (running) await stopPostmaster(running);
}

const underLock = <T>({ home }: Setting, work: () => Promise<T>): Promise<T> =>
  withLock(join(home, 'lock'), LOCK_MS, work);

/** Whoever holds the server looks after it; the first to see that it was killed starts it again, the others find it there. */
const revive = (setting: Setting, ended: () => boolean): Promise<'revived' | 'not needed'> =>
  underLock(setting, async () => {
    if (ended() || !wasKilled(setting.place)) return 'not needed';
    await joinOrLaunch(setting);
    return 'revived';
  });

async function joinOrLaunch(setting: Setting): Promise<Postmaster & { superuserUrl: string }> {
  const password = keptSecret(join(setting.place, 'postgres.password'));
  const running = await findPostmaster(setting.place);
  const { server, died } = running ? { server: running, died: () => undefined } : await launchFresh(setting, password);
  const url = superuserUrl(server, password);
  await untilReady(url, died);
  return { ...server, superuserUrl: url };
}

async function launchFresh(setting: Setting, password: string): Promise<Launched> {
  const site = { ...setting, binaries: layOutBinaries(setting.place) };
  await ensureCluster(site, password);
  const socketDir = await openSocketFolder(setting.place, setting.home, setting.runAs.fileOwner);
  return launch(site, socketDir, join(setting.home, 'postgres.log'));
}

async function leave({ home, place }: Setting, letGo: () => void): Promise<void> {
  letGo();
  if (countHolders(join(home, 'holders')) > 0) return;
  const running = await findPostmaster(place);
  if (running) await stopPostmaster(running);
}
