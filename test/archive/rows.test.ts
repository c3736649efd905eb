import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../src/events/message.ts';
import { importLines, readLines } from '../../src/messages/import-lines.ts';
import { loadMessages } from '../../src/messages/load-messages.ts';
import { parkedReasons } from '../../src/messages/parked.ts';
import { archivedActivity, sightIn } from '../../src/messages/sight.ts';
import { openSmallHouse, type SmallHouse, shippedPolicy } from '../small-house.ts';

const NOW = Date.parse('2026-11-26T09:40:00+08:00');
const DAY = { sinceMs: NOW - 86_400_000, untilMs: NOW + 86_400_000 };

let open: SmallHouse;
beforeAll(async () => {
  open = await openSmallHouse();
});
afterAll(() => open.house.close());
beforeEach(() =>
  open.house.inCorp(async (tx) => {
    await tx.message.deleteMany();
    await tx.messageRecall.deleteMany();
    await tx.archiveConsent.deleteMany();
    await tx.archiveCursor.deleteMany();
    await tx.parkedRecord.deleteMany();
  }),
);

const line = (msgid: string, from: string, content: string, over: object = {}) =>
  JSON.stringify({
    msgid,
    action: 'send',
    from,
    tolist: [],
    roomid: open.world.group,
    msgtime: NOW + Number(msgid.replace(/\D/g, '')) * 1_000,
    msgtype: 'text',
    text: { content },
    ...over,
  });
const keep = (...lines: string[]) =>
  importLines(open.house.deps, open.house.corp, readLines(Buffer.from(lines.join('\n'))).records);
const load = async (): Promise<readonly Message[]> => {
  const keys = await open.house.deps.keys.of(open.house.corp);
  return open.house.inCorp((tx) => loadMessages(tx, open.house.corp, keys, { chatId: open.world.group, ...DAY }));
};

