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

test('without a library there is nothing to pull', () => {
  expect(openArchive(playing({}).client, corp).records).toBeNull();
});
