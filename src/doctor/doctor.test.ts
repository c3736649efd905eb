import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aKms } from '../../test/builders/kms.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';
import type { KmsConfig } from '../config.ts';
import { newId } from '../ids.ts';
import { secrets } from './checks/secrets.ts';
import type { Patient } from './patient.ts';
import { CorpReport } from './report.ts';

let house: SmallHouse['house'];
let run: SmallHouse['run'];
beforeAll(async () => {
  ({ house, run } = await openSmallHouse());
}, 120_000);
afterAll(() => house.close());

/** What `doctor --only` says of one check; its answer is of the promised shape. */
async function look(id: string, ...args: string[]) {
  const { exit, out, err } = await run('doctor', '--only', id, ...args, '--json');
  expect(err).toBe('');
  const { checks } = CorpReport.parse(JSON.parse(out).corps[0]);
  const [check] = checks;
  if (!check) throw new TypeError(`no check ${id}`);
  return { exit, verdict: check.verdict, words: JSON.stringify(check.findings), out };
}

type Settings = Parameters<SmallHouse['house']['tenant']['configureApp']>[0];

/** Plants a fault, looks, and takes it back. */
async function withFault(id: string, fault: Settings, right: Settings) {
  await house.tenant.configureApp(fault);
  const said = await look(id);
  await house.tenant.configureApp(right);
  return said;
}

describe('each planted fault is a finding that names its place, and is gone when it is mended', () => {
  test.each<readonly [id: string, verdict: string, names: string, fault: Settings, right: Settings]>([
    [
      'trusted-ip',
      'fail',
      '198.51.100.9',
      { trustedIps: ['203.0.113.7'], seenFrom: '198.51.100.9' },
      { trustedIps: null, seenFrom: null },
    ],
    ['app', 'fail', '48006', { suspended: true }, { suspended: false }],
    ['app', 'fail', '50003', { enabled: false }, { enabled: true }],
    [
      'customer-contact',
      'fail',
      '可调用接口的应用',
      { customerContactCallable: false },
      { customerContactCallable: true },
    ],
    ['customer-contact', 'warn', '使用范围', { followers: [] }, { followers: 'everyone' }],
    ['approval', 'warn', '审批数据权限', { approvalCallable: false }, { approvalCallable: true }],
    ['attendance', 'warn', '打卡', { attendanceCallable: false }, { attendanceCallable: true }],
    ['scope', 'warn', 'sun.jingli', { visible: { departments: [4] } }, { visible: 'everyone' }],
    ['owners', 'fail', '可见范围', { visible: { departments: [4] } }, { visible: 'everyone' }],
    ['owners', 'fail', '使用范围', { followers: ['qian.xiaoshou'] }, { followers: 'everyone' }],
  ])('%s is %s, with %s', async (id, verdict, names, fault, right) => {
    const faulty = await withFault(id, fault, right);
    expect(faulty).toMatchObject({ verdict, exit: 1 });
    expect(faulty.words).toContain(names);
    expect(await look(id)).toMatchObject({ verdict: 'ok', exit: 0 });
  });
});

test('what one fault hides is unknown elsewhere, never fine', async () => {
  const fault = { trustedIps: ['203.0.113.7'] };
  for (const id of ['app', 'customer-contact', 'approval', 'attendance', 'scope', 'owners']) {
    const said = await withFault(id, fault, { trustedIps: null });
    expect(said).toMatchObject({ verdict: 'cannot-tell', exit: 0 });
    expect(said.words).toContain('先解决 trusted-ip');
  }
});

describe('the receiver', () => {
  test('without a public address is met at its own door, and that is said', async () => {
    const said = await look('receiver');
    expect(said).toMatchObject({ verdict: 'cannot-tell' });
    expect(said.words).toContain('--through');
  });

  test('through its public address is fine, and the event it keeps does nothing', async () => {
    expect(await look('receiver', '--through', house.origin)).toMatchObject({ verdict: 'ok', exit: 0 });
    await house.idle();
    const rows = await house.inCorp((tx) => tx.callback.findMany({ where: { event: 'qungui_doctor' } }));
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['done']));
  });

  test.each([
    ['nothing answers', 'http://127.0.0.1:9', 'ECONNREFUSED'],
    ['something else answers', null, '404'],
  ])('where %s there is a finding', async (_, origin, word) => {
    const said = await look('receiver', '--through', origin ?? house.simulator.origin);
    expect(said).toMatchObject({ verdict: 'fail', exit: 1 });
    expect(said.words).toContain(word);
  });
});

test('what WeCom said of a little used app stands until it takes it back', async () => {
  const said = (event: string, minute: number) =>
    house.inCorp((tx) =>
      tx.callback.create({
        data: {
          corp: house.corp,
          id: newId(),
          surface: 'app',
          digest: event,
          state: 'done',
          event,
          receivedAt: new Date(Date.parse('2026-11-26T01:00:00Z') + minute * 60_000),
        },
      }),
    );
  const verdicts: string[] = [];
  for (const [minute, event] of ['low_active_alert', 'low_active', 'active_restored'].entries()) {
    await said(event, minute);
    verdicts.push((await look('app')).verdict);
  }
  expect(verdicts).toEqual(['warn', 'fail', 'ok']);
});

