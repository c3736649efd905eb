import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

let house: SmallHouse['house'];
let world: SmallHouse['world'];
let run: SmallHouse['run'];
let json: SmallHouse['json'];
beforeAll(async () => {
  ({ house, world, run, json } = await openSmallHouse());
  await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
  await house.tenant.setNickname(world.group, 'zhao.shiyong', '小太阳');
  await house.until('2026-11-26T10:00:00+08:00');
});
afterAll(() => house.close());

describe('people', () => {
  test('are shown with their account, groups and open cases', async () => {
    const shown = await json('people', 'show', 'ZHAO.shiyong');
    expect(shown.persons).toEqual([
      expect.objectContaining({ name: '赵试用', status: 'active', relation: 'unknown', since: null }),
    ]);
    expect(shown.groups).toEqual([expect.objectContaining({ chatId: world.group })]);
    expect(shown.cases).toHaveLength(1);
    expect((await run('people', 'show', 'zhao.shiyong')).out).toContain('赵试用');
  });

  test('nobody of a name is wrong use', async () => {
    expect(await run('people', 'show', 'nobody')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('nobody is called'),
    });
  });

  test('are listed, and those of whom nothing is said, while HR vouches for nobody', async () => {
    const ids = ({ people }: { people: { userid: string }[] }) => people.map(({ userid }) => userid);
    const everybody = ['li.renshi', 'qian.xiaoshou', 'sun.jingli', 'zhao.shiyong'];
    expect(ids(await json('people', 'list'))).toEqual(everybody);
    expect(await json('people', 'list', '--unknown')).toMatchObject({ exit: 0, people: [] });

    const shipped = await house.inCorp((tx) => tx.policyVersion.findFirstOrThrow({ where: { corp: house.corp } }));
    const hushed = shipped.source.replace(/^relations:.*$/m, 'relations: [{ who: { title: 营销经理 }, is: regular }]');
    const published = await json('policy', 'publish', house.file(hushed), '--by', 'li.renshi');
    expect(published).toMatchObject({ exit: 0, published: [{ state: 'published' }] });
    expect(published.warnings).toContainEqual(expect.stringContaining('roles.president: nobody holds it'));
    const unknown = await json('people', 'list', '--unknown');
    expect([unknown.exit, ids(unknown)]).toEqual([1, everybody.filter((one) => one !== 'sun.jingli')]);
    expect((await run('people', 'list', '--unknown')).out).toContain('people relation <account> <relation>');

    await run('people', 'relation', 'qian.xiaoshou', 'outsourced', '--by', 'li.renshi');
    expect(ids(await json('people', 'list', '--unknown'))).toEqual(['li.renshi', 'zhao.shiyong']);
    expect((await run('policy', 'publish', house.file(shipped.source), '--by', 'li.renshi')).err).toBe('');
  });

  test('get a relation, signed, in the trail, and their groups are looked at again', async () => {
    expect(await json('people', 'relation', 'zhao.shiyong', 'intern', '--by', 'Li.Renshi')).toMatchObject({
      exit: 0,
      from: 'unknown',
      to: 'intern',
    });
    expect((await json('people', 'show', 'zhao.shiyong')).persons[0]).toMatchObject({
      relation: 'intern',
      relationBy: 'li.renshi',
    });
    const armed = await house.inCorp((tx) => tx.timer.findMany({ where: { kind: 'look-group', state: 'armed' } }));
    expect(armed.map((timer) => timer.subject)).toContain(world.group);
    expect((await run('people', 'relation', 'zhao.shiyong', 'intern', '--by', 'li.renshi')).out).toContain('already');
  });

  test('a rehire is joined to who he was', async () => {
    await house.tenant.dismissPerson('qian.xiaoshou');
    await house.until('2026-11-26T10:20:00+08:00');
    await house.tenant.hire({ userid: 'qian.xiaoshou', name: '钱销售', department: 5 });
    await house.until('2026-11-26T10:30:00+08:00');
    const [now, before] = (await json('people', 'show', 'qian.xiaoshou')).persons;
    expect([now.status, before.status]).toEqual(['active', 'left']);

    expect((await run('people', 'join', 'qian.xiaoshou', before.id, '--by', 'li.renshi')).exit).toBe(0);
    expect((await json('people', 'show', 'qian.xiaoshou')).persons[0].joinedTo).toBe(before.id);
    expect((await run('people', 'join', 'qian.xiaoshou', now.id, '--by', 'li.renshi')).err).toContain(
      'joined to himself',
    );
    expect((await house.chain()).state).toBe('whole');
  });
});
