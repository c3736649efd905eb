import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse, shippedPolicy } from '../../test/small-house.ts';
import { newId } from '../ids.ts';
import { guard } from '../sanctions/guard.ts';
import { profileOf } from '../sanctions/load-jurisdiction.ts';
import { corpJurisdiction, jurisdictionNames, jurisdictionOf } from './jurisdictions.ts';
import { placeOf } from './places.ts';
import { loadUnlock } from './unlocks.ts';

const by = ['--by', 'li.renshi'] as const;
let small: SmallHouse;
beforeAll(async () => {
  const policy = shippedPolicy.replace('按公司有关条例处理。', '每次罚款 50 元。');
  small = await openSmallHouse({ startAt: '2026-11-26T09:30:00+08:00', policy });
}, 60_000);
afterAll(() => small.house.close());

const now = () => small.house.deps.clock.now();
const personOf = async (userid: string): Promise<string> =>
  (await small.house.inCorp((tx) => tx.account.findFirstOrThrow({ where: { userid, until: null } }))).personId;
const unlock = (measure: string, ...more: string[]) =>
  small.run(
    ...['measures', 'unlock', measure, '--approver', 'sun.jingli', '--post', '法务负责人', ...by, ...more],
    ...['--on', '2026-11-26', '--until', '2026-12-31'],
  );
const REASON = ['--reason', '律师张示例书面意见：仅限此次通报'];

describe('the law of the place', () => {
  test('is mainland China’s unless the corp says otherwise; an unknown one is refused', () => {
    expect(jurisdictionNames()).toEqual(['cn-mainland']);
    expect(jurisdictionOf({}).jurisdiction).toBe('cn-mainland');
    expect(corpJurisdiction(small.house.corp).jurisdiction).toBe('cn-mainland');
    expect(() => jurisdictionOf({ jurisdiction: 'atlantis' })).toThrow('the jurisdiction atlantis cannot be used');
  });
});

describe('an unlock', () => {
  test('of nothing: a fine and a red packet are off', async () => {
    const { measures } = await small.json('measures', 'list');
    const of = (name: string) => measures.find(({ measure }: { measure: string }) => measure === name);
    expect([of('fine'), of('red-packet')]).toMatchObject([
      { verdict: 'blocked-unless-unlocked', unlock: null },
      { verdict: 'blocked-unless-unlocked', unlock: null },
    ]);
  });

  test.each([
    ['talk', REASON, 'wants no unlock'],
    ['public-notice', ['--reason', '短'], 'says too little'],
  ])('of %s is refused: %s', async (measure, reason, why) => {
    const { err } = await unlock(measure, ...reason);
    expect(err).toContain(why);
  });

  test('names who answers for it, why and until when; it is on the trail, and a measure has one at a time', async () => {
    expect((await unlock('public-notice', ...REASON)).exit).toBe(0);
    expect((await unlock('public-notice', ...REASON)).exit).toBe(0);
    const held = await small.house.inCorp(async (tx) => loadUnlock(tx, small.house.corp, 'public-notice', await now()));
    expect(held).toMatchObject({
      measure: 'public-notice',
      approver: { name: '孙示例', post: '法务负责人' },
      until: '2026-12-31',
    });
    expect(await small.house.trail('measure-unlocked')).toMatchObject([{ change: 'given' }, { change: 'given' }]);
    expect(await small.house.inCorp((tx) => tx.unlock.count({ where: { until: null } }))).toBe(1);
  });

  test('counts for the guard, and never becomes a line of wages', async () => {
    const [subject, proposer] = [await personOf('qian.xiaoshou'), await personOf('li.renshi')];
    const jurisdiction = corpJurisdiction(small.house.corp);
    const held = await small.house.inCorp(async (tx) => loadUnlock(tx, small.house.corp, 'public-notice', await now()));
    const proposal = { measure: 'public-notice', subject, by: proposer, region: '重庆', money: null } as const;
    const shown = ['statement', 'reached', 'severity', 'separate-consent'] as const;
    const judged = guard(
      { ...proposal, shown, happenedAtMs: Date.parse('2026-11-26T09:00:00+08:00') } as never,
      jurisdiction,
      { ...profileOf(jurisdiction, 'regular'), signOff: [] },
      null,
      held,
      (await now()).getTime(),
    );
    expect(judged).toMatchObject({ may: 'propose', payroll: 'never' });
    expect(judged.because.map(({ key }) => key)).toContain('unlocked');
  });

  test('is taken back', async () => {
    expect(await small.json('measures', 'lock', 'public-notice', ...by)).toMatchObject({ state: 'locked' });
    expect(await small.json('measures', 'lock', 'public-notice', ...by)).toMatchObject({ state: 'unchanged' });
    const held = await small.house.inCorp(async (tx) => loadUnlock(tx, small.house.corp, 'public-notice', await now()));
    expect(held).toBeNull();
  });
});

