import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reasonOf } from '../../src/record-reads/reads-of.ts';
import { asSuperuser } from '../db.ts';
import { openTalkingHouse, type TalkingHouse } from '../responses/talking-house.ts';

// A company that opens no pages reads what was said, and takes evidence out, by messages alone. Each test goes on where the last one ended.

let open: TalkingHouse;
const [HR, SECOND, SUBJECT, STRANGER] = ['li.renshi', 'zhou.fuhe', 'qian.xiaoshou', 'zhao.shiyong'] as const;
const SAID = '试赌样词谁懂这句私下说的话';
const WHY = '核对上下文再决定';
let number = '';
let plain = '';
const own = { number: '' };

beforeAll(async () => {
  open = await openTalkingHouse({
    amend: (policy) =>
      policy
        .replace(
          /(rule: content\/words\n.*\n.*\n {4}level: )observe(\n.*abuse)/,
          '$1remind\n    grace: 1 working day$2',
        )
        .replace(
          /(A word of the list is a clue and no more.*\n *confirmedBy: )unset/,
          '$1{ who: 示例总裁办, on: 2026-11-20 }',
        )
        .concat('\nmessages: { content: hit }\n'),
  });
  const { house, world } = open;
  await house.tenant.hire({ userid: SECOND, name: '周复核', department: 4, position: '人事专员' });
  await house.tenant.withoutCallbacks(() => house.tenant.join(world.group, SECOND));
  await house.sync();
  await house.tenant.setNickname(world.group, SUBJECT, '小钱');
  await house.tenant.setNickname(world.group, SECOND, '小周');
  await house.sync();
  await at('11-26 09:40');
  const list = '[gambling]\n试赌样词\n[abuse]\n样骂词\n';
  await open.json('words', 'import', house.file(list), '--list', 'company', '--by', HR);
  await open.hear({ id: 'f0', from: SUBJECT, at: '11-26 09:34', text: `${SAID} 13800138000` });
  await house.until('2026-11-26T10:30:00+08:00');
  number = await numberOf({ rule: 'content/words' });
  plain = await numberOf({ rule: { not: 'content/words' }, subject: `member:${SUBJECT}` });
  own.number = await numberOf({ rule: { not: 'content/words' }, subject: `member:${SECOND}` });
}, 120_000);
afterAll(() => open.house.close());

async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
}
const numberOf = async (where: object): Promise<string> =>
  String((await open.house.inCorp((tx) => tx.case.findFirstOrThrow({ where }))).number);
const inbox = (userid: string) => open.house.tenant.inbox(userid);
const texts = (userid: string): string[] => inbox(userid).map(({ text }) => text);
/** What the app answers. */
async function write(userid: string, words: string): Promise<string> {
  const before = texts(userid).length;
  await open.house.tenant.say(userid, words);
  await open.house.idle();
  return texts(userid).slice(before).join('\n');
}
async function press(userid: string, card: string, button: string, reason?: string): Promise<string> {
  const before = texts(userid).length;
  await open.house.tenant.press(userid, card, button, reason ? { reason: [reason] } : {});
  await open.house.idle();
  return texts(userid).slice(before).join('\n');
}
const later = async (minutes: number): Promise<void> => {
  const now = (await open.house.deps.clock.now()).getTime();
  await open.house.until(new Date(now + minutes * 60_000).toISOString());
};
const reads = (what: string) =>
  open.house.inCorp((tx) => tx.recordRead.findMany({ where: { what }, orderBy: { at: 'asc' } }));
/** Everything that the database holds, as text. */
const everything = () =>
  asSuperuser(open.house.database, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const parts: string[] = [];
    for (const { name } of rows)
      parts.push(
        (await client.query<{ row: string }>(`select t::text as row from ${name} t`)).rows
          .map(({ row }) => row)
          .join('\n'),
      );
    return parts.join('\n');
  });

