import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { membersOf, openHeadquarters } from '../../test/builders/kept-group.ts';
import { commandsIn, type Said } from '../../test/command-line.ts';
import type { House } from '../../test/house.ts';
import { syncDirectory } from '../directory/sync-directory.ts';

// One executives' group from its wish to its keeping, by the command line alone.

let house: House;
let folder: string;
let run: (...args: string[]) => Promise<Said>;
let chatId = '';

beforeAll(async () => {
  house = await openHeadquarters();
  folder = mkdtempSync(join(tmpdir(), 'qungui-managed-'));
  run = commandsIn(house);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await house.close();
});

const file = (over = ''): string => {
  const path = join(folder, 'groups.yaml');
  writeFileSync(
    path,
    `groups:
  - name: 示范实业高管群
    kind: executive
    ownerDepartment: 总裁办
    purpose: 高管议事
    ${over || 'approval: { by: 总裁, number: 示范〔2026〕1号, date: 2026-09-01 }'}
    admins: [{ userid: wu.fuzong, appointedBy: 总裁办, since: 2026-09-01 }]
`,
  );
  return path;
};

describe('groups create', () => {
  test('says with whom, and makes nothing in a dry run', async () => {
    const { exit, out } = await run('groups', 'create', file(), '--by', 'li.renshi', '--dry-run');

    expect(exit).toBe(0);
    expect(out).toContain('owner wu.fuzong');
    expect(out).toContain('  + wang.zongcai (executive-required)');
    expect(house.tenant.countGroups('managed')).toBe(0);
  });

  test('without an approval makes nothing and says what is missing', async () => {
    const { exit, err } = await run('groups', 'create', file('approval: null'), '--by', 'li.renshi');

    expect(exit).toBe(3);
    expect(err).toContain('the group is not approved');
    expect(house.tenant.countGroups('managed')).toBe(0);
  });

  test('makes it, once', async () => {
    const made = await run('groups', 'create', file(), '--by', 'li.renshi', '--json');
    const again = await run('groups', 'create', file(), '--by', 'li.renshi', '--json');

    const [group] = (JSON.parse(made.out) as { groups: { chatId: string; state: string }[] }).groups;
    chatId = group?.chatId ?? '';
    expect(group?.state).toBe('made');
    expect(JSON.parse(again.out)).toMatchObject({ groups: [{ chatId, state: 'known' }] });
    expect(membersOf(house, chatId)).toEqual(['han.fuzong', 'wang.zongcai', 'wu.fuzong', 'zhou.changwu']);
  });
});

describe('groups plan and apply', () => {
  test('a group as it should be: nothing to do', async () => {
    const { exit, out } = await run('groups', 'plan', 'all');

    expect(exit).toBe(0);
    expect(out).toContain('✓ nothing to do');
  });

  test('plan shows a joiner, a leaver and a name; apply does it', async () => {
    await house.tenant.withoutCallbacks(async () => {
      await house.tenant.hire({ userid: 'zheng.fuzong', name: '郑示例', department: 3, position: '分管副总' });
      await house.tenant.dismissPerson('han.fuzong');
      await house.tenant.rename(chatId, '快乐大本营');
    });
    await syncDirectory(house.deps, house.corp, house.deps.wecom.of(house.corp).contact);
    const planned = await run('groups', 'plan', '示范实业高管群');
    const before = membersOf(house, chatId);
    const applied = await run('groups', 'apply', '示范实业高管群', '--by', 'li.renshi');

    expect(planned.exit).toBe(1);
    expect(planned.out.split('\n').slice(1, 4)).toEqual([
      '  ~ name 示范实业高管群 (name-kept)',
      '  + zheng.fuzong (executive-required)',
      '  - han.fuzong (left-corp)',
    ]);
    expect(before).toContain('han.fuzong');
    expect(applied).toMatchObject({ exit: 0, out: expect.stringContaining('✓ remove han.fuzong (left-corp)') });
    expect(membersOf(house, chatId)).toEqual(['wang.zongcai', 'wu.fuzong', 'zheng.fuzong', 'zhou.changwu']);
  });

  test('two leavers of four are more than one in ten: that waits for a name and the number', async () => {
    await house.setClock('2026-11-26T11:00:00+08:00');
    for (const userid of ['zheng.fuzong', 'zhou.changwu']) await house.tenant.dismissPerson(userid);
    await house.idle();
    const held = await run('groups', 'apply', chatId, '--by', 'li.renshi');
    const wrong = await run('groups', 'apply', chatId, '--by', 'li.renshi', '--confirm-removals', '3');
    expect(held).toMatchObject({ exit: 1, out: expect.stringContaining('2 removals wait (too-many-of-the-group)') });
    expect(wrong.exit).toBe(1);
    expect(membersOf(house, chatId)).toHaveLength(4);

    const confirmed = await run('groups', 'apply', chatId, '--by', 'li.renshi', '--confirm-removals', '2');
    expect(confirmed.exit).toBe(0);
    expect(membersOf(house, chatId)).toEqual(['wang.zongcai', 'wu.fuzong']);
    const trail = await house.inCorp((tx) => tx.auditRecord.count({ where: { kind: 'removals-confirmed' } }));
    expect(trail).toBe(1);
  });

  test('a group that somebody else made is never touched', async () => {
    const other = await house.tenant.createManagedGroup({
      name: '别的应用群',
      owner: 'li.renshi',
      members: ['wu.fuzong'],
    });

    const { exit, err } = await run('groups', 'apply', other, '--by', 'li.renshi');
    expect(exit).toBe(2);
    expect(err).toContain('others are never touched');
  });
});
