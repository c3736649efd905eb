import type { Config } from './config.ts';
import { readTenants } from './load-config/read-tenants.ts';
import { readSettings } from './load-config/settings.ts';
import type { Retention } from './load-config/tenants-file.ts';

export interface LoadedConfig extends Config {
  /** Days that things are kept. */
  readonly retention: Retention;
}

/**
 * Reads the environment and qungui.yaml, whole and strictly, or says everything that is wrong with them: a misspelt
 * setting refuses to start. [E-CONFIG-…] [E-SECRET-…]
 */
export function loadConfig(env: NodeJS.ProcessEnv, cwd: string = process.cwd()): LoadedConfig {
  const { tenantsFile, envSecrets, ...settings } = readSettings(env, cwd);
  return { ...settings, ...readTenants({ tenantsFile, env, envSecrets }, cwd) };
}
