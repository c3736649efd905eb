import { randomBytes } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aKms } from '../../test/builders/kms.ts';
import { DEMO, OTHER_KEY, openTestReceiver, type TestReceiver } from '../../test/fixtures/callbacks/receiver.ts';
import { pathOf, sealedFor, xmlBody } from '../../test/fixtures/callbacks/sealed.ts';
import { VECTOR_KEY } from '../../test/fixtures/callbacks/vectors.ts';
import type { CorpConfig } from '../config.ts';
import { commandKek } from '../db/command-kek.ts';
import { KEY_BYTES, openKek, readKek } from '../db/kek.ts';
import { openKeyring } from '../db/keyring.ts';
import { plaintextOf } from '../intake/body.ts';
import { buildApp } from './app.ts';

// Every key of a callback's way is changed while callbacks come: the data key, the key that wraps it, and WeCom's own pair.

const ROUNDS = 12;
const A_ROUND = 15;

let receiver: TestReceiver;
let folder: string;
let app: ReturnType<typeof buildApp>;
beforeAll(async () => {
  receiver = await openTestReceiver();
  folder = mkdtempSync(join(tmpdir(), 'qungui-keys-'));
});
afterAll(async () => {
  await app.close();
  await receiver.close();
  rmSync(folder, { recursive: true });
});

const post = (nth: number) => {
  // WeCom takes to the new pair at a moment that nobody knows: some still come under the old one.
  const vector = sealedFor(`<xml><EventKey><![CDATA[${nth}]]></EventKey></xml>`, {
    key: nth % 3 === 0 ? VECTOR_KEY : OTHER_KEY,
  });
  return app.inject({
    method: 'POST',
    url: pathOf(vector, '/callbacks/demo/app'),
    payload: xmlBody(vector.encrypt),
    headers: { 'content-type': 'text/xml' },
  });
};

test('no callback is refused or spooled, also from a file to a program, and afterwards every one is opened by the new keys', async () => {
  const file = join(folder, 'kek');
  const [door, operator] = [1, 2].map(() => openKeyring(receiver.deps.db, openKek(file, folder)));
  if (!door || !operator) throw new TypeError('no keyring');
  const kms = aKms(folder);
  const { config } = receiver.deps;
  const demo = config.corps.get(DEMO) as CorpConfig;
  const surfaces = {
    ...demo.surfaces,
    ...(demo.surfaces.app && { app: { ...demo.surfaces.app, callbackKeys: [OTHER_KEY, VECTOR_KEY] } }),
  };
  const corps = new Map([...config.corps, [DEMO, { ...demo, surfaces }]]);
  app = buildApp({ ...receiver.deps, keys: door, config: { ...config, corps } }, { patienceMs: 20_000 });

  const rewrap = async (name: string): Promise<void> => {
    const next = join(folder, name);
    writeFileSync(next, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600 });
    await operator.rewrap(DEMO, readKek(next));
    renameSync(next, file);
  };
  const statuses: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const change =
      round === ROUNDS - 2
        ? operator.rewrap(DEMO, commandKek(kms, null)) // the door has the file alone, and goes on with what it holds
        : round % 4 === 1
          ? door.rotate(DEMO)
          : round % 4 === 3 && round < ROUNDS - 2
            ? rewrap(`next-${round}`)
            : Promise.resolve();
    const answers = await Promise.all(Array.from({ length: A_ROUND }, (_, i) => post(round * A_ROUND + i)));
    await change;
    statuses.push(...answers.map(({ statusCode }) => statusCode));
  }
  expect(statuses).toEqual(statuses.map(() => 200));
  expect(await receiver.deps.metrics.registry.getSingleMetricAsString('qungui_callbacks_total')).not.toContain(
    'spooled',
  );

  const keys = await openKeyring(receiver.deps.db, commandKek(kms, null)).of(DEMO);
  const rows = await receiver.deps.db.withCorp(DEMO, (tx) => tx.callback.findMany());
  const opened = rows.map(({ id, body }) =>
    plaintextOf(keys.open({ table: 'callback', column: 'body', row: id }, body ?? '')).toString(),
  );
  expect(new Set(opened).size).toBe(ROUNDS * A_ROUND);
  expect(new Set(rows.map(({ body }) => body?.split('.')[1])).size).toBeGreaterThan(1);
});
