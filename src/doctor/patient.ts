import type { CorpConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { Store } from '../queue/store.ts';
import type { SetupApi } from '../wecom/setup/setup.ts';
import type { CorpApis } from '../wecom/wecom.ts';

export type DoctorDeps = Pick<Deps, 'config' | 'db' | 'clock' | 'keys' | 'wecom'> & {
  /** Null: there is no queue, everything is found by sweeping. */
  readonly store: Pick<Store, 'backend' | 'state'> | null;
};

/** What is asked of the tenant, each at most once in a run. Throws what the API throws, to everybody who asks. */
export type Asked = Pick<SetupApi, 'app' | 'followers' | 'everybody' | 'departments'>;

/** One corp under examination. */
export interface Patient {
  readonly deps: DoctorDeps;
  readonly corp: CorpConfig;
  readonly at: Date;
  /** The public address by which WeCom and people come; null: nobody said. */
  readonly origin: string | null;
  readonly asked: Asked;
  /** Throws E-WECOM-SURFACE for a corp without its app. */
  apis(): CorpApis;
}

export async function examine(deps: DoctorDeps, corp: CorpConfig, through: string | null): Promise<Patient> {
  const apis = (): CorpApis => deps.wecom.of(corp.slug);
  return {
    deps,
    corp,
    at: await deps.clock.now(),
    origin: through ?? corp.pages?.origin ?? null,
    apis,
    asked: {
      app: once(async () => apis().setup.app()),
      followers: once(async () => apis().setup.followers()),
      everybody: once(async () => apis().setup.everybody()),
      departments: once(async () => apis().setup.departments()),
    },
  };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => {
    answer ??= ask();
    return answer;
  };
}