describe('messages of a group', () => {
  test('name whom they mention by nickname, quote the message they answer, and keep no words', async () => {
    await keep(
      line('m1', 'sun.jingli', '@所有人 请今天回复'),
      line('m2', 'qian.xiaoshou', '这是一条引用/回复消息：\n孙经理\n@所有人 请今天回复\n------\n收到'),
    );
    const [first, second] = await load();
    expect(first).toMatchObject({ kind: 'text', length: 10, text: null, mentions: [{ is: 'all', at: 0, length: 4 }] });
    expect(second).toMatchObject({ length: 2, text: null, quote: { hash: first?.hash } });
    expect(first?.from.personId).not.toBeNull();
  });

  test('arrive in any order and end the same', async () => {
    const lines = [
      line('m1', 'sun.jingli', '请回复'),
      line('m2', 'qian.xiaoshou', '收到'),
      line('m3', 'sun.jingli', '请回复'),
      line('m4', 'x', '', { action: 'recall', msgtype: 'revoke', revoke: { pre_msgid: 'm2' } }),
      line('m5', 'x', '', { action: 'recall', msgtype: 'revoke', revoke: { pre_msgid: 'm1' } }),
    ];
    await keep(...lines);
    const wanted = await load();
    expect(wanted.map(({ revokedAtMs }) => revokedAtMs)).toEqual([NOW + 5_000, NOW + 4_000, null]);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(lines, { minLength: lines.length }), async (shuffled) => {
        await open.house.inCorp(async (tx) => {
          await tx.message.deleteMany();
          await tx.messageRecall.deleteMany();
        });
        for (const one of [...shuffled, shuffled[0] ?? '']) await keep(one);
        expect(await load()).toEqual(wanted);
      }),
      { numRuns: 10 },
    );
  });

  test('of every type are rows, with what a rule can need and no name or address', async () => {
    const types: readonly (readonly [string, object, string])[] = [
      ['image', { image: { md5sum: 'a', filesize: 7 } }, 'image'],
      ['voice', { voice: { voice_size: 1, play_length: 10 } }, 'voice'],
      ['video', { video: { play_length: 3 } }, 'video'],
      ['card', { card: { corpname: '示例', userid: 'x' } }, 'card'],
      ['location', { location: { title: '示例' } }, 'place'],
      ['emotion', { emotion: { type: 1 } }, 'sticker'],
      ['file', { file: { filename: '合同.DOCX', fileext: 'DOCX', filesize: 9 } }, 'file'],
      ['link', { link: { title: '示例', link_url: 'https://example.com' } }, 'link'],
      ['weapp', { weapp: { title: '示例', appid: 'wx1' } }, 'mini-program'],
      ['chatrecord', { chatrecord: { item: [{ type: 'ChatRecordText', content: '{"content":"x"}' }] } }, 'forwarded'],
      ['todo', { todo: { title: '示例' } }, ''],
      ['vote', { vote: { votetitle: '示例' } }, ''],
      ['vote', { votetitle: '示例', voteitem: ['甲'] }, ''],
      ['collect', { collect: { title: '示例' } }, ''],
      ['redpacket', { redpacket: { type: 2, wish: '恭喜', totalcnt: 3, totalamount: 300 } }, 'red-packet'],
      ['external_redpacket', { redpacket: { type: 1 } }, 'red-packet'],
      ['meeting', { meeting: { topic: '示例' } }, ''],
      ['meeting_notification', { info: { content: '示例' } }, ''],
      ['docmsg', { doc: { title: '示例' } }, 'document'],
      ['markdown', { info: { content: '示例' } }, ''],
      ['news', { info: { item: [{ title: '示例', url: 'https://example.com' }] } }, 'link'],
      ['calendar', { calendar: { title: '示例' } }, ''],
      [
        'mixed',
        {
          mixed: {
            item: [
              { type: 'text', content: '{"content":"甲"}' },
              { type: 'image', content: '{}' },
            ],
          },
        },
        'image',
      ],
      ['meeting_voice_call', { meeting_voice_call: { demofiledata: [{ filename: 'a.docx' }] } }, 'file'],
      ['voip_doc_share', { voip_doc_share: { filename: 'a.pdf' } }, 'file'],
      ['sphfeed', { sphfeed: { feed_type: 4, sph_name: '示例' } }, 'channel-post'],
      ['voiptext', { info: { callduration: 9, invitetype: 2 } }, 'call'],
      ['qydiskfile', { info: { filename: '.sys.log' } }, 'file,link'],
      ['solitaire', { info: { solitaire_content: '#接龙' } }, ''],
      ['note', { info: { items: [{ msg_type: 'text', content: '{"content":"甲"}' }] } }, ''],
    ];
    await keep(...types.map(([msgtype, object], at) => line(`m${at}`, 'sun.jingli', '', { msgtype, ...object })));
    const rows = await load();
    expect(rows.map(({ things }) => things.map(({ is }) => is).join())).toEqual(types.map(([, , is]) => is));
    expect(JSON.stringify(rows)).not.toMatch(/示例|example|合同|恭喜|接龙/);
    expect(rows[14]?.things).toEqual([{ is: 'red-packet', how: 'lucky', count: 3, totalFen: 300 }]);
  });
});

describe('a file', () => {
  test('is read line by line: what is wrong is said with its line and keeps everything out', async () => {
    const text = [
      line('m1', 'sun.jingli', '一'),
      '',
      '{"msgid":',
      line('m2', 'sun.jingli', '二', { msgtype: 'hologram' }),
    ];
    const file = open.house.file(text.join('\r\n'), 'in.jsonl');
    const { exit, state, errors, messages } = await open.json('messages', 'import', file);
    expect([exit, state, messages, errors]).toEqual([
      1,
      'refused',
      1,
      [
        { line: 3, because: 'broken-json' },
        { line: 4, because: 'unknown-type' },
      ],
    ]);
    expect(await load()).toEqual([]);
  });

  test('is tried first, kept then, and kept once', async () => {
    const file = open.house.file(
      `${line('m1', 'sun.jingli', '一')}\n${line('m2', 'li', '密', { roomid: '' })}\n`,
      'in.jsonl',
    );
    expect(await open.json('messages', 'import', file, '--dry-run')).toMatchObject({
      exit: 0,
      state: 'dry-run',
      oneToOne: 1,
    });
    expect(await load()).toEqual([]);
    expect(await open.json('messages', 'import', file)).toMatchObject({ exit: 0, state: 'kept' });
    await open.json('messages', 'import', file);
    expect((await load()).map(({ id }) => id)).toEqual(['m1']);
  });
});

