import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSuperuser } from '../db.ts';
import { call } from './calls.ts';
import { filesBelow, openPlantedHouse, type PlantedHouse } from './planted.ts';
import { at, openTown, type Town } from './town.ts';

const MARK = 'PLANTEDSECRET';
const WORDS = '这是一句私下的话不该出现在任何地方';
const NICKNAME = '绝密小太阳不可外传';

let town: Town;
let tables: ReadonlyMap<string, string>;
beforeAll(async () => {
  town = await openTown({ mark: MARK, answerWithinMs: 1_000 });
  const { first, simulator } = town;
  const world = await town.settle();
  const tenant = town.tenantOf(first);
  const station = await town.openStation({ queueUrl: town.database.queueUrl });
  station.work();
  await tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
  await tenant.setNickname(world.group, 'zhao.shiyong', NICKNAME);
  for (const kind of [40014, 45033, 'timeout', 'http502', 'broken-json', 60011, -1] as const)
    simulator.faults.add({ api: '*', kind, times: 3, chance: 0.5 });
  await town.watched.until(at('10:00'));
  await tenant.say('zhao.shiyong', WORDS);
  await tenant.say('zhao.shiyong', '0');
  await call(town, `<xml><a>${WORDS}</b></xml>`, { from: first });
  await call(town, `{"text":"${WORDS}"`, { from: first });
  tenant.endTokens();
  await town.watched.until(at('11:15'));
  tables = await everything();
});
afterAll(() => town.close());

/** Every table of every schema, as text. */
const everything = () =>
  asSuperuser(town.database, async (client) => {
    const { rows } = await client.query<{ name: string }>(`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`);
    const found = new Map<string, string>();
    for (const { name } of rows) {
      const dump = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      found.set(name, dump.rows.map(({ row }) => row).join('\n'));
    }
    return found;
  });

/** What must be nowhere outside its file, in every shape in which it might be written. */
function secrets(): string[] {
  const surfaces = [...town.config.corps.values()].flatMap((corp) => Object.values(corp.surfaces));
  const kek = town.kekBytes;
  const values = [
    MARK,
    ...surfaces.flatMap(({ callbackKeys }) => callbackKeys.flatMap(({ token, aesKey }) => [token, aesKey])),
    kek.toString('base64'),
    kek.toString('hex'),
    kek.toString('base64url'),
  ];
  return values.flatMap(inEveryShape);
}

function inEveryShape(value: string): string[] {
  return [value, Buffer.from(value).toString('base64').replaceAll('=', '').slice(0, -2)];
}

const logged = (): string => town.lines.join('\n');

describe('what was planted', () => {
  test('is worth looking for: the rows and the log are full', () => {
    expect(tables.size).toBeGreaterThan(30);
    expect([...tables].filter(([name, text]) => name.startsWith('bullmq.') && text !== '').length).toBeGreaterThan(0);
    expect(town.lines.length).toBeGreaterThan(20);
    expect(logged()).toContain('errcode');
  });

  test('secrets, tokens, keys: in no log line, not at trace either', () => {
    for (const secret of secrets()) expect(logged()).not.toContain(secret);
    expect(logged()).not.toMatch(/access_token=|corpsecret|msg_signature/);
  });

  test('secrets, tokens, keys: in no row of any table, the queue’s included', () => {
    for (const secret of secrets())
      for (const [name, text] of tables) expect(text.includes(secret), `${name} holds ${secret}`).toBe(false);
  });

  test('access tokens are sealed in their rows', () => {
    const text = tables.get('qungui.token') ?? '';
    expect(text).toMatch(/v1\.\w/);
    expect(text.split('\n').every((row) => row.includes('v1.') || row.includes(',,'))).toBe(true);
  });

  test('what people wrote: in no log line and no row', () => {
    expect(logged()).not.toContain(WORDS.slice(0, 6));
    for (const [name, text] of tables) expect(text.includes(WORDS.slice(0, 6)), name).toBe(false);
  });

  test('what people are called: in no log line, no job, no audit body', () => {
    for (const word of [NICKNAME, '赵试用', '孙示例', '示范花园']) {
      expect(logged()).not.toContain(word);
      for (const [name, text] of tables)
        if (name.startsWith('bullmq.') || name.includes('audit'))
          expect(text.includes(word), `${word} in ${name}`).toBe(false);
    }
  });

  test('a job says whose rows to look for, and nothing else', () => {
    const jobs = [...tables].filter(([name]) => name.startsWith('bullmq.')).map(([, text]) => text);
    for (const text of jobs) expect(text).not.toMatch(/zhao|sun\.jingli|wr[A-Za-z0-9]{10}|http:|v1\.\w{6}/);
  });
});

describe('what stands in files of secrets, in a house of one process with its own PostgreSQL', () => {
  let planted: PlantedHouse;
  let values: string[];
  let environments: string[];
  let exit: number | null;
  beforeAll(async () => {
    planted = await openPlantedHouse(MARK);
    const { tenant, simulator, house, world } = planted;
    await planted.traced('wecom', 5); // it has begun to read people and groups
    await tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
    await tenant.say('zhao.shiyong', '举报');
    await planted.traced('review', 2);
    for (const kind of ['timeout', 'http502', 'broken-json', 40014] as const)
      simulator.faults.add({ api: '*', kind, times: 2, chance: 0.5 });
    await tenant.say('zhao.shiyong', `举报 ${WORDS}`);
    await tenant.setNickname(world.group, 'zhao.shiyong', NICKNAME);
    tenant.endTokens();
    await tenant.say('sun.jingli', '举报');
    await planted.traced('review', 4);
    values = planted.values();
    environments = planted.environments();
    exit = await house.end();
  }, 180_000);
  afterAll(() => planted?.close());

  const shapes = (): string[] => values.flatMap(inEveryShape);
  /** Programs of PostgreSQL are laid out before anybody knows a secret; the files of secrets themselves are where they belong. */
  const written = (): string[] =>
    filesBelow(planted.home, (path) => path === join(planted.home, 'pg') || planted.secretFiles.includes(path));

  test('is worth looking for', () => {
    expect(exit).toBe(0);
    expect(values.length).toBeGreaterThanOrEqual(7);
    expect(values.every((value) => value.length >= 12)).toBe(true);
    expect(environments.length).toBeGreaterThan(5);
    expect(environments.join('')).toContain('QUNGUI_HOME');
    expect(planted.collector.spans().length).toBeGreaterThan(5);
    expect(planted.house.said().length).toBeGreaterThan(2);
    expect(written().length).toBeGreaterThan(500);
  });

  test('is in no environment and on no command line of any process, PostgreSQL’s included', () => {
    for (const secret of shapes()) expect(environments.some((text) => text.includes(secret))).toBe(false);
  });

  test('is in no log line, no error and no trace', () => {
    const said = [...planted.house.said(), planted.collector.heard()].join('\n');
    for (const secret of [...shapes(), WORDS.slice(0, 6), NICKNAME]) expect(said.includes(secret)).toBe(false);
    expect(said).not.toMatch(/access_token=|corpsecret|msg_signature/);
  });

  test('is in no file of the house: tables, write-ahead log, spool; nor is what people wrote', () => {
    const found = written().flatMap((path) => {
      const content = readFileSync(path);
      return [...shapes(), WORDS.slice(0, 6)].filter((secret) => content.includes(secret)).map(() => path);
    });
    expect(found).toEqual([]);
  });
});