test('where somebody works is said by HR, and kept as history', async () => {
  const person = await personOf('qian.xiaoshou');
  expect(await small.house.inCorp((tx) => placeOf(tx, small.house.corp, person))).toBeNull();
  await small.json('duties', 'place', 'qian.xiaoshou', 'guangdong', ...by);
  await small.json('duties', 'place', 'qian.xiaoshou', '重庆', ...by);
  expect(await small.house.inCorp((tx) => placeOf(tx, small.house.corp, person))).toBe('重庆');
  expect(await small.house.inCorp((tx) => tx.personPlace.count())).toBe(2);
});

const privateCards = (userid: string, title: string) =>
  small.house.tenant.inbox(userid).filter((message) => JSON.stringify(message).includes(title));

/** A case about somebody, and a proposal of it; made as rows, for what follows is the matter here. */
async function propose(userid: string, at: Date): Promise<string> {
  const [id, caseId] = [newId(), newId()];
  const personId = await personOf(userid);
  await small.house.inCorp(async (tx) => {
    const corp = small.house.corp;
    const of = { rule: 'naming/nickname', instance: 'nickname', clause: '第七条', chatId: small.world.group };
    const judged = { policySlug: 'chongqing-industrial', policyVersion: 1, inputHash: 'x', openedAt: at };
    const says = { says: 'wrong', detail: {}, tell: 'member', nature: 'breach', state: 'told', level: 'remind' };
    await tx.case.create({
      data: { corp, id: caseId, ...of, ...judged, ...says, subject: `member:${userid}`, window: id },
    });
    const proposed = { measure: 'talk', outcome: 'proposed', guarded: {}, proposedBy: 'li.renshi', via: 'page', at };
    await tx.proposal.create({ data: { corp, id, caseId, personId, ...proposed } });
  });
  return id;
}

async function message(id: string, userid: string, minutes: number, more: object): Promise<void> {
  const personId = await personOf(userid);
  const at = new Date((await now()).getTime() + minutes * 60_000);
  await small.house.inCorp((tx) =>
    tx.message.create({
      data: {
        ...{ corp: small.house.corp, id, chatId: small.world.group, fromId: userid, fromKind: 'employee', personId },
        ...{
          sentAt: at,
          kind: 'text',
          length: 6,
          hash: '',
          mentions: [],
          things: [],
          learnedAt: at,
          learnedBy: 'file',
        },
        ...more,
      },
    }),
  );
}

describe('a fine by another name', () => {
  test('a red packet after a proposal, and an order to send one, are asked about once, in private, and nothing is quoted', async () => {
    await propose('qian.xiaoshou', await now());
    await message('m-packet', 'qian.xiaoshou', 5, { kind: 'redpacket' });
    await message('m-order', 'sun.jingli', 6, { reading: { marks: ['red-packet-order'] } });
    await message('m-birthday', 'sun.jingli', 7, { kind: 'redpacket' });
    await small.house.until('2026-11-26T11:30:00+08:00');
    await small.house.until('2026-11-26T13:30:00+08:00');
    const signs = await small.house.inCorp((tx) => tx.fineSign.findMany({ orderBy: { sign: 'asc' } }));
    expect(signs.map(({ sign }) => sign)).toEqual(['order', 'packet-after-proposal']);
    expect(privateCards('li.renshi', '请私下了解一下')).toHaveLength(2);
    expect(privateCards('qian.xiaoshou', '请私下了解一下')).toEqual([]);
    expect(privateCards('sun.jingli', '请私下了解一下')).toEqual([]);
    expect(await small.house.trail('fine-sign-noted')).toHaveLength(2);
  });
});

