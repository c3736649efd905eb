import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse, shippedPolicy } from '../../test/small-house.ts';
import { fingerprint } from '../content/fingerprint.ts';
import { newId } from '../ids.ts';
import { tendWords } from './tend-words.ts';

const AT = Date.parse('2026-11-26T09:10:00+08:00');
const READ_UNTIL = Date.parse('2026-11-26T09:30:00+08:00');
const SECRET = '样例项目三号楼的底价是每平米一万二千三百元，请大家先不要对外说';

let open: SmallHouse;
let inside: string;
beforeAll(async () => {
  const policy = `${shippedPolicy}\nmessages: { content: hit }\n`;
  open = await openSmallHouse({ policy });
  inside = await groupWithoutOutsiders();
  await seenAndAgreed();
  const list = '[gambling]\n赌\n试赌样词\n允许: 赌一把\n[abuse]\n样骂词\n';
  await open.json('words', 'import', open.house.file(list), '--list', 'company', '--by', 'li.renshi');
});
afterAll(() => open.house.close());

async function groupWithoutOutsiders(): Promise<string> {
  const { house, world } = open;
  const group = await world.tenant.createGroup({ name: '经营分析群', owner: 'sun.jingli', members: ['qian.xiaoshou'] });
  await house.idle();
  await house.inCorp(async (tx) => {
    const [row] = await tx.registerEntry.findMany({ where: { corp: house.corp, chatId: world.group, until: null } });
    if (!row) throw new RangeError('the group of the small company is not registered');
    await tx.registerEntry.create({ data: { ...row, id: newId(), chatId: group } as never });
  });
  return group;
}

/** The archive is read up to now, and the customer agreed to it. */
async function seenAndAgreed(): Promise<void> {
  const { house } = open;
  const [at, corp] = [new Date(READ_UNTIL), house.corp];
  await house.inCorp(async (tx) => {
    await tx.archiveCursor.create({
      data: { corp, seq: 1, atOnce: 100, failures: 0, pulledAt: at, caughtUpAt: at, heardAt: at },
    });
    const outsiders = await tx.membership.findMany({ where: { corp, memberKind: 'external', until: null } });
    for (const { chatId, memberId } of outsiders)
      await tx.archiveConsent.create({
        data: {
          corp,
          id: newId(),
          externalId: memberId,
          place: chatId,
          agreed: 'agreed',
          since: new Date(0),
          learned: 'call',
        },
      });
  });
}

let said = 0;
const line = (from: string, content: string, over: object = {}): string => {
  said += 1;
  const who = { msgid: `m${said}`, action: 'send', from, tolist: [], roomid: open.world.group };
  return JSON.stringify({ ...who, msgtime: AT + said * 1000, msgtype: 'text', text: { content }, ...over });
};
const hear = async (...lines: string[]): Promise<void> => {
  const { exit } = await open.json('messages', 'import', open.house.file(lines.join('\n')));
  expect(exit).toBe(0);
  await open.house.idle();
};
const hits = async (...more: string[]) =>
  (await open.json('words', 'hits', ...more)).hits as readonly Record<string, string>[];
const openCases = () =>
  open.house.inCorp(async (tx) =>
    (
      await tx.case.findMany({
        where: { corp: open.house.corp, rule: { startsWith: 'content/' }, state: { not: 'closed' } },
      })
    ).map(({ instance, subject }) => `${instance} ${subject}`),
  );

