import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAlone } from '../../test/command-line.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

const POLICY = 'policies/chongqing-industrial.yaml';
const PAPERS = ['1-announcement', '2-group-notice', '3-welcome', '4-faq', '5-training', '6-sign-off'];

const dir = mkdtempSync(join(tmpdir(), 'qungui-kit-'));
let small: SmallHouse;
beforeAll(async () => {
  small = await openSmallHouse();
});
afterAll(async () => {
  rmSync(dir, { recursive: true });
  await small.house.close();
});

test('prints the papers of a file, without a house', async () => {
  const { exit, out } = await runAlone('policy', 'kit', POLICY, '--json');
  const { lang, papers } = JSON.parse(out) as { lang: string; papers: { name: string; text: string }[] };
  expect({ exit, lang, names: papers.map(({ name }) => name) }).toEqual({ exit: 0, lang: 'zh', names: PAPERS });
  expect(papers[0]?.text).toContain('草稿：这一版还没有发布');
});

test('writes each paper in both languages, and never over one that is there', async () => {
  const to = join(dir, 'kit');
  expect(await runAlone('policy', 'kit', POLICY, '--to', to)).toMatchObject({ exit: 0 });
  expect(readdirSync(to).sort()).toEqual(PAPERS.flatMap((name) => [`${name}.en.md`, `${name}.zh-CN.md`]));
  expect(readFileSync(join(to, '4-faq.en.md'), 'utf8')).toContain('# Questions and answers');
  expect(await runAlone('policy', 'kit', POLICY, '--to', to)).toMatchObject({
    exit: 2,
    err: expect.stringContaining('is there already'),
  });
});

test('of a policy in force it knows what is archived, and what the notice says of private chats', async () => {
  const { exit, out } = await small.run('policy', 'kit', 'chongqing-industrial', '--lang', 'zh');
  expect(exit).toBe(0);
  expect(out).not.toContain('草稿');
  expect(out).toContain('不能。公司没有接入会话存档');
  expect(out).not.toContain('第八条 发言（只记录）');
});

test('says why it cannot: nothing of that name in force, or a file with mistakes', async () => {
  expect(await small.run('policy', 'kit', 'anhui-chamber')).toMatchObject({
    exit: 2,
    err: expect.stringContaining('nor is such a policy in force for'),
  });
  expect(await runAlone('policy', 'kit', 'package.json')).toMatchObject({
    exit: 2,
    err: expect.stringContaining('policy check package.json'),
  });
});
