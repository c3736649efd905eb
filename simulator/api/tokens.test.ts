import { describe, expect, test } from 'vitest';
import { openStage } from '../testing/open-stage.ts';

const HOUR_MS = 3_600_000;

describe('access tokens', () => {
  test('one secret has one living token for 7200 s, then 42001', async () => {
    const { tenant, simulator, clock, call } = await openStage();
    const ask = async () =>
      (
        await fetch(`${simulator.origin}/cgi-bin/gettoken?corpid=${tenant.corpid}&corpsecret=${tenant.appSecret}`)
      ).json() as Promise<Record<string, unknown>>;
    const first = await ask();

    await clock.move(7_100_000);
    expect(await ask()).toMatchObject({ access_token: first.access_token, expires_in: 100 });
    expect(await call('getcallbackip')).toMatchObject({ errcode: 0 });
    await clock.move(100_000);

    expect(await call('getcallbackip')).toMatchObject({ errcode: 42001 });
    expect((await ask()).access_token).not.toBe(first.access_token);
  });

  test('a token that WeCom ends early is 40014', async () => {
    const { tenant, call } = await openStage();

    tenant.endTokens();

    expect(await call('getcallbackip')).toMatchObject({ errcode: 40014 });
  });

  test('no secret, a wrong one, another corp’s, and a corp that does not exist have codes of their own', async () => {
    const { tenant, simulator } = await openStage();
    const other = simulator.addTenant({ name: 'b' });
    const code = async (query: string) =>
      ((await (await fetch(`${simulator.origin}/cgi-bin/gettoken?${query}`)).json()) as { errcode: number }).errcode;

    expect(await code('')).toBe(41002);
    expect(await code(`corpid=${tenant.corpid}`)).toBe(41004);
    expect(await code(`corpid=${tenant.corpid}&corpsecret=nonsense`)).toBe(40001);
    expect(await code(`corpid=${tenant.corpid}&corpsecret=${other.appSecret}`)).toBe(40091);
    expect(await code('corpid=wwnobody&corpsecret=x')).toBe(40013);
    expect(await code(`corpid=${tenant.corpid}&corpsecret=${tenant.contactsSecret}`)).toBe(0);
  });

  test('many wrong secrets block the address for an hour, the right secret too', async () => {
    const { tenant, simulator, clock } = await openStage();
    tenant.setLimits({ wrongSecretsPerHour: 3 });
    const code = async (secret: string) =>
      (
        (await (
          await fetch(`${simulator.origin}/cgi-bin/gettoken?corpid=${tenant.corpid}&corpsecret=${secret}`)
        ).json()) as { errcode: number }
      ).errcode;

    expect([await code('x'), await code('y'), await code('z'), await code('x')]).toEqual([40001, 40001, 40001, 45009]);
    expect(await code(tenant.appSecret)).toBe(45009);
    await clock.move(HOUR_MS);

    expect(await code(tenant.appSecret)).toBe(0);
  });
});

describe('the gate', () => {
  test.each([
    [{ trustedIps: ['203.0.113.7'] }, 'getcallbackip', 60020],
    [{ enabled: false }, 'getcallbackip', 50003],
    [{ suspended: true }, 'getcallbackip', 48006],
    [{ customerContactCallable: false }, 'externalcontact/get', 48002],
    [{ visible: { departments: [2] } }, 'appchat/get', 48002],
  ] as const)('with %j, %s is %i', async (settings, path, errcode) => {
    const { tenant, call } = await openStage();

    await tenant.configureApp(settings);

    const answer = await call(path);
    expect(answer.errcode).toBe(errcode);
    expect(answer.errmsg).toContain('127.0.0.1');
  });

  test('an API beyond its rate is 45009 until a whole window has passed; others go on', async () => {
    const { tenant, clock, call } = await openStage();
    tenant.setLimits({ callsPerMinute: 3 });
    const codes: number[] = [];

    for (let turn = 0; turn < 4; turn += 1) codes.push((await call('department/list')).errcode);
    await clock.move(59_000);
    codes.push((await call('department/list')).errcode, (await call('user/get', 'userid=li.yangben')).errcode);
    await clock.move(1_000);
    codes.push((await call('department/list')).errcode);

    expect(codes).toEqual([0, 0, 0, 45009, 45009, 0, 0]);
  });

  test('a body that is no JSON reads as empty, and the words say so', async () => {
    const { simulator, tenant } = await openStage();
    const { access_token: token } = (await (
      await fetch(`${simulator.origin}/cgi-bin/gettoken?corpid=${tenant.corpid}&corpsecret=${tenant.appSecret}`)
    ).json()) as { access_token: string };

    const answer = await fetch(`${simulator.origin}/cgi-bin/message/send?access_token=${token}`, {
      method: 'POST',
      body: '{"touser": ',
    });

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ errcode: 41011, errmsg: expect.stringContaining('wrong json format') });
  });
});