describe('the test message', () => {
  test('that shows no code in WeChat names the switch; a wrong code is not taken', async () => {
    expect(await look('message')).toMatchObject({ verdict: 'cannot-tell', exit: 0 });
    expect((await run('doctor', '--code', '123456', '--seen-in', 'client')).out).toContain('no test message was sent');

    await house.tenant.configureApp({ homeFirst: true });
    expect((await run('doctor', '--message', 'li.renshi')).exit).toBe(0);
    const letter = house.tenant.inbox('li.renshi').findLast(({ kind }) => kind === 'text');
    const code = /code: (\d{6})/.exec(letter?.text ?? '')?.[1] ?? '';
    expect(letter?.inWechat).not.toContain(code);

    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    expect(await run('doctor', '--code', wrong, '--seen-in', 'client')).toMatchObject({ exit: 1 });
    expect(await run('doctor', '--code', code, '--seen-in', 'client')).toMatchObject({ exit: 0 });
    expect(await run('doctor', '--unread', 'wechat')).toMatchObject({ exit: 1 });
    const after = await look('message');
    expect(after).toMatchObject({ verdict: 'fail' });
    expect(after.words).toContain('始终进入主页');
    expect(await house.chain()).toMatchObject({ state: 'whole' });
  });

  test('to somebody out of reach is refused, and may be sent to somebody else on the same day', async () => {
    await house.setClock('2026-11-27T10:00:00+08:00');
    await house.tenant.configureApp({ visible: { departments: [4] } });
    const refused = await run('doctor', '--message', 'qian.xiaoshou', '--json');
    await house.tenant.configureApp({ visible: 'everyone' });
    expect(refused).toMatchObject({ exit: 3 });
    expect(house.tenant.inbox('qian.xiaoshou').filter(({ text }) => text.includes('code:'))).toEqual([]);
    expect(await run('doctor', '--message', 'li.renshi')).toMatchObject({ exit: 0 });
    expect(await run('doctor', '--message', 'li.renshi')).toMatchObject({ exit: 1 });
  });

  test.each([
    [['--code', '123456']],
    [['--seen-in', 'client']],
    [['--code', '12']],
    [['--only', 'nothing']],
    [['--through', 'qun.example.com/x']],
  ])('with %j ends with 2', async (args) => expect(await run('doctor', ...args)).toMatchObject({ exit: 2 }));
});

describe('this installation', () => {
  test('whose workers sleep is told so', async () => {
    expect(await look('workers')).toMatchObject({ verdict: 'fail' });
    await house.idle();
    expect(await look('workers')).toMatchObject({ verdict: 'ok' });
  });

  test('whose key may be read by others is told the command', async () => {
    const { kekFile } = house.deps.config;
    writeFileSync(kekFile, 'not a key', { mode: 0o600 });
    expect(await look('secrets')).toMatchObject({ verdict: 'ok' });
    chmodSync(kekFile, 0o644);
    expect((await look('secrets')).words).toContain(`chmod 600 '${kekFile}'`);
  });

  test('says who wraps data keys, and tries the program that does', async () => {
    const { config } = house.deps;
    const folder = mkdtempSync(join(tmpdir(), 'qungui-kms-'));
    const under = (kms: KmsConfig) =>
      secrets.look({ deps: { ...house.deps, config: { ...config, kms } } } as unknown as Patient);
    try {
      expect((await secrets.look({ deps: house.deps } as unknown as Patient)).says.en).toContain(
        `the file ${config.kekFile}`,
      );
      const well = await under(aKms(folder));
      expect(well.says.en).toContain(`the program ${process.execPath}`);
      expect(well.findings.filter(({ what }) => what.en.includes('program'))).toEqual([]);
      const ill = await under(aKms(folder, 'fails'));
      expect(ill.findings.find(({ what }) => what.en.includes('program'))?.why.en).toContain('ended with code 3');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each(['clock', 'database', 'queue', 'spool', 'archive', 'domain', 'trusted-domain'])(
    '%s is fine',
    async (id) => {
      expect(await look(id)).toMatchObject({ verdict: 'ok', exit: 0 });
    },
  );
});

test('a secret that is wrong is a fault of the app, though the token in use is good, and is not printed', async () => {
  const heal = house.simulator.faults.add({ api: 'gettoken', kind: 40001, times: 10 });
  const said = await look('app');
  heal();
  expect(said).toMatchObject({ verdict: 'fail' });
  expect(said.words).toContain('app：Secret 不正确');
  expect(said.out).not.toContain(house.tenant.appSecret);
});

test('where WeCom cannot be reached the app says so, and what to look at is the way, not the secret', async () => {
  const heal = house.simulator.faults.add({ api: '*', kind: 'http502', times: 10 });
  const said = await look('app');
  heal();
  expect(said).toMatchObject({ verdict: 'fail' });
  expect(said.words).toContain('DNS');
});
