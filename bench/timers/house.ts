import { Corp } from '../../src/ids.ts';
import { openLog } from '../../src/log.ts';
import { type OpenDeps, openDeps } from '../../src/open-deps.ts';
import { aCorp, configIn } from '../../test/builders/config.ts';

export const corp = Corp.parse('bench');

/** The product on the embedded PostgreSQL under `home`, for one corp that nobody connects anywhere. */
export const openHouse = (home: string): Promise<OpenDeps> => {
  const one = aCorp(corp, { corpid: 'wwbench0123456789a', name: 'bench', surfaces: {} });
  return openDeps(configIn(home, [one], { clock: 'fixed', logLevel: 'error' }), openLog('error'));
};
