import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, openBrowser, type Seen } from '../../../test/builders/browser.ts';
import { openTalkingHouse, type TalkingHouse } from '../../../test/responses/talking-house.ts';
import { nowIn } from '../../db/client.ts';
import { newId } from '../../ids.ts';
import { composeDigest } from '../../notices/digest.ts';
import { readsOf, reasonOf } from '../../record-reads/reads-of.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { pathTo } from '../paths.ts';

// What was found in messages, before HR and before who looks after the group; each test goes on where the last one ended.

let open: TalkingHouse;
const HR = 'li.renshi';
const HOSTILE = '大家快来试赌样词 <b>13800138000</b>';

beforeAll(async () => {
  open = await openTalkingHouse({
    pages: 'open',
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
  await at('11-26 09:40');
  const list = '[gambling]\n试赌样词\n[abuse]\n样骂词\n';
  await open.json('words', 'import', open.house.file(list), '--list', 'company', '--by', HR);
  await open.hear(
    { id: 'f0', from: 'qian.xiaoshou', at: '11-26 09:34', text: '试赌样词，谁懂？' },
    { id: 'f1', from: 'qian.xiaoshou', at: '11-26 09:35', text: HOSTILE },
  );
}, 60_000);
afterAll(() => open.house.close());

/** The archive is read, and every worker has worked, up to this moment. */
async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
}
async function phoneOf(userid: string, path: string): Promise<{ browser: Browser; seen: Seen }> {
  const browser = openBrowser(open.house.origin);
  const { location } = await browser.open(pathTo(open.house.corp, path));
  const back = await open.house.tenant.signIn(userid, location);
  return { browser, seen: await browser.open(back.slice(open.house.origin.length)) };
}
const hitOf = (messageId: string) =>
  open.house.inCorp((tx) => tx.contentHit.findFirstOrThrow({ where: { messageId, rule: 'content/words' } }));
const post = async (path: string, fields: Record<string, string>) => {
  const { browser, seen } = await phoneOf(HR, '/finds');
  const url = pathTo(open.house.corp, path);
  const form = formWith(seen.text, `action="${url}"`, fields.find ?? '');
  const token = /name="token" value="([^"]+)"/.exec(seen.text)?.[1] ?? '';
  const after = await browser.send({ ...seen, url, text: form }, form === '' ? { token, ...fields } : fields);
  await open.house.idle();
  return after;
};
/** The one form of a page that leads there and is about this. */
const formWith = (text: string, action: string, find: string): string =>
  [...text.matchAll(/<form[\s\S]*?<\/form>/g)]
    .map(([form]) => form)
    .find((form) => form.includes(action) && form.includes(find)) ?? '';
const caseOf = (window: string) =>
  open.house.inCorp((tx) => tx.case.findFirst({ where: { window, rule: 'content/words' } }));
const FINDS = 'https://qun.example.com/h5/shifan/finds';
/** HR's digest, as it would be written now. */
const digestNow = () =>
  open.house.inCorp(async (tx) => {
    const { corp } = open.house;
    const now = await nowIn(tx);
    const policies = await policiesInForce(tx, corp, now);
    const keys = await open.house.deps.keys.of(corp);
    const directory = await directoryOf(tx, corp, now.getTime());
    return composeDigest(
      tx,
      { corp, keys, at: now, directory },
      { policies, slugs: policies.map(({ slug }) => slug) },
      FINDS,
    );
  });

