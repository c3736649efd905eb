import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { HouseError } from '../errors.ts';
import { buildPublicApp } from './app.ts';
import { buildOpsApp } from './ops-app.ts';

export interface Door {
  close(): Promise<void>;
}

/** Opens the operator's door, for this machine alone: health and metrics. Every process has one. [E-PORT] */
export async function openOpsDoor(deps: Deps): Promise<Door> {
  const ops = buildOpsApp(deps);
  await listen(ops, { host: '127.0.0.1', port: deps.config.opsPort, setting: 'QUNGUI_OPS_PORT' });
  return ops;
}

/** Opens the public door, where callbacks come in and pages are opened. Closing it lets running requests finish. [E-PORT] */
export async function openPublicDoor(deps: Deps): Promise<Door> {
  const { host, port } = deps.config;
  const app = buildPublicApp(deps);
  await listen(app, { host, port, setting: 'QUNGUI_PORT' });
  deps.log.info({ host, port }, 'callbacks are taken');
  return app;
}

interface Place {
  readonly host: string;
  readonly port: number;
  readonly setting: string;
}

async function listen(app: FastifyInstance, { host, port, setting }: Place): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    await app.close();
    const busy = (cause as { code?: string }).code === 'EADDRINUSE';
    throw new HouseError({
      code: 'E-PORT',
      what: `Port ${port} of ${host} cannot be opened.`,
      why: busy ? 'Another process listens there.' : 'The system refused it.',
      remedy: `End the other process, or set ${setting} to a free port.`,
      retry: 'never',
      cause,
    });
  }
}