describe('what is heard', () => {
  test('becomes a find with its excerpt, personal data masked, and a case that nobody is told of while it is observed', async () => {
    await hear(
      line('qian.xiaoshou', '小李 13800138000 说快来试·赌*样词，带身份证 11010519491231002X'),
      line('qian.xiaoshou', '这次投标赌一把'),
    );
    const found = await hits();
    expect(found.map(({ instance, category }) => `${instance} ${category}`).sort()).toEqual([
      'personal-data id-card',
      'unlawful-words gambling',
    ]);
    expect(found.map(({ excerpt, keeps }) => [excerpt, keeps])).toEqual([
      [null, 'excerpt'],
      [null, 'excerpt'],
    ]);
    const read = await hits('--by', 'Li.Renshi', '--reason', '核对词表');
    const [excerpt] = read.flatMap((one) => (one.instance === 'unlawful-words' ? [one.excerpt] : []));
    expect(excerpt).toContain('试·赌*样词');
    expect(excerpt).toContain('138****8000');
    expect(excerpt).not.toMatch(/13800138000|11010519491231002X/);
    expect(await openCases()).toEqual(
      expect.arrayContaining(['unlawful-words member:qian.xiaoshou', 'personal-data member:qian.xiaoshou']),
    );
  });

  test('opens its excerpt for a reason alone, never to who wrote it, and each reading is kept', async () => {
    const reads = () => open.house.inCorp((tx) => tx.recordRead.findMany({ where: { what: 'excerpt' } }));
    const before = await reads();
    expect(before).toHaveLength(2);
    expect(before.every(({ reader, reason }) => reader === 'li.renshi' && !reason?.includes('核对'))).toBe(true);
    expect(await open.house.trail('record-read')).toHaveLength(2);
    const own = await hits('--by', 'qian.xiaoshou', '--reason', '看看自己的');
    expect(own.map(({ excerpt }) => excerpt)).toEqual([null, null]);
    for (const half of [
      ['--by', 'li.renshi'],
      ['--reason', '核对'],
      ['--by', 'li.renshi', '--reason', ' '],
    ])
      expect(await open.run('words', 'hits', ...half)).toMatchObject({ exit: 2 });
    expect((await open.run('words', 'hits')).out).toContain('closed');
    expect(await reads()).toHaveLength(2);
  });

  test('twice is heard once', async () => {
    const before = (await hits()).length;
    const again = line('qian.xiaoshou', '样骂词');
    await hear(again);
    await hear(again);
    expect(await hits()).toHaveLength(before + 1);
  });

  test('is nowhere in the clear', async () => {
    const rows = await open.house.inCorp((tx) => tx.contentHit.findMany({ where: { corp: open.house.corp } }));
    expect(JSON.stringify(rows)).not.toMatch(/样词|13800138000|样骂/);
  });

  test('a find that is marked wrong is no finding, and counts for the precision', async () => {
    const [one] = (await hits('--rule', 'unlawful-words')) as readonly { id: string }[];
    expect(
      await open.json('words', 'mark', one?.id ?? '', 'wrong', '--by', 'li.renshi', '--note', '投标用语'),
    ).toMatchObject({
      exit: 0,
      marked: 'wrong',
    });
    await open.house.idle();
    expect(await openCases()).not.toContain('unlawful-words member:qian.xiaoshou');
    expect(await hits('--rule', 'unlawful-words')).toEqual([]);
    const { rules } = await open.json('words', 'precision');
    expect(rules).toContainEqual(
      expect.objectContaining({ instance: 'unlawful-words', right: 0, wrong: 1, verdict: 'too-few' }),
    );
  });

  test('words of a group without outsiders are recognised in one with a customer, by their fingerprint alone', async () => {
    await hear(line('sun.jingli', SECRET, { roomid: inside }));
    await hear(line('qian.xiaoshou', `转一下：\n${SECRET}`));
    expect(await hits('--rule', 'copied-out')).toMatchObject([
      { by: 'qian.xiaoshou', category: 'copy', excerpt: null, keeps: 'nothing' },
    ]);
    const [kept] = await open.house.inCorp((tx) => tx.message.findMany({ where: { fingerprint: { not: null } } }));
    const guessed = fingerprint(SECRET) ?? [];
    const slots = Buffer.from(kept?.fingerprint ?? []);
    expect(slots).toHaveLength(4 * guessed.length);
    expect([...guessed].filter((slot, nth) => slots.readUInt32BE(4 * nth) === slot)).toEqual([]);
  });

  test('a recall ends the finding', async () => {
    const text = line('sun.jingli', '样骂词');
    await hear(text);
    expect(await openCases()).toContain('attacks member:sun.jingli');
    const { msgid } = JSON.parse(text);
    const revoke = { msgid: `${msgid}r`, action: 'recall', from: 'sun.jingli', tolist: [], roomid: open.world.group };
    await hear(JSON.stringify({ ...revoke, msgtime: AT + 900_000, msgtype: 'revoke', revoke: { pre_msgid: msgid } }));
    expect(await openCases()).not.toContain('attacks member:sun.jingli');
  });

  test('precision below eighty of a hundred, over twenty finds that somebody looked at, is said in status', async () => {
    const { house } = open;
    await house.inCorp(async (tx) => {
      const one = await tx.contentHit.findFirstOrThrow({ where: { corp: house.corp } });
      const marks = Array.from({ length: 20 }, (_, nth) => ({
        ...one,
        id: newId(),
        detail: {},
        place: nth,
        messageId: 'trial',
        instance: 'unlawful-words',
        marked: nth < 15 ? 'right' : 'wrong',
        markedBy: 'li.renshi',
        markedAt: new Date(AT),
      }));
      await tx.contentHit.createMany({ data: marks });
    });
    expect((await open.run('status')).out).toMatch(/unlawful-words \(\d+ %\): fewer than 80 of 100/);
    expect(await open.json('words', 'precision')).toMatchObject({ exit: 1 });
  });

  test('after 30 days the excerpt is forgotten, after 36 the fingerprint; the find stays', async () => {
    const { house } = open;
    const kept = () =>
      house.inCorp(async (tx) => ({
        excerpts: await tx.contentHit.count({ where: { corp: house.corp, excerpt: { not: null } } }),
        finds: await tx.contentHit.count({ where: { corp: house.corp } }),
        prints: await tx.message.count({ where: { corp: house.corp, fingerprint: { not: null } } }),
        bands: await tx.textBand.count({ where: { corp: house.corp } }),
      }));
    const before = await kept();
    expect(before.excerpts * before.prints * before.bands).toBeGreaterThan(0);
    await house.inCorp(async (tx) => {
      const long = new Date(AT - 40 * 86_400_000);
      await tx.contentHit.updateMany({ where: { corp: house.corp }, data: { foundAt: long, saidAt: long } });
      await tx.textBand.updateMany({ where: { corp: house.corp }, data: { saidAt: long } });
    });
    await tendWords(house.deps, house.corp);
    expect(await kept()).toEqual({ excerpts: 0, finds: before.finds, prints: 0, bands: 0 });
  });
});

test('where an outsider has not agreed nothing is looked for, and nothing becomes a find when he agrees', async () => {
  const { house } = open;
  const before = (await hits()).length;
  await house.inCorp((tx) =>
    tx.archiveConsent.updateMany({ where: { corp: house.corp }, data: { until: new Date(1) } }),
  );
  await hear(line('qian.xiaoshou', '大家来试赌样词'));
  expect(await hits()).toHaveLength(before);
  await house.inCorp((tx) => tx.archiveConsent.updateMany({ where: { corp: house.corp }, data: { until: null } }));
  await hear(line('qian.xiaoshou', '今天下雨'));
  expect(await hits()).toHaveLength(before);
});
