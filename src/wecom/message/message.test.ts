import { describe, expect, test } from 'vitest';
import { playing } from '../../../test/wecom/played-client.ts';
import { openMessage } from './open-message.ts';

const AGENT = 1_000_007;

describe('a send', () => {
  for (const [what, answer, outcome] of [
    [
      'to everybody',
      { msgid: 'm1', response_code: 'rc1' },
      { msgid: 'm1', responseCode: 'rc1', invalidUsers: [], unlicensedUsers: [] },
    ],
    [
      'that some did not get',
      { msgid: 'm2', invaliduser: 'Zhao|li', unlicenseduser: 'wang', invalidparty: '', invalidtag: '' },
      { msgid: 'm2', responseCode: null, invalidUsers: ['zhao', 'li'], unlicensedUsers: ['wang'] },
    ],
    [
      'whose answer is odd but yes',
      { msgid: 17, invaliduser: ['zhao'], response_code: {} },
      { msgid: '', responseCode: null, invalidUsers: [], unlicensedUsers: [] },
    ],
    ['with an empty yes', {}, { msgid: '', responseCode: null, invalidUsers: [], unlicensedUsers: [] }],
  ] as const)
    test(what, async () => {
      const { client } = playing({ 'message/send': () => ({ errcode: 0, ...answer }) });
      expect(await openMessage(client, AGENT).sendExactly('{}')).toEqual(outcome);
    });

  test('passes the text on untouched', async () => {
    const { client, asked } = playing({ 'message/send': () => ({ errcode: 0 }) });
    await openMessage(client, AGENT).sendExactly('{ "touser" : "zhao" }');
    expect(asked).toEqual([{ surface: 'app', api: 'message/send', kind: 'write', body: '{ "touser" : "zhao" }' }]);
  });

  for (const [errcode, retry] of [
    [-1, 'backoff'],
    [45009, { afterMs: 60_000 }],
    [81013, 'never'],
    [82004, 'never'],
    [40033, 'never'],
  ] as const)
    test(`refused with ${errcode} carries its verdict and is asked once`, async () => {
      const { client, asked } = playing({ 'message/send': () => ({ errcode }) });
      await expect(openMessage(client, AGENT).sendExactly('{}')).rejects.toMatchObject({ errcode, retry });
      expect(asked).toHaveLength(1);
    });
});

test('a card is closed with its response code', async () => {
  const { client, asked } = playing({ 'message/update_template_card': () => ({ errcode: 0, invaliduser: [] }) });
  await openMessage(client, AGENT).closeCard(['zhao'], 'rc1', '已确认');
  expect(asked[0]).toMatchObject({
    kind: 'write',
    body: { userids: ['zhao'], agentid: AGENT, response_code: 'rc1', button: { replace_name: '已确认' } },
  });
});

test('a spent response code is a refusal for good', async () => {
  const { client } = playing({ 'message/update_template_card': () => ({ errcode: 60140 }) });
  await expect(openMessage(client, AGENT).closeCard(['zhao'], 'rc1', '已确认')).rejects.toMatchObject({
    errcode: 60140,
    retry: 'never',
  });
});

test('a message is taken back by its id, unless it is too old', async () => {
  const { client, asked } = playing({ 'message/recall': (_asked, times) => ({ errcode: times === 1 ? 0 : 42052 }) });
  await openMessage(client, AGENT).recall('m1');
  expect(asked[0]).toMatchObject({ kind: 'write', body: { msgid: 'm1' } });
  await expect(openMessage(client, AGENT).recall('m1')).rejects.toMatchObject({ errcode: 42052, retry: 'never' });
});