describe('what cannot be called seen', () => {
  const at = new Date(NOW);
  const unseen = () =>
    open.house.inCorp(async (tx) => {
      const { corp } = open.house;
      const sight = await sightIn(tx, corp, [open.world.group], new Date(NOW - 3_600_000), at);
      return sight(open.world.group).unseen;
    });
  const read = (caughtUpAt: Date) =>
    open.house.inCorp((tx) =>
      tx.archiveCursor.create({ data: { corp: open.house.corp, seq: 9, atOnce: 100, failures: 0, caughtUpAt } }),
    );
  const everybodyAgrees = () =>
    open.house.inCorp(
      (tx) => tx.$executeRaw`
        insert into qungui.archive_consent (corp, id, external_id, place, agreed, since, learned)
        select corp, gen_random_uuid(), member_id, chat_id, 'agreed', since, 'call' from qungui.membership
        where member_kind = 'external'`,
    );

  test('is said: no archive, a stale one, an outsider who has not agreed, a record set aside; else nothing', async () => {
    const said: (string | null)[] = [await unseen()];
    await read(new Date(NOW - 3_600_000));
    said.push(await unseen());
    await open.house.inCorp((tx) => tx.archiveCursor.updateMany({ data: { caughtUpAt: at } }));
    said.push(await unseen());
    await everybodyAgrees();
    said.push(await unseen());
    const parked = { id: '00000000-0000-4000-8000-000000000001', reason: 'no-key', keyVersion: 3, bytes: 1 };
    await open.house.inCorp((tx) =>
      tx.parkedRecord.create({ data: { corp: open.house.corp, ...parked, parkedAt: at, state: 'parked' } }),
    );
    said.push(await unseen());
    expect(said).toEqual(['no-archive', 'data-gap', 'no-consent', null, 'data-gap']);
    expect(await open.house.inCorp((tx) => parkedReasons(tx, open.house.corp))).toMatchObject([
      { reason: 'no-key', keyVersion: 3, count: 1 },
    ]);
    expect(await open.json('messages', 'parked')).toMatchObject({ exit: 1, parked: [{ reason: 'no-key', count: 1 }] });
  });

  test('the archive proves when a group last spoke, once everybody agreed', async () => {
    const { corp } = open.house;
    const activity = () =>
      open.house.inCorp((tx) => archivedActivity(tx, corp, [open.world.group], new Date(NOW + 60_000)));
    await keep(line('m1', 'sun.jingli', '一'), line('m2', 'sun.jingli', '二'));
    await read(new Date(NOW + 30_000));
    expect(await activity()).toEqual(new Map());
    await everybodyAgrees();
    const proven = { lastMessageAtMs: NOW + 2_000, silentUntilMs: NOW + 30_000, provenBy: 'archive' };
    expect(await activity()).toEqual(new Map([[open.world.group, proven]]));
  });
});

test('full words are kept sealed, where a policy states why, and read back', async () => {
  const full = `${shippedPolicy}\nmessages:\n  content: full\n  legalBasis: 示例依据\n  approvedBy: li.renshi\n`;
  const other = await openSmallHouse({ policy: full });
  try {
    const { house, world } = other;
    const text = line('m1', 'sun.jingli', '机密内容', { roomid: world.group });
    await importLines(house.deps, house.corp, readLines(Buffer.from(text)).records);
    const [row] = await house.inCorp((tx) => tx.message.findMany());
    expect(row?.words).toMatch(/^v1\./);
    const keys = await house.deps.keys.of(house.corp);
    const [read] = await house.inCorp((tx) => loadMessages(tx, house.corp, keys, { chatId: world.group, ...DAY }));
    expect(read?.text).toBe('机密内容');
  } finally {
    await other.house.close();
  }
});
