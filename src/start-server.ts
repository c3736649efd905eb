import type { Deps } from './deps.ts';
import { buildApp } from './http/app.ts';
import { buildOpsApp } from './http/ops-app.ts';

/** Opens the public door and, for this machine only, the operator's. Closing lets running requests finish. */
export async function startServer(deps: Deps): Promise<{ close(): Promise<void> }> {
  const app = buildApp(deps);
  const ops = buildOpsApp(deps);
  const close = async (): Promise<void> => {
    await app.close();
    await ops.close();
  };
  const { host, port, opsPort } = deps.config;
  try {
    await ops.listen({ host: '127.0.0.1', port: opsPort });
    await app.listen({ host, port });
  } catch (err) {
    await close();
    throw err;
  }
  deps.log.info({ host, port }, 'callbacks are taken');
  return { close };
}
