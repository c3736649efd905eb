import type { Config } from '../../src/config.ts';
import { Corp } from '../../src/ids.ts';
import { openLog } from '../../src/log.ts';
import { type OpenDeps, openDeps } from '../../src/open-deps.ts';
import { armTimer } from '../../src/timers/arm.ts';
import { fireDueTimers } from '../../src/timers/fire.ts';
import { configIn, corpOf } from '../../test/builders/config.ts';
import type { Told } from './tenant.ts';

export const corp = Corp.parse('bench');

export interface Place {
  readonly home: string;
  readonly wecom: Pick<Told, 'origin' | 'corpid' | 'agentId' | 'appSecret' | 'contactsSecret'>;
}

/** The product on the embedded PostgreSQL under `home`, with the simulated company as its only corp. */
export const openHouse = (place: Place): Promise<OpenDeps> => openDeps(configOf(place), openLog('error'));

/** One night: people and the list of groups are read, what is due is read, and every group is judged. Until nothing is due. */
export async function night(deps: OpenDeps, hands: number): Promise<void> {
  const at = await deps.clock.now();
  await deps.db.withCorp(corp, (tx) => armTimer(tx, corp, { kind: 'sync-directory', subject: '-', dueAt: at, at }));
  while ((await fireDueTimers(deps, corp, 1)) > 0)
    await Promise.all(Array.from({ length: hands }, () => fireDueTimers(deps, corp, 100)));
}

function configOf({ home, wecom }: Place): Config {
  const founded = corpOf(corp, { ...wecom, title: '示例万人公司' }, () => []);
  return configIn(home, [founded], { clock: 'fixed', logLevel: 'error', wecomOrigin: wecom.origin });
}
