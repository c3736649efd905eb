import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

let { house, world, run, json } = {} as SmallHouse;
beforeAll(async () => {
  ({ house, world, run, json } = await openSmallHouse({ startAt: '2026-11-26T09:50:00+08:00' }));
});
afterAll(() => house.close());

describe('case show', () => {
  let number: number;
  beforeAll(async () => {
    await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
    await house.tenant.setNickname(world.group, 'zhao.shiyong', '小太阳');
    await house.until('2026-11-26T10:00:00+08:00');
    await house.tenant.say('zhao.shiyong', '0');
    await house.until('2026-11-26T10:10:00+08:00');
    number = Number((await house.openCases()).find((row) => row.rule === 'naming/nickname')?.number);
  });

  test('goes from the event to the records of the trail', async () => {
    const shown = await json('case', 'show', String(number));
    expect(shown.events[0].event).toBe('change_external_chat/update/add_member');
    expect(shown.facts).toMatchObject({ memberId: 'zhao.shiyong', inviter: 'sun.jingli', nickname: '小太阳' });
    expect(shown.clause).toMatchObject({ title: { zh: expect.any(String) }, text: { zh: expect.any(String) } });
    expect(shown.findings).toEqual([expect.objectContaining({ change: 'found', policyVersion: 1 })]);
    expect(shown.notices).toEqual([expect.objectContaining({ toUserid: 'zhao.shiyong', state: 'sent' })]);
    expect(shown.decisions).toEqual([
      expect.objectContaining({ actor: 'zhao.shiyong', action: 'reported-wrong', via: 'reply' }),
    ]);
    const kinds = shown.audit.map((one: { kind: string }) => one.kind);
    expect(kinds).toEqual(expect.arrayContaining(['case-opened', 'case-told', 'notice-tried', 'decision-made']));
  });

  test('is the same by number, by C-number and by id', async () => {
    const shown = await json('case', 'show', String(number));
    expect(await json('case', 'show', `c-${number}`)).toEqual(shown);
    expect(await json('case', 'show', shown.case.id)).toEqual(shown);
  });

  test('for people is in the zone of the corp', async () => {
    const { out } = await run('case', 'show', `C-${number}`);
    expect(out).toMatch(/C-\d+ of shifan: breach/);
    expect(out).toContain('opened 2026-11-26 09:5');
    for (const part of ['1. Event', '2. Facts', '3. Clause', '4. Findings', '5. Notices', '6. Decisions', '7. Audit'])
      expect(out).toContain(part);
  });

  test.each([['C-999999'], ['nonsense'], ['00000000-0000-4000-8000-000000000000']])(
    '%s is wrong use',
    async (wanted) => {
      expect((await run('case', 'show', wanted)).exit).toBe(2);
    },
  );

  describe('its evidence as a file', () => {
    let folder: string;
    let files: Record<string, string>;
    let packed: { sha256: string; records: number; file: string };
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'qungui-pack-'));
      const to = join(folder, 'case.zip');
      const why = [
        '--by',
        'sun.jingli',
        '--purpose',
        'arbitration',
        '--reason',
        '仲裁委要求提交',
        '--second',
        'li.renshi',
      ];
      const pack = () => json('case', 'pack', `C-${number}`, ...why, '--to', to);
      expect(await pack()).toMatchObject({ exit: 1, state: 'asked' });
      await house.idle();
      expect(await pack()).toMatchObject({ exit: 1, state: 'waits' });
      expect(existsSync(to)).toBe(false);
      await house.tenant.press('li.renshi', /申请取走证据/, '放行');
      await house.idle();
      packed = await pack();
      expect(packed).toMatchObject({ exit: 0, file: to });
      const bytes = readFileSync(to);
      files = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(packed.sha256);
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    test('has a hash of every part, and the policy as it was', () => {
      const sums = (files.SHA256SUMS ?? '')
        .trim()
        .split('\n')
        .map((line) => line.split('  '));
      expect(sums.map(([, name]) => name)).toEqual(['README.txt', 'case.json', 'trail.jsonl', 'policy.yaml']);
      for (const [sum, name = ''] of sums)
        expect(
          createHash('sha256')
            .update(files[name] ?? '')
            .digest('hex'),
        ).toBe(sum);
      expect(files['policy.yaml']).toMatch(/^policy: /m);
    });

    test('holds the records of the trail, each with the link to the one before', () => {
      const links = (files['trail.jsonl'] ?? '')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(links).toHaveLength(packed.records);
      expect(links.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['case-opened', 'decision-made']));
      for (const { hash, prev, body } of links)
        expect([hash, prev, typeof body]).toEqual([
          expect.stringMatching(/^[0-9a-f]{64}$/),
          expect.stringMatching(/^[0-9a-f]{64}$/),
          'string',
        ]);
    });

    test.each([
      ['who takes it', 'sun.jingli'],
      ['the one it is about', 'zhao.shiyong'],
      ['nobody', 'no.such'],
    ])('is not let go by %s', async (_, second) => {
      const why = ['--by', 'sun.jingli', '--purpose', 'audit', '--reason', '抽查', '--second', second];
      const to = join(folder, 'another.zip');
      expect((await run('case', 'pack', String(number), ...why, '--to', to)).exit).toBe(2);
      expect(await house.trail('evidence-packed')).toHaveLength(1);
    });

    test.each([
      ['the one it is about', 'zhao.shiyong'],
      ['nobody who works here', 'no.such'],
    ])('is not taken by %s', async (_, by) => {
      const why = ['--by', by, '--purpose', 'audit', '--reason', '抽查', '--second', 'li.renshi'];
      expect((await run('case', 'pack', String(number), ...why, '--to', join(folder, 'another.zip'))).exit).toBe(2);
      expect(await house.trail('evidence-packed')).toHaveLength(1);
    });

    test('went after a press of the second person, who was asked once; who asked for it was told', async () => {
      const told = await house.inCorp((tx) =>
        tx.notice.findMany({ where: { kind: 'private' }, select: { toUserid: true }, orderBy: { createdAt: 'asc' } }),
      );
      expect(told).toEqual([{ toUserid: 'li.renshi' }, { toUserid: 'sun.jingli' }]);
      expect(await house.trail('pack-released')).toMatchObject([{ says: 'released' }]);
    });

    test('is for its maker alone, is never written over, and its making stands in the trail and in the record of who read', async () => {
      expect(statSync(packed.file).mode & 0o777).toBe(0o600);
      const why = ['--by', 'sun.jingli', '--purpose', 'arbitration', '--reason', '再来一份', '--second', 'li.renshi'];
      expect((await run('case', 'pack', String(number), ...why, '--to', packed.file)).exit).toBe(2);
      expect(await house.trail('evidence-packed')).toMatchObject([{ purpose: 'arbitration', sha256: packed.sha256 }]);
      expect(await house.trail('record-read')).toMatchObject([{ what: 'evidence' }]);
      const reads = await house.inCorp((tx) =>
        tx.recordRead.findMany({ where: { what: 'evidence' }, select: { reader: true } }),
      );
      expect(reads[0]).toEqual({ reader: 'sun.jingli' });
    });

    test('may be let go by who was hired into HR since, from the moment at which the directory shows him', async () => {
      await house.tenant.withoutCallbacks(() =>
        house.tenant.hire({ userid: 'zhou.fuhe', name: '周复核', department: 4, position: '人事专员' }),
      );
      const why = ['--by', 'sun.jingli', '--purpose', 'audit', '--reason', '抽查', '--second', 'zhou.fuhe'];
      const pack = () => run('case', 'pack', String(number), ...why, '--to', join(folder, 'with-zhou.zip'));
      expect(await pack()).toMatchObject({
        exit: 2,
        err: expect.stringContaining('in the directory as it was read last'),
      });
      await house.sync();
      expect((await pack()).exit).toBe(0);
      expect(await house.trail('evidence-packed')).toHaveLength(2);
    });
  });
});
