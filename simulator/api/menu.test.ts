import { describe, expect, test } from 'vitest';
import { type OpenStage, openStage } from '../testing/open-stage.ts';

/** `menu/create`, whose agent stands in the query and whose buttons stand in the body [90231]. */
async function create({ simulator, tenant }: OpenStage, button: unknown): Promise<number> {
  const { origin } = simulator;
  const issued = await fetch(`${origin}/cgi-bin/gettoken?corpid=${tenant.corpid}&corpsecret=${tenant.appSecret}`);
  const { access_token } = (await issued.json()) as { access_token: string };
  const query = `access_token=${access_token}&agentid=${tenant.agentId}`;
  const answer = await fetch(`${origin}/cgi-bin/menu/create?${query}`, {
    method: 'POST',
    body: JSON.stringify({ button }),
  });
  return ((await answer.json()) as { errcode: number }).errcode;
}

const click = { type: 'click', name: '举报', key: 'a' };

describe('the menu of the app', () => {
  test('is none, is set, calls back a click and opens a view, and is gone', async () => {
    const stage = await openStage();
    const { tenant, call } = stage;
    const agent = `agentid=${tenant.agentId}`;
    expect((await call('menu/get', agent)).errcode).toBe(46003);
    const view = { type: 'view', name: '我的记录', url: 'https://qun.example.com/h5/demo/record' };
    expect(await create(stage, [{ name: '更多', sub_button: [view] }, click])).toBe(0);
    expect(await call('menu/get', agent)).toMatchObject({
      button: [{ name: '更多', sub_button: [view] }, { name: '举报' }],
    });
    expect(await tenant.pressMenu('li.yangben', '我的记录')).toBe(view.url);
    await expect(tenant.pressMenu('li.yangben', '更多')).rejects.toThrow('no button');
    expect(await tenant.pressMenu('li.yangben', '举报')).toBeNull();
    expect((await call('menu/delete', agent)).errcode).toBe(0);
    expect((await call('menu/get', agent)).errcode).toBe(46003);
    expect((await call('menu/get')).errcode).toBe(41011);
  });

  test.each([
    ['no button', [], 40016],
    ['four buttons', [click, click, click, click], 40016],
    ['six inside one', [{ name: '更多', sub_button: Array.from({ length: 6 }, () => click) }], 40023],
    ['a name of 18 bytes', [{ ...click, name: '六个汉字太长' }], 40018],
    ['no key', [{ ...click, key: '' }], 40019],
    ['no address', [{ type: 'view', name: '页' }], 40020],
    ['another kind', [{ ...click, type: 'scan' }], 40017],
  ])('with %s is refused', async (_, button, errcode) => {
    expect(await create(await openStage(), button)).toBe(errcode);
  });
});