describe('what was said', () => {
  test('is shown to whoever may decide, for a reason that is asked for first, in a confidential message that names nobody', async () => {
    expect(await write(HR, `原话 ${number}`)).toContain(`「原话 ${number} 核对上下文」`);
    expect(await reads('excerpt')).toEqual([]);
    const shown = await write(HR, `原话 ${number} ${WHY}`);
    expect(shown).toContain(SAID);
    expect(shown).toContain('138****800');
    expect(shown).toContain('一小时后收回');
    expect(shown).not.toMatch(/钱销售|小钱|qian/);
    expect(inbox(HR).at(-1)?.body).toMatchObject({ msgtype: 'text', safe: 1, touser: HR });
  });

  test('is noted as on the page: who, why, and the person reads it; the words are nowhere but sealed beside their find', async () => {
    const [read] = await reads('excerpt');
    expect(read).toMatchObject({ reader: HR, subject: `member:${SUBJECT}` });
    const keys = await open.house.deps.keys.of(open.house.corp);
    expect(read && reasonOf(keys, { ...read, what: 'excerpt' })).toBe(WHY);
    expect(await open.house.trail('record-read')).toContainEqual(expect.objectContaining({ what: 'excerpt' }));
    const [sent] = await open.notices('excerpt');
    expect(sent).toMatchObject({ state: 'sent', content: '', body: null });
    const rows = await everything();
    for (const words of [SAID, WHY]) expect(rows).not.toContain(words);
  });

  test('is taken back from the phone after an hour', async () => {
    await later(59);
    expect(inbox(HR).find(({ text }) => text.includes(SAID))?.state).toBe('shown');
    await later(2);
    expect(inbox(HR).find(({ text }) => text.includes(SAID))?.state).toBe('recalled');
    const [sent] = await open.notices('excerpt');
    expect(await open.house.trail('notice-state')).toContainEqual(
      expect.objectContaining({ noticeId: sent?.id, from: 'sent', to: 'recalled', because: 'hour-over' }),
    );
  });

  test.each([
    [HR, () => `原话 ${plain} 看看`, '不是根据聊天内容认定的'],
    [HR, () => '原话 9999 看看', '没有找到您可以处理的 C-9999'],
    [HR, () => '原话', '请写上编号'],
    [SUBJECT, () => `原话 ${number} 我自己说的`, '没有找到您可以处理的'],
    [STRANGER, () => `原话 ${number} 好奇`, '没有找到您可以处理的'],
  ] as [string, () => string, string][])('%s is refused in exact words', async (who, words, answer) => {
    const before = (await reads('excerpt')).length;
    expect(await write(who, words())).toContain(answer);
    expect((await reads('excerpt')).length).toBe(before);
    expect(await open.notices('excerpt')).toHaveLength(1);
  });

  test('is not opened at night: nothing waits in the outbox, nothing is noted', async () => {
    await open.house.setClock('2026-11-26T21:00:00+08:00');
    await write(HR, `原话 ${number} ${WHY}`);
    expect(await reads('excerpt')).toHaveLength(1);
    await open.house.setClock('2026-11-27T10:00:00+08:00');
    await open.house.idle();
    expect(texts(HR).some((text) => text.includes('现在不是发消息的时间'))).toBe(true);
  });

  test('whose time is over is said to be erased, and what the policy never kept to be none', async () => {
    const find = { where: { messageId: 'f0' } };
    const was = await open.house.inCorp((tx) => tx.contentHit.findFirstOrThrow({ ...find, select: { excerpt: true } }));
    await open.house.inCorp((tx) => tx.contentHit.updateMany({ ...find, data: { excerpt: null } }));
    expect(await write(HR, `原话 ${number} ${WHY}`)).toContain('已过保存期，已经删除');
    await open.house.inCorp((tx) => tx.contentHit.updateMany({ ...find, data: was }));
  });
});

const ASKED = '有人申请取走证据';
const wishes = () => open.house.inCorp((tx) => tx.packRequest.findMany({ orderBy: { askedAt: 'asc' } }));
const files = (userid: string) => inbox(userid).filter(({ kind }) => kind === 'file');

