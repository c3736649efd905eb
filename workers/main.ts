import { HouseError } from '../src/errors.ts';
import { loadConfig } from '../src/load-config.ts';
import { BELLS, type BellName } from '../src/queue/producer.ts';
import { runProcess } from '../src/run-process.ts';
import { startWorkers } from './start-workers.ts';

const asked = process.argv.slice(2);

/** Beside a server on the same machine, whose operator's door is at 9090. */
const OPS_PORT = { QUNGUI_OPS_PORT: '9091' };

await runProcess(
  () => loadConfig({ ...OPS_PORT, ...process.env }),
  async (deps) => [startWorkers(deps, asked.length > 0 ? asked.map(bellNamed) : BELLS)],
);

function bellNamed(word: string): BellName {
  const name = BELLS.find((bell) => bell === word);
  if (name) return name;
  throw new HouseError({
    code: 'E-WORKERS-NAME',
    what: `There are no workers called ${word}.`,
    why: `The queues are ${BELLS.join(', ')}.`,
    remedy: 'Name some of them, or none for all: npm run workers -- callbacks notices',
    retry: 'never',
  });
}
