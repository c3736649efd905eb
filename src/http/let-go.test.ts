import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { letGoAtClose } from './let-go.ts';

const open = async (afterMs: number) => {
  const app = Fastify({ logger: false });
  letGoAtClose(app, afterMs);
  app.get('/slow', async () => {
    await wait(300);
    return 'answered';
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, origin, port: Number(new URL(origin).port) };
};

test.each([
  ['that never said a letter', ''],
  ['in the middle of its head', 'GET /slow HTTP/1.1\r\nHost: a\r\n'],
])('a connection %s does not hold a door that closes', async (_, said) => {
  const { app, port } = await open(200);
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  socket.resume().write(said);
  const gone = once(socket, 'close');
  await wait(50);

  await app.close();

  expect(await gone).toBeDefined();
});

test('whoever is being answered is answered first', async () => {
  const { app, origin } = await open(5_000);
  const answer = fetch(`${origin}/slow`);
  await wait(100);

  await app.close();

  expect(await (await answer).text()).toBe('answered');
});