describe('a proposal about somebody who is not employed here', () => {
  test('of whom HR has named nobody yet: HR is told that it is unknown, with words that are ready', async () => {
    await small.json('people', 'relation', 'qian.xiaoshou', 'dispatched', ...by);
    await propose('qian.xiaoshou', await now());
    await small.house.until('2026-11-26T14:30:00+08:00');
    const [card] = privateCards('li.renshi', '请转告派遣单位');
    expect(JSON.stringify(card)).toContain('还没有登记谁是派遣单位');
    expect(await small.house.trail('relation-noted')).toMatchObject([
      { role: 'agency', party: 'unknown' }, // of the proposal above, now that somebody has said how he stands here
      { role: 'agency', party: 'unknown' },
    ]);
  });

  test('an intern’s mentor is written to himself, once; nothing of it accuses', async () => {
    const mentor = ['duties', 'note', 'set', 'mentor', '孙示例', '--userid', 'sun.jingli', '--of', 'zhao.shiyong'];
    expect(await small.json(...mentor, ...by)).toMatchObject({ state: 'changed' });
    await small.json('people', 'relation', 'zhao.shiyong', 'intern', ...by);
    await propose('zhao.shiyong', await now());
    await small.house.until('2026-11-26T16:30:00+08:00');
    const cards = privateCards('sun.jingli', '请您协助沟通');
    expect(cards).toHaveLength(1);
    expect(JSON.stringify(cards)).not.toMatch(/违规|处罚|警告|罚/);
    expect(privateCards('li.renshi', '带教人')).toEqual([]);
  });

  test('about an employee nobody else hears', async () => {
    await small.json('people', 'relation', 'zhao.shiyong', 'regular', ...by);
    await propose('zhao.shiyong', await now());
    await small.house.until('2026-11-26T17:30:00+08:00');
    expect(await small.house.inCorp((tx) => tx.relationNote.count())).toBe(3);
  });

  test('who is named can be listed, and ended', async () => {
    expect((await small.json('duties', 'note', 'list')).parties).toMatchObject([{ role: 'mentor', name: '孙示例' }]);
    const end = ['duties', 'note', 'end', 'mentor', '--of', 'zhao.shiyong'];
    expect(await small.json(...end, ...by)).toMatchObject({ state: 'changed' });
    expect((await small.json('duties', 'note', 'list')).parties).toEqual([]);
  });
});

describe('a clause that threatens money', () => {
  test('is told in the digest once, when its version is published, and not again', async () => {
    const digests = () =>
      small.house.tenant.inbox('li.renshi').filter((one) => JSON.stringify(one).includes('写有财物处罚'));
    await small.house.until('2026-11-27T10:00:00+08:00');
    expect(digests()).toHaveLength(1);
    await small.house.until('2026-12-01T10:00:00+08:00');
    expect(digests()).toHaveLength(1);
  });

  test('stands in `policy explain` with the words that may stand there instead', async () => {
    const file = small.house.file(shippedPolicy.replace('按公司有关条例处理。', '每次罚款 50 元。'), 'fine.yaml');
    const { standing, text } = await small.json('policy', 'explain', file);
    expect(standing).toMatchObject([{ status: 'not-executed', threats: [{ measure: 'fine' }] }]);
    expect(text).toContain('写有财物处罚、不执行的条款');
    expect(text).toContain('本条不涉及任何财物');
  });
});

test('status and coverage say what is not signed off, and what is unlocked', async () => {
  expect((await unlock('public-notice', ...REASON)).exit).toBe(0);
  const { corps } = await small.json('status');
  expect(corps[0]).toMatchObject({
    signOff: [{ policy: 'chongqing-industrial', missing: ['consultation', 'record', 'publication'] }],
    unlocked: [{ measure: 'public-notice', until: '2026-12-31' }],
  });
  const { out } = await small.run('coverage', 'show');
  expect(out).toContain('Signed off: chongqing-industrial v1 is not (consultation, record, publication missing)');
});
