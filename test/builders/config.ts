import { join } from 'node:path';
import type { Tenant } from '../../simulator/tenant.ts';
import type { CallbackKey, Config, CorpConfig, SurfaceConfig, SurfaceName } from '../../src/config.ts';
import type { Corp } from '../../src/ids.ts';

/** A process that keeps everything under one folder, finds its own ports and says nothing; what is wanted otherwise is said. */
export const configIn = (home: string, corps: readonly CorpConfig[], over: Partial<Config> = {}): Config => ({
  databaseUrl: null,
  migratorUrl: null,
  queueUrl: null,
  redisUrl: null,
  home,
  clock: 'movable',
  host: '127.0.0.1',
  port: 0,
  opsPort: 0,
  logLevel: 'silent',
  kekFile: join(home, 'kek'),
  wecomOrigin: 'https://qyapi.weixin.qq.com',
  corps: new Map(corps.map((corp) => [corp.slug, corp])),
  ...over,
});

/** A corp with nothing but its surfaces. */
export const aCorp = (
  slug: Corp,
  { corpid, name, surfaces }: Pick<CorpConfig, 'corpid' | 'name' | 'surfaces'>,
): CorpConfig => ({ slug, corpid, name, timeZone: 'Asia/Shanghai', surfaces, sweepDays: 3, policies: [] });

/** A surface that may ask nothing of WeCom and hears with these keys. */
export const aSurface = (
  name: SurfaceName,
  receiverId: string,
  callbackKeys: readonly CallbackKey[],
): SurfaceConfig => ({ name, agentId: name === 'app' ? 1000007 : null, secret: null, callbackKeys, receiverId });

type Founded = Pick<Tenant, 'corpid' | 'agentId' | 'appSecret' | 'contactsSecret'> & { readonly title: string };

/** A simulated company as its administrators would write it down: the app and the contacts, each with its secret and keys. */
export function corpOf(
  slug: Corp,
  { corpid, title, agentId, appSecret, contactsSecret }: Founded,
  keysOf: (surface: 'app' | 'contacts') => readonly CallbackKey[],
): CorpConfig {
  const app = { ...aSurface('app', corpid, keysOf('app')), agentId, secret: appSecret };
  const contacts = { ...aSurface('contacts', corpid, keysOf('contacts')), secret: contactsSecret };
  return aCorp(slug, { corpid, name: title, surfaces: { app, contacts } });
}
