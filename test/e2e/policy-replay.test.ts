import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { vouched } from '../../simulator/worlds/move-in.ts';
import type { Small } from '../../simulator/worlds/small.ts';
import { checkWithPeople } from '../../src/cli/policy-people.ts';
import { publishFiles } from '../../src/cli/policy-publish.ts';
import { replayFile } from '../../src/cli/policy-replay.ts';
import type { Deps } from '../../src/deps.ts';
import type { House } from '../house.ts';
import { openSmallHouse } from '../small-house.ts';

const policyA = vouched(readFileSync('policies/chongqing-industrial.yaml', 'utf8'));
const scratch = mkdtempSync(join(tmpdir(), 'qungui-replay-'));
afterAll(() => rmSync(scratch, { recursive: true }));

let house: House;
let world: Small;
beforeEach(async () => {
  ({ house, world } = await openSmallHouse({ policy: policyA }));
});
afterEach(() => house.close());

/** A file of the policy with pieces replaced. */
function file(...changes: readonly (readonly [from: string, to: string])[]): string {
  const path = join(scratch, 'a.yaml');
  const text = changes.reduce((source, [from, to]) => {
    expect(source).toContain(from);
    return source.replaceAll(from, to);
  }, policyA);
  writeFileSync(path, text);
  return path;
}

/** What commands need of the house: its corp alone is configured. */
const commands = (): Deps =>
  ({
    ...house.deps,
    config: { corps: new Map([[house.corp, { slug: house.corp, policies: [] }]]) },
  }) as unknown as Deps;

async function aDayGoesWrong(): Promise<void> {
  await house.setClock('2026-11-27T09:30:00+08:00');
  await house.idle();
  await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
  await house.tenant.setNickname(world.group, 'zhao.shiyong', '小太阳');
  await house.until('2026-11-27T10:30:00+08:00');
  await house.setClock('2026-12-01T10:00:00+08:00');
  await house.idle();
}

describe('policy replay', () => {
  test('says whom a version would have reminded, and how that differs from then', async () => {
    await aDayGoesWrong();
    const same = await replayFile(commands(), file(), { since: '6d' });
    expect(same).toMatchObject({ exit: 0, json: { reminded: 1, differs: { onlyNow: 0, onlyThen: 0 } } });

    const off = await replayFile(
      commands(),
      file([
        'clause: 第七条昵称\n    kinds: all\n    level: remind',
        'clause: 第七条昵称\n    kinds: all\n    level: off',
      ]),
      { since: '6d' },
    );
    expect(off.json).toMatchObject({ reminded: 0, differs: { onlyNow: 0, onlyThen: 1 } });
  });

  test('changes nothing: no case, no notice, no version', async () => {
    await aDayGoesWrong();
    const count = () =>
      house.inCorp(async (tx) => [await tx.case.count(), await tx.notice.count(), await tx.policyVersion.count()]);
    const before = await count();
    await replayFile(commands(), file(['grace: 48h', 'grace: 1h']), { since: '6d' });
    expect(await count()).toEqual(before);
  });

  test('a span that is none is refused', async () => {
    await expect(replayFile(commands(), file(), { since: 'a month' })).rejects.toThrow(/no span of days/);
  });
});

describe('policy publish', () => {
  test('refuses a version above its cap, until somebody answers for it by name', async () => {
    await aDayGoesWrong();
    const above = file(['brakePerHour: 20', 'brakePerHour: 20\n  replayCap: 0']);
    const refused = await publishFiles(commands(), [above], { by: 'li.renshi' });
    expect(refused).toMatchObject({ exit: 1, json: { published: [], replay: { verdict: 'above-cap' } } });
    expect(refused.text).toContain('Nothing was published');

    const published = await publishFiles(commands(), [above], { by: 'li.renshi', anyway: '已与行政人事部确认' });
    expect(published).toMatchObject({ exit: 0, json: { published: [{ version: 2 }] } });
    expect(await house.inCorp((tx) => tx.auditRecord.count({ where: { kind: 'replay-cap-passed' } }))).toBe(1);
  });

  test('publishes what is within its cap without being asked twice', async () => {
    await aDayGoesWrong();
    const published = await publishFiles(commands(), [file(['grace: 7h', 'grace: 8h'])], { by: 'li.renshi' });
    expect(published).toMatchObject({ exit: 0, json: { published: [{ version: 2 }] } });
  });
});

describe('policy check with a corp', () => {
  test('says which titles nobody holds here, with what resembles them, and exceptions that are over', async () => {
    const path = file(
      ['who: { title: 营销经理 }', 'who: { title: 营销总经理 }'],
      [
        "      separator: '-'",
        "      separator: '-'\n    exceptions: [{ who: { userid: zhao.shiyong }, reason: 产假, by: 行政人事部, until: 2026-10-31 }]",
      ],
    );
    const checked = await checkWithPeople(commands(), [path], house.corp);
    expect(checked.exit).toBe(1);
    expect(checked.text).toContain(
      'roles.marketing-manager: nobody holds it\n  → the title "营销总经理" resembles: 营销经理 (',
    );
    expect(checked.text).toContain('this exception is over and spares nobody any more');
  });
});
