import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../test/wecom/misbehaving.ts';
import { AGENT, CORP, configOf, openStubTenant, QUICK, type StubTenant } from '../../test/wecom/stub-tenant.ts';
import { Corp } from '../ids.ts';
import { openWeCom } from './open-wecom.ts';

let tenant: StubTenant;

beforeEach(async () => {
  tenant = await openStubTenant();
});
afterEach(() => tenant.close());

const fate = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'fine',
    (err: unknown) => err,
  );

function everything(err: unknown): string {
  const seen: unknown[] = [];
  for (let at = err; at instanceof Error; at = at.cause) seen.push(at.message, at.stack, { ...at });
  return JSON.stringify(seen);
}

describe('a corp', () => {
  test('has one set of APIs', () => {
    const { wecom } = tenant.process();
    expect(wecom.of(CORP)).toBe(wecom.of(CORP));
    expect(wecom.of(CORP).message.agentId).toBe(AGENT);
  });

  test('that is not configured is said', () => {
    const { wecom } = tenant.process();
    expect(() => wecom.of(Corp.parse('other-corp'))).toThrow(expect.objectContaining({ code: 'E-WECOM-SURFACE' }));
  });

  test('without a secret is said', () => {
    const { wecom } = tenant.process(QUICK, '');
    expect(() => wecom.of(CORP)).toThrow(expect.objectContaining({ code: 'E-WECOM-SURFACE', retry: 'never' }));
  });
});

test('an address that is not loopback and not https is refused at the start', () => {
  const { db, keys, metrics } = tenant.process();
  const config = configOf('http://qyapi.weixin.qq.com');
  expect(() => openWeCom({ config, db, keys, metrics, log: tenant.log })).toThrow(
    expect.objectContaining({ code: 'E-WECOM-ORIGIN' }),
  );
});

test('calls are counted by API and errcode', async () => {
  tenant.stub.on('user/get', () => ({ errcode: 60111 }));
  tenant.stub.on('message/send', () => 'reset');
  const { wecom, metrics } = tenant.process();
  await wecom.of(CORP).contact.user('gone');
  await fate(wecom.of(CORP).message.sendExactly('{}'));
  const { values } = await metrics.apiCalls.get();
  expect(values.map(({ labels }) => `${labels.corp} ${labels.api} ${labels.errcode}`)).toEqual([
    `${CORP} gettoken 0`,
    `${CORP} user/get 60111`,
    `${CORP} message/send none`,
  ]);
});

test('no token and no secret is in any error or log line, whatever goes wrong', async () => {
  const echo =
    (errcode: number) =>
    ({ token }: { token: string | null }): Reply => ({ errcode, errmsg: `bad ${token}, hint: [12]` });
  const wrongs: Reply[] = [
    'silence',
    'reset',
    { status: 502, text: 'x' },
    { status: 200, text: '{' },
    { errcode: 0, errmsg: 'Warning: wrong json format' },
  ];
  const { wecom } = tenant.process({ ...QUICK, totalMs: 700 });
  const { message, contact, groupchat, appchat } = wecom.of(CORP);
  const met: unknown[] = [];
  const tryAll = async () => {
    const calls = [
      () => message.sendExactly('{}'),
      () => contact.departments(),
      () => groupchat.get('wrX'),
      () => appchat.get('x'),
      () => message.recall('m'),
    ];
    for (const call of calls) met.push(await fate(call()));
  };
  const apis = ['message/send', 'department/list', 'externalcontact/groupchat/get', 'appchat/get', 'message/recall'];
  const all = (reply: (one: { token: string | null }) => Reply) => {
    for (const api of apis) tenant.stub.on(api, reply);
  };

  for (const wrong of wrongs) {
    all(() => wrong);
    await tryAll();
  }
  for (const errcode of [-1, 60020, 48002, 98_765, 40014]) {
    all(echo(errcode));
    await tryAll();
  }
  tenant.stub.on('gettoken', ({ params }) => ({ errcode: 40001, errmsg: `bad ${params.corpsecret}` }));
  const fresh = tenant.process();
  tenant.stub.invalidate();
  for (let tries = 0; tries < 4; tries += 1) met.push(await fate(fresh.wecom.of(CORP).contact.user('qian')));
  for (const err of met) tenant.log.error({ err }, 'met');

  const said = [...met.map(everything), ...tenant.lines].join('\n');
  expect(met.filter((each) => each === 'fine')).toEqual([]);
  expect(tenant.stub.secrets.length).toBeGreaterThan(1);
  for (const secret of [...tenant.stub.secrets, 'never-to-be-seen', 'access_token=', 'corpsecret'])
    expect(said).not.toContain(secret);
});

test('nobody is called for a token that somebody else ended', async () => {
  tenant.stub.on('user/get', () => ({ errcode: 0, userid: 'qian' }));
  const { contact } = tenant.process().wecom.of(CORP);
  await contact.user('qian');
  tenant.stub.invalidate(40001);
  await contact.user('qian');
  expect(tenant.lines).toEqual([]);
});

test('IT is told of a refusal that needs a person, with API and code', async () => {
  tenant.stub.on('user/get', () => ({ errcode: 60011 }));
  await fate(tenant.process().wecom.of(CORP).contact.user('qian'));
  expect(tenant.lines.map((line) => JSON.parse(line) as object)).toContainEqual(
    expect.objectContaining({
      corp: CORP,
      api: 'user/get',
      errcode: 60011,
      msg: 'WeCom refused a call; a person must look',
    }),
  );
});
