import { expect, test } from 'vitest';
import { openStage } from '../testing/open-stage.ts';
import { callerOf } from '../testing/wecom-call.ts';

const DAY_MS = 86_400_000;

/** A stage, and how its app hands files over. */
async function withFiles() {
  const stage = await openStage();
  const { simulator, tenant } = stage;
  const issued = await fetch(
    `${simulator.origin}/cgi-bin/gettoken?corpid=${tenant.corpid}&corpsecret=${tenant.appSecret}`,
  );
  const { access_token: token } = (await issued.json()) as { access_token: string };
  const upload = async (
    bytes: Uint8Array<ArrayBuffer>,
    { type = 'file', name = 'case-12.zip', part = 'media' } = {},
  ) => {
    const form = new FormData();
    form.set(part, new Blob([bytes]), name);
    const url = `${simulator.origin}/cgi-bin/media/upload?access_token=${token}&type=${type}`;
    const answer = await fetch(url, { method: 'POST', body: form });
    return (await answer.json()) as { errcode: number; media_id?: string };
  };
  const send = async (media_id: string | undefined, more: object = {}) =>
    (await callerOf(simulator, tenant))('message/send', {
      touser: 'qian.xiaoshou',
      msgtype: 'file',
      agentid: tenant.agentId,
      file: { media_id },
      ...more,
    });
  return { ...stage, upload, send };
}

test('a file comes to the phone as it was handed over, byte for byte, under its name', async () => {
  const { upload, send, tenant } = await withFiles();
  const bytes = Uint8Array.from({ length: 300 }, (_, at) => at % 256);
  expect((await send((await upload(bytes)).media_id)).errcode).toBe(0);
  expect(tenant.inbox('qian.xiaoshou').at(-1)).toMatchObject({ kind: 'file', text: 'case-12.zip' });
  const opened = await tenant.openFile('qian.xiaoshou');
  expect(opened?.name).toBe('case-12.zip');
  expect(Buffer.from(opened?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
});

test('after three days it is gone, and nobody can send it', async () => {
  const { upload, send, tenant, clock } = await withFiles();
  const { media_id: id } = await upload(new Uint8Array(6));
  await send(id);
  await clock.move(3 * DAY_MS);
  expect(await tenant.openFile('qian.xiaoshou')).toBeNull();
  expect((await send(id, { safe: 0, duplicate_check_interval: 1 })).errcode).toBe(40007);
});

test.each([
  [5, {}, 40006],
  [20 * 1024 * 1024 + 1, {}, 45001],
  [10, { type: 'poem' }, 40004],
  [10, { part: 'other' }, 41005],
])('%i bytes with %j are refused with %i', async (length, more, errcode) => {
  const { upload } = await withFiles();
  expect((await upload(new Uint8Array(length), more)).errcode).toBe(errcode);
});

test('only formats that WeCom itself shows can be confidential', async () => {
  const { upload, send } = await withFiles();
  expect((await send((await upload(new Uint8Array(9))).media_id, { safe: 1 })).errcode).toBe(40004);
  expect((await send((await upload(new Uint8Array(9), { name: 'a.pdf' })).media_id, { safe: 1 })).errcode).toBe(0);
});

test('nobody sends what was never handed over', async () => {
  const { send } = await withFiles();
  expect((await send('no-such-media')).errcode).toBe(40007);
});
