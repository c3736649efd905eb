import { describe, expect, test } from 'vitest';
import { playing } from '../../../test/wecom/played-client.ts';
import { openAppchat } from './open-appchat.ts';

const group = { name: '集团高管工作群', owner: 'li', members: ['li', 'zhao'] };

describe('a managed group', () => {
  test('is made with its owner and members', async () => {
    const { client, asked } = playing({ 'appchat/create': () => ({ errcode: 0, chatid: 'sysMade1' }) });
    expect(await openAppchat(client).create(group)).toBe('sysMade1');
    expect(asked).toEqual([
      {
        surface: 'app',
        api: 'appchat/create',
        kind: 'write',
        body: { name: '集团高管工作群', owner: 'li', userlist: ['li', 'zhao'] },
      },
    ]);
  });

  test('is made under the id we chose', async () => {
    const { client, asked } = playing({ 'appchat/create': () => ({ errcode: 0, chatid: 'qg001' }) });
    await openAppchat(client).create({ ...group, chatId: 'qg001' });
    expect(asked[0]?.body).toMatchObject({ chatid: 'qg001' });
  });

  test('is never made twice by a retry of ours', async () => {
    const { client, asked } = playing({ 'appchat/create': () => ({ errcode: -1 }) });
    await expect(openAppchat(client).create(group)).rejects.toMatchObject({ errcode: -1 });
    expect(asked).toHaveLength(1);
  });

  test('is changed in what is named, and in nothing else', async () => {
    const { client, asked } = playing({ 'appchat/update': () => ({ errcode: 0 }) });
    const appchat = openAppchat(client);
    await appchat.update({ chatId: 'qg001', name: '新名' });
    await appchat.update({ chatId: 'qg001', owner: 'zhao', add: ['sun'], remove: ['li'] });
    expect(asked.map(({ body }) => body)).toEqual([
      { chatid: 'qg001', name: '新名' },
      { chatid: 'qg001', owner: 'zhao', add_user_list: ['sun'], del_user_list: ['li'] },
    ]);
  });

  test('is never changed twice by a retry of ours', async () => {
    const { client, asked } = playing({ 'appchat/update': () => ({ errcode: -1 }) });
    await expect(openAppchat(client).update({ chatId: 'qg001', add: ['sun'] })).rejects.toMatchObject({ errcode: -1 });
    expect(asked).toHaveLength(1);
  });

  test('is read', async () => {
    const { client } = playing({
      'appchat/get': ({ params }) => ({
        errcode: 0,
        chat_info: {
          chatid: params?.chatid,
          name: '集团高管工作群',
          owner: 'Li',
          userlist: ['Li', 'Zhao'],
          chat_type: 0,
        },
      }),
    });
    expect(await openAppchat(client).get('qg001')).toEqual({
      chatId: 'qg001',
      name: '集团高管工作群',
      owner: 'li',
      members: ['li', 'zhao'],
    });
  });

  for (const errcode of [40050, 86001, 86003, 86008])
    test(`that the app did not make (${errcode}) is null`, async () => {
      expect(await openAppchat(playing({ 'appchat/get': () => ({ errcode }) }).client).get('wrX')).toBeNull();
    });
});
