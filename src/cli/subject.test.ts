import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainCase } from '../../test/builders/plain-case.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';
import { newId } from '../ids.ts';
import { readSheet } from '../register/sheet/sheet.ts';

let small: SmallHouse;
beforeAll(async () => {
  small = await openSmallHouse();
  const { corp, inCorp, deps } = small.house;
  const keys = await deps.keys.of(corp);
  const say = (id: string, fromId: string, words: string) => ({
    corp,
    id,
    chatId: 'wr-free',
    fromId,
    fromKind: 'employee',
    sentAt: new Date('2026-11-20T02:00:00Z'),
    kind: 'text',
    length: 3,
    hash: '',
    mentions: ['li.renshi'],
    things: [],
    words: keys.seal({ table: 'message', column: 'words', row: id }, words),
    learnedAt: new Date('2026-11-20T02:00:00Z'),
    learnedBy: 'file',
  });
  await inCorp((tx) =>
    tx.message.createMany({
      data: [say('m1', 'qian.xiaoshou', '我说的话 请 li.renshi 看'), say('m2', 'li.renshi', '别人的话')],
    }),
  );
});
afterAll(() => small.house.close());

const exported = async (who: string, name: string) => {
  const to = `${small.house.file('', 'any')}-${name}.zip`;
  const { exit, err } = await small.run(
    'subject',
    'export',
    who,
    '--to',
    to,
    '--purpose',
    'asked',
    '--by',
    'li.renshi',
  );
  expect([exit, err]).toEqual([0, '']);
  return Object.fromEntries(
    Object.entries(unzipSync(readFileSync(to))).map(([part, bytes]) => [
      part,
      strFromU8(bytes, part.endsWith('.xlsx')),
    ]),
  );
};

test('a person gets what the rows hold about him, his own words opened, others by a made-up name', async () => {
  const parts = await exported('qian.xiaoshou', 'own');
  expect(Object.keys(parts)).toEqual(
    expect.arrayContaining(['README.txt', 'account.json', 'message.json', 'person_state.json', 'SHA256SUMS']),
  );
  expect(parts['message.json']).toContain('我说的话');
  const all = Object.entries(parts)
    .flatMap(([name, text]) => (name === 'README.txt' ? [] : [text]))
    .join('\n');
  expect(all).not.toMatch(/别人的话|li\.renshi|v1\.k1\./);
  expect(parts['message.json']).toMatch(/某人-[\w-]{8}/);
  const sheet = readSheet(strToU8(parts['message.xlsx'] ?? '', true));
  const [head = [], ...lines] = sheet.rows;
  expect(lines.map((line) => line[head.indexOf('words')])).toEqual([expect.stringContaining('我说的话 请 某人-')]);
  expect(parts['README.txt']).toMatch(/个人信息副本[\s\S]*copy of your personal information/);
  expect(await small.house.trail('person-exported')).toMatchObject([{ purpose: 'asked' }]);
});

test('two copies hide the same colleague by two names', async () => {
  const names = async (who: string) =>
    new Set(/某人-[\w-]{8}/.exec(JSON.stringify(await exported(who, `n-${who}`))) ?? []);
  const [one, two] = [await names('qian.xiaoshou'), await names('zhao.shiyong')];
  expect([...one].some((name) => two.has(name))).toBe(false);
});

const erase = async (who: string, ...rest: string[]) =>
  small.json('subject', 'erase', who, '--reason', '本人申请', '--by', 'li.renshi', ...rest);

test('of somebody at work his past goes; the present, and what has to stay, are listed', async () => {
  const before = await erase('qian.xiaoshou', '--dry-run');
  const { exit, rows, stays } = await erase('qian.xiaoshou');
  expect(before.stays).toEqual(stays);
  expect([exit, rows.message]).toEqual([0, 1]);
  expect(stays).toEqual(expect.arrayContaining(['at-work', 'duty-to-prove', 'trail-hashes']));
  const left = await small.house.inCorp((tx) =>
    tx.account.count({ where: { corp: small.house.corp, userid: 'qian.xiaoshou' } }),
  );
  expect(left).toBe(1);
  expect(await small.house.trail('person-erased')).toHaveLength(1);
  expect(await small.house.chain()).toMatchObject({ state: 'whole' });
});

test('of somebody with an open case nothing goes, and it is said why', async () => {
  const { corp, inCorp } = small.house;
  const openedAt = new Date('2026-11-20T02:00:00Z');
  await inCorp((tx) =>
    tx.case.create({ data: plainCase(corp, { chatId: 'wr-1', subject: 'member:zhao.shiyong', openedAt }) }),
  );
  const { exit, rows, stays } = await erase('zhao.shiyong');
  expect([exit, rows]).toEqual([1, {}]);
  expect(stays).toContain('open-case');
});

test('of somebody who left, and who is held, nothing goes; once he is not, nothing leads from his pseudonym to him', async () => {
  const { corp, inCorp, deps } = small.house;
  const personId = newId();
  const [since, until] = [new Date('2025-01-01T00:00:00Z'), new Date('2026-01-01T00:00:00Z')];
  await inCorp(async (tx) => {
    await tx.person.create({ data: { corp, id: personId } });
    await tx.account.create({ data: { corp, id: newId(), userid: 'sun.lizhi', personId, since, until } });
    await tx.strike.create({
      data: { corp, id: newId(), caseId: newId(), personId, category: 'x', at: since, days: 30 },
    });
  });
  const hold = (verb: string) => small.run('hold', verb, 'person', personId, '--reason', '示例', '--by', 'li.renshi');
  await hold('set');
  expect(await erase(personId)).toMatchObject({ exit: 1, rows: {}, stays: expect.arrayContaining(['legal-hold']) });
  await hold('end');
  const { exit, rows, bodies } = await erase(personId);
  expect([exit, rows.account, rows.strike]).toEqual([0, 1, 1]);
  expect(bodies).toBeGreaterThanOrEqual(1);
  expect(await inCorp((tx) => tx.account.count({ where: { corp, userid: 'sun.lizhi' } }))).toBe(0);
  expect(await small.house.chain()).toMatchObject({ state: 'whole' });
  expect(await deps.db.withCorp(corp, (tx) => tx.erasure.count({ where: { corp, toldAt: null } }))).toBe(0);
});