describe('the evidence of a case', () => {
  test('is asked for by text with what for and why, which the second person reads on his card', async () => {
    expect(await write(HR, `证据 ${plain}`)).toContain(`「证据 ${plain} 仲裁 劳动仲裁要用」`);
    const answer = await write(HR, `证据 ${plain} 劳动仲裁要用`);
    expect(answer).toContain('用途：仲裁');
    expect(answer).toContain('周复核');
    expect(await wishes()).toMatchObject([{ askedBy: HR, purpose: 'arbitration', says: null, via: 'reply' }]);
    const card = inbox(SECOND).findLast(({ text }) => text.includes(ASKED));
    expect(card?.text).toContain('劳动仲裁要用');
    expect(card?.buttons.map(({ text }) => text)).toEqual(['放行', '不放行']);
    for (const other of [HR, SUBJECT, STRANGER]) expect(texts(other).some((text) => text.includes(ASKED))).toBe(false);
    expect(await write(HR, `证据 ${plain} 再申请一次`)).toContain('已经申请过');
  });

  test('is not asked for by whom it is about, nor by who is not of HR', async () => {
    for (const [who, which] of [
      [SUBJECT, plain],
      [STRANGER, plain],
      [SECOND, own.number],
    ] as const)
      expect(await write(who, `证据 ${which} 想看看`)).toContain('没有找到您可以处理的');
    expect(await wishes()).toHaveLength(1);
  });

  test('is refused for a reason that is chosen on the card, and who asked reads it', async () => {
    await write(HR, `证据 ${number} 复核要用`);
    expect(await press(SECOND, '复核要用', '不放行')).toContain('请先选一个理由');
    expect(await wishes()).toMatchObject([{}, { says: null }]);
    await press(SECOND, '复核要用', '不放行', 'talk-first');
    expect(await wishes()).toMatchObject([{}, { says: 'refused', saidBy: SECOND }]);
    expect(texts(HR).at(-1)).toContain('请先当面说明');
  });

  test('comes as a file to who asked as soon as a second person pressed, once, with its hash beside it', async () => {
    await press(SECOND, '劳动仲裁要用', '放行');
    expect(await wishes()).toMatchObject([{ says: 'released', saidBy: SECOND }, {}]);
    expect(files(HR)).toMatchObject([{ text: `case-${plain}.zip` }]);
    expect(files(SECOND)).toEqual([]);
    const file = await open.house.tenant.openFile(HR);
    const sum = createHash('sha256')
      .update(file?.bytes ?? '')
      .digest('hex');
    expect(texts(HR).some((text) => text.includes(sum))).toBe(true);
    const parts = unzipSync(file?.bytes ?? new Uint8Array());
    expect(Object.keys(parts).sort()).toEqual(['README.txt', 'SHA256SUMS', 'case.json', 'policy.yaml', 'trail.jsonl']);
    expect(strFromU8(parts['case.json'] ?? new Uint8Array())).toContain(`"number": ${plain}`);
    const packed = await open.house.trail('evidence-packed');
    expect(packed).toMatchObject([{ purpose: 'arbitration', sha256: sum }]);
    expect((packed[0] as { by?: string }).by).not.toBe((packed[0] as { second?: string }).second);
    expect(await reads('evidence')).toMatchObject([{ reader: HR, subject: `member:${SUBJECT}` }]);
    expect(await open.notices('evidence')).toMatchObject([{ state: 'sent', content: '', body: null }]);
  });

  test('is let go once: a second press has no effect', async () => {
    await open.house.tenant.press(SECOND, '劳动仲裁要用', '放行').catch(() => undefined);
    await open.house.idle();
    expect(files(HR)).toHaveLength(1);
    expect(await open.house.trail('pack-released')).toHaveLength(2);
  });

  test('is sent again to who asked, and to nobody else, while it is released', async () => {
    expect(await write(HR, `证据 ${plain}`)).toContain('马上发到这里');
    expect(files(HR)).toHaveLength(2);
    expect(await open.house.trail('evidence-packed')).toHaveLength(2);
    expect(await write(SECOND, `证据 ${plain}`)).toContain('请写上用途和理由');
    await open.house.setClock('2026-11-30T10:05:00+08:00');
    expect(await open.house.tenant.openFile(HR)).toBeNull();
    expect(await write(HR, `证据 ${plain}`)).toContain('请写上用途和理由');
  });

  test('goes to nobody who has left HR meanwhile, and is not let go by one who has', async () => {
    await open.house.setClock('2026-12-01T10:00:00+08:00');
    await write(HR, `证据 ${plain} 审计要用`);
    await open.house.tenant.moveDepartment(SECOND, 5);
    await open.house.sync();
    await press(SECOND, '审计要用', '放行');
    expect((await wishes()).at(-1)).toMatchObject({ says: null });
    expect(await open.house.trail('press-refused')).toContainEqual(
      expect.objectContaining({ because: 'not-entitled' }),
    );
    await open.house.tenant.moveDepartment(SECOND, 4);
    await open.house.tenant.moveDepartment(HR, 5);
    await open.house.sync();
    await press(SECOND, '审计要用', '放行');
    expect((await wishes()).at(-1)).toMatchObject({ says: 'released' });
    expect(files(HR)).toHaveLength(2);
    expect(await open.house.trail('evidence-packed')).toHaveLength(2);
  });

  test('the trail is whole at the end', async () => {
    expect((await open.house.chain()).state).toBe('whole');
  });
});
