import { Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkedOrigin, limitConnecting, publicOnly } from './connections.ts';

describe('the address of WeCom', () => {
  for (const [origin, reach] of [
    ['https://qyapi.weixin.qq.com', 'public'],
    ['http://127.0.0.1:8080', 'loopback'],
    ['http://localhost:8080', 'loopback'],
    ['http://[::1]:8080', 'loopback'],
  ] as const)
    test(`${origin} is ${reach}`, () => expect(checkedOrigin(origin)).toBe(reach));

  for (const origin of [
    'http://qyapi.weixin.qq.com',
    'https://169.254.169.254',
    'https://10.1.2.3',
    'https://127.0.0.2',
    'https://[fd00::1]',
    'https://qyapi.weixin.qq.com/',
    'https://qyapi.weixin.qq.com/cgi-bin',
    'https://user@qyapi.weixin.qq.com',
    'ftp://127.0.0.1',
    'qyapi.weixin.qq.com',
    '',
  ])
    test(`${origin || 'nothing'} is refused`, () =>
      expect(() => checkedOrigin(origin)).toThrow(expect.objectContaining({ code: 'E-WECOM-ORIGIN' })));
});

describe('a name server', () => {
  const ask = (addresses: string[], all: boolean) =>
    new Promise((resolve) => {
      const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      publicOnly((_name, _options, done) => done(null, found))('qyapi.weixin.qq.com', { all }, (err, answer) =>
        resolve(err ? (err as NodeJS.ErrnoException).code : answer),
      );
    });

  for (const inner of [
    '127.0.0.1',
    '10.0.0.5',
    '172.31.9.9',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '::1',
    'fe80::1',
    'fd12::3',
    '::ffff:10.0.0.1',
  ])
    test(`that answers ${inner} is not believed`, async () => {
      expect(await ask(['203.0.113.7', inner], true)).toBe('PRIVATE_ADDRESS');
    });

  test('that answers public addresses is believed', async () => {
    expect(await ask(['203.0.113.7'], false)).toBe('203.0.113.7');
    expect(await ask(['203.0.113.7', '2001:db8::7'], true)).toHaveLength(2);
  });
});

describe('a connection', () => {
  const connecting = (connectMs: number): Socket => {
    const agent = { createConnection: () => new Socket() };
    limitConnecting(agent, connectMs);
    return agent.createConnection();
  };

  test('that is not there in time is given up', async () => {
    const socket = connecting(10);
    const err = await new Promise((resolve) => socket.once('error', resolve));
    expect(err).toMatchObject({ code: 'CONNECT_TIMEOUT' });
  });

  test('that is there in time is kept', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const socket = connecting(10);
    socket.emit('connect');
    vi.advanceTimersByTime(40);
    expect(socket.destroyed).toBe(false);
  });
});
