import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSuperuser } from '../../test/db.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

let { house, run, json } = {} as SmallHouse;
beforeAll(async () => {
  ({ house, run, json } = await openSmallHouse({ startAt: '2026-11-26T09:50:00+08:00' }));
});
const dir = mkdtempSync(join(tmpdir(), 'qungui-audit-'));
afterAll(async () => {
  await house.close();
  rmSync(dir, { recursive: true });
});

describe('audit', () => {
  test('verify prints an anchor that it takes back', async () => {
    const { out } = await run('audit', 'verify');
    const anchor = /to keep outside: (.*)/.exec(out)?.[1] ?? '';
    expect(JSON.parse(anchor)).toMatchObject({ corp: 'shifan' });
    expect((await run('audit', 'verify', '--anchors', house.file(`${anchor}\n\n`, 'anchors'))).exit).toBe(0);
    const wrong = anchor.replace(/"hash":"./, (head) => `${head.slice(0, -1)}${head.endsWith('0') ? '1' : '0'}`);
    const refuted = await json('audit', 'verify', '--anchors', house.file(wrong, 'anchors'));
    expect(refuted).toMatchObject({ exit: 1, corps: [{ state: 'broken', fault: 'anchor differs' }] });
    expect((await run('audit', 'verify', '--anchors', house.file('x', 'anchors'))).err).toContain(
      'anchors:1 is no anchor',
    );
  });

  test('export writes the chain for this account alone, and the trail says who took it', async () => {
    const to = join(dir, 'chain.jsonl');
    const take = () => json('audit', 'export', '--by', 'li.renshi', '--purpose', 'yearly-audit', '--to', to);
    const { exit, records, anchor } = await take();
    const lines = readFileSync(to, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect({ exit, lines: lines.length }).toEqual({ exit: 0, lines: records });
    expect(lines.at(-1)).toMatchObject({ seq: anchor.seq, hash: anchor.hash });
    expect(statSync(to).mode & 0o777).toBe(0o600);
    expect((await take()).error.what).toContain('is there already');
    expect((await json('audit', 'verify')).corps[0]).toMatchObject({ state: 'whole', records: records + 1 });
  });

  test('a record that somebody changed ends with 1, and is named', async () => {
    await asSuperuser(house.database, async (client) => {
      await client.query('alter table qungui.audit_body disable trigger all');
      await client.query(`update qungui.audit_body set body = replace(body, '"v":1', '"v":1 ') where seq = 3`);
    });
    expect(await run('audit', 'verify')).toMatchObject({
      exit: 1,
      out: '✗ shifan: broken at record 3: changed body\n',
    });
  });
});
