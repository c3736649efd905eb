import { fastify } from 'fastify';
import type { Clock } from '../src/time.ts';
import { openWindows } from './api/rate.ts';
import { apiRoutes } from './api/routes.ts';
import { openTokens } from './api/tokens.ts';
import { openPostman } from './callbacks/postman.ts';
import { seededChance } from './chance.ts';
import { openFaults } from './faults/faults.ts';
import { phoneRoutes } from './phone/routes.ts';
import { newStats, type Stats, sumStats } from './stats.ts';
import { type NewTenant, newCompany, openTenant, type Tenant } from './tenant.ts';
import type { Stage } from './verbs/stage.ts';
import type { Company } from './world/company.ts';

export interface SimulatorOptions {
  /** The product's movable clock: tokens, rate windows, join times and everything else run on it. */
  readonly clock: Clock;
  /** Moves that clock; with it the front page has buttons to do so. */
  readonly moveClock?: (forwardMs: number) => Promise<unknown>;
  readonly host?: string;
  /** A free one unless told. */
  readonly port?: number;
  readonly seed?: number;
  /** Real milliseconds between a failed callback and the next try; 5000 unless told. */
  readonly retryAfterMs?: number;
  /** Real milliseconds WeCom waits for an answer; 5000 unless told. */
  readonly answerWithinMs?: number;
}

export type Simulator = Awaited<ReturnType<typeof openSimulator>>;

/** Opens a WeCom with no tenants: its API, its callbacks, its phones. */
export async function openSimulator(options: SimulatorOptions) {
  const { clock, seed = 1, host = '127.0.0.1' } = options;
  const chance = seededChance(seed);
  const faults = openFaults(seededChance(seed + 1));
  const stages = new Map<string, Stage>();
  const companies = new Map<string, Company>();
  const tenants = new Map<string, Tenant>();
  const windows = openWindows();
  const tokens = openTokens(companies, windows);
  const strangers = newStats();
  const statsOf = (company: Company): Stats => stages.get(company.slug)?.stats ?? strangers;
  const { retryAfterMs = 5_000, answerWithinMs = 5_000 } = options;
  const postman = openPostman({ clock, faults, statsOf, retryAfterMs, answerWithinMs });

  const app = fastify({ forceCloseConnections: true, bodyLimit: 8 * 1024 * 1024 });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  // Bytes of a file, one a character.
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: 24 * 1024 * 1024 },
    (_request, body: Buffer, done) => done(null, body.toString('latin1')),
  );
  apiRoutes(app, { clock, tokens, windows, faults, statsOf, strangers, companies, hint: () => chance.word(16) });
  phoneRoutes(app, { clock, stages, ...(options.moveClock && { moveClock: options.moveClock }) });
  const origin = await app.listen({ host, port: options.port ?? 0 });

  const tenant = (name: string): Tenant => {
    const found = tenants.get(name);
    if (!found) throw new TypeError(`there is no tenant «${name}»`);
    return found;
  };

  return {
    origin,
    tenant,
    addTenant: (wanted: NewTenant): Tenant => {
      if (tenants.has(wanted.name)) throw new TypeError(`the tenant «${wanted.name}» exists`);
      const company = newCompany(wanted, seededChance(seed * 1_000 + tenants.size + 2));
      const stage = { company, clock, postman, windows, stats: newStats() };
      companies.set(company.slug, company);
      stages.set(company.slug, stage);
      const opened = openTenant(stage, tokens);
      tenants.set(company.slug, opened);
      return opened;
    },
    faults,
    /** Resolves when no callback is queued, on its way or waiting for a retry. */
    idle: (): Promise<void> => postman.idle(),
    stats: (): Stats => sumStats([strangers, ...[...stages.values()].map(({ stats }) => stats)]),
    close: async (): Promise<void> => {
      postman.close();
      await app.close();
    },
  };
}