describe('发现的内容', () => {
  test('lists who by the pseudonym of the case, where, when and the clause, and not a word of what was said', async () => {
    const { seen } = await phoneOf(HR, '/finds');
    for (const words of ['11-26 09:35', '示范花园营销群', '第八条', '赌博', '判断正确', '判断有误'])
      expect(seen.text).toContain(words);
    expect(seen.text).not.toMatch(/样词|13800138000|138\*{4}|钱销售|qian\.xiaoshou/);
    expect(seen.text).toContain(`/cases/${(await caseOf('f1'))?.id}`);
  });

  test('opens the masked excerpt for a reason, which is noted, and for none it does not', async () => {
    const { id } = await hitOf('f1');
    expect((await post('/finds/excerpt', { find: id, reason: '  ' })).text).toContain('请写明为什么要看');
    expect(await open.house.trail('record-read')).toEqual([]);

    const { text } = await post('/finds/excerpt', { find: id, reason: '核对是不是误判' });
    expect(text).toContain('试赌样词 &lt;b&gt;138****8000&lt;/b&gt;');
    expect(await open.house.trail('record-read')).toMatchObject([{ what: 'excerpt', aboutId: id }]);
    const keys = await open.house.deps.keys.of(open.house.corp);
    const [read] = await open.house.inCorp(async (tx) =>
      readsOf(tx, open.house.corp, await open.personOf('qian.xiaoshou')),
    );
    expect(read).toMatchObject({ reader: HR, what: 'excerpt', aboutId: id });
    expect(read?.reason).not.toContain('误判');
    expect(read && reasonOf(keys, read)).toBe('核对是不是误判');
  });

  test('stands in the file of its case: open for the hour to who opened it, else for a reason', async () => {
    const { seen: read } = await phoneOf(HR, `/cases/${(await caseOf('f1'))?.id}`);
    expect(read.text).toContain('138****8000');
    const { seen: finds } = await phoneOf(HR, '/finds');
    expect(read.text).toContain(/<h2>(员工 A-[0-9a-f]{4}) 11-26 09:35/.exec(finds.text)?.[1]);
    expect(read.text).not.toContain('钱销售');
    const { seen: shut } = await phoneOf(HR, `/cases/${(await caseOf('f0'))?.id}`);
    expect(shut.text).toContain('看摘录');
    expect(shut.text).not.toMatch(/谁懂|钱销售/);
  });

  test('that was wrong is no matter any more, and the mark has a name', async () => {
    const { id } = await hitOf('f1');
    expect(await caseOf('f1')).toMatchObject({ closedAt: null });
    expect((await post('/finds', { find: id, says: 'wrong' })).text).toContain('已记为判断有误');
    expect(await hitOf('f1')).toMatchObject({ marked: 'wrong', markedBy: HR });
    expect(await caseOf('f1')).toMatchObject({ state: 'closed', closedBecause: 'taken-back' });
    expect(await open.notices('correction')).toEqual([]);
    expect((await post('/finds', { find: id, says: 'right' })).text).toContain('已经有人判断过');
    expect(await hitOf('f1')).toMatchObject({ marked: 'wrong' });
  });

  test('about himself is not for him to judge', async () => {
    await open.house.inCorp(async (tx) => {
      const one = await tx.contentHit.findFirstOrThrow({ where: { messageId: 'f1' } });
      const own = { ...one, id: newId(), messageId: 'own', byId: HR, marked: null, markedAt: null, markedBy: null };
      await tx.contentHit.create({ data: { ...own, detail: {} } });
    });
    const { id } = await hitOf('own');
    expect((await phoneOf(HR, '/finds')).seen.text).toContain('与您本人有关');
    expect((await post('/finds', { find: id, says: 'wrong' })).text).toContain('请另一位人资同事判断');
    expect((await post('/finds/excerpt', { find: id, reason: '好奇' })).text).toContain('请另一位人资同事判断');
    expect(await hitOf('own')).toMatchObject({ marked: null });
    await open.house.inCorp((tx) => tx.contentHit.deleteMany({ where: { id } }));
  });

  test('below eighty of a hundred, over twenty of them, is said with its rule', async () => {
    await open.house.inCorp(async (tx) => {
      const one = await tx.contentHit.findFirstOrThrow({ where: { messageId: 'f1', rule: 'content/words' } });
      const rows = Array.from({ length: 20 }, (_, place) => ({
        ...{ ...one, id: newId(), detail: {}, messageId: 'trial', place },
        marked: place < 15 ? 'right' : 'wrong',
        markedBy: HR,
        markedAt: one.saidAt,
      }));
      await tx.contentHit.createMany({ data: rows });
    });
    const { seen } = await phoneOf(HR, '/finds');
    expect(seen.text).toContain('15 / 21');
    expect(seen.text).toContain('低于 80 %');
  });
});

describe('who looks after the group', () => {
  test('is asked whether it is so: 有误 ends the matter, and he needs no correction', async () => {
    await open.readsCards('sun.jingli');
    await at('11-26 10:10');
    await open.hear({ id: 'f2', from: 'qian.xiaoshou', at: '11-26 10:05', text: '样骂词' });
    await at('11-26 10:30');
    const found = await caseOf('f2');
    expect(found).toMatchObject({ instance: 'attacks', state: 'told' });
    const digest = await digestNow();
    expect(digest?.content.page).toEqual({ url: FINDS, count: 1 });
    expect(digest?.content.notes.map(({ zh }) => zh).join()).toContain('敏感用语 71 %');
    const [task] = await open.notices('task');
    await open.house.tenant.press(task?.toUserid ?? '', /敏感用语|待办|处理/, '有误');
    await open.house.idle();
    expect(await hitOf('f2')).toMatchObject({ marked: 'wrong', markedBy: task?.toUserid });
    expect(await caseOf('f2')).toMatchObject({ state: 'closed', closedBecause: 'taken-back' });
    expect(await open.notices('correction')).toEqual([]);
  });

  test('says that it is so, and nobody is reminded any more', async () => {
    await open.hear({ id: 'f3', from: 'qian.xiaoshou', at: '11-26 10:06', text: '又是样骂词' });
    await at('11-26 14:30');
    const task = (await open.notices('task')).at(-1);
    await open.house.tenant.press(task?.toUserid ?? '', /敏感用语|待办|处理/, '属实');
    await open.house.idle();
    expect(await hitOf('f3')).toMatchObject({ marked: 'right', markedBy: task?.toUserid });
    expect(await caseOf('f3')).toMatchObject({ state: 'decided', closedAt: null });
  });

  test('hears of it when HR finds that it was wrong after all', async () => {
    const { id } = await hitOf('f3');
    await open.json('words', 'mark', id, 'wrong', '--by', HR);
    await open.house.idle();
    expect(await caseOf('f3')).toMatchObject({ state: 'closed', closedBecause: 'taken-back' });
    expect(await open.notices('correction')).toHaveLength(1);
  });
});
