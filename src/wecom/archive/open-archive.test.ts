import { expect, test } from 'vitest';
import { aCorp } from '../../../test/builders/config.ts';
import { playing } from '../../../test/wecom/played-client.ts';
import { Corp } from '../../ids.ts';
import { openArchive } from './open-archive.ts';

const corp = aCorp(Corp.parse('demo'), { corpid: 'wwdemo0123456789', name: '示例', surfaces: {} });

test('outsiders of a group agreed or refused, each since a moment; asked with the secret of the archive', async () => {
  const { client, asked } = playing({
    'msgaudit/check_room_agree': () => ({
      errcode: 0,
      agreeinfo: [
        { status_change_time: 1_700_000_000, exteranalopenid: 'wmAgreed', agree_status: 'Agree' },
        { status_change_time: 1_700_000_001, exteranalopenid: 'wmRefused', agree_status: 'Disagree' },
      ],
    }),
  });
  expect(await openArchive(client, corp).roomConsents('wrRoom')).toEqual([
    { external: 'wmAgreed', agreed: 'agreed', sinceMs: 1_700_000_000_000 },
    { external: 'wmRefused', agreed: 'refused', sinceMs: 1_700_000_001_000 },
  ]);
  expect(asked).toMatchObject([
    { surface: 'archive', api: 'msgaudit/check_room_agree', kind: 'read', body: { roomid: 'wrRoom' } },
  ]);
});

test('seats are accounts in small letters', async () => {
  const { client } = playing({ 'msgaudit/get_permit_user_list': () => ({ errcode: 0, ids: ['Sun.Jingli'] }) });
  expect(await openArchive(client, corp).seats()).toEqual(['sun.jingli']);
});

test('consents of one-to-one conversations are asked for a hundred pairs at a time, in WeCom’s own spelling', async () => {
  const { client, asked } = playing({
    'msgaudit/check_single_agree': () => ({
      errcode: 0,
      agreeinfo: [
        { status_change_time: 1_700_000_000, userid: 'Sun.Jingli', exteranalopenid: 'wm1', agree_status: 'Agree' },
      ],
    }),
  });
  const pairs = Array.from({ length: 101 }, (_, at) => ({ userid: 'sun.jingli', external: `wm${at}` }));
  const said = await openArchive(client, corp).pairConsents(pairs);
  expect(said[0]).toEqual({ userid: 'sun.jingli', external: 'wm1', agreed: 'agreed', sinceMs: 1_700_000_000_000 });
  expect(asked.map(({ body }) => (body as { info: unknown[] }).info.length)).toEqual([100, 1]);
  expect(asked[1]?.body).toEqual({ info: [{ userid: 'sun.jingli', exteranalopenid: 'wm100' }] });
});

test('an internal group is shown with its creator and since when everybody is in it', async () => {
  const { client } = playing({
    'msgaudit/groupchat/get': () => ({
      errcode: 0,
      roomname: '内部群',
      creator: 'Sun.Jingli',
      room_create_time: 1_700_000_000,
      notice: '',
      members: [{ memberid: 'Sun.Jingli', jointime: 1_700_000_001 }],
    }),
  });
  expect(await openArchive(client, corp).room('wrRoom')).toEqual({
    chatId: 'wrRoom',
    name: '内部群',
    creator: 'sun.jingli',
    createdAt: new Date(1_700_000_000_000),
    notice: '',
    members: [{ id: 'sun.jingli', joinedAt: new Date(1_700_000_001_000) }],
  });
});

test.each([[40058], [301052]])(
  'a group that WeCom does not show to the archive (%i) is no failure',
  async (errcode) => {
    const { client } = playing({ 'msgaudit/groupchat/get': () => ({ errcode, errmsg: 'no' }) });
    expect(await openArchive(client, corp).room('wrRoom')).toBe('not-shown');
  },
);

test('without a library there is nothing to pull', () => {
  expect(openArchive(playing({}).client, corp).records).toBeNull();
});
