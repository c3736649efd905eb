import type { Config } from './config.ts';
import { HouseError } from './errors.ts';

/** Reads the environment and qungui.yaml, whole and strictly, or says everything that is wrong with them. [E-CONFIG] */
export function loadConfig(_env: NodeJS.ProcessEnv): Config {
  throw new HouseError({
    code: 'E-CONFIG',
    what: 'Settings cannot be read.',
    why: 'This version has no reader of qungui.yaml.',
    remedy: 'Use a version that has one.',
    retry: 'never',
  });
}
