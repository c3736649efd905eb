import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainCase } from '../../test/builders/plain-case.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';
import { newId } from '../ids.ts';
import { countOld, eraseOld } from './erase-old.ts';
import { setHold } from './legal-hold.ts';

let small: SmallHouse;
let held: string;
/** Older than every period but the skeleton's. */
const OLD = new Date('2026-03-01T02:00:00Z');
const YOUNG = new Date('2026-11-20T02:00:00Z');

beforeAll(async () => {
  small = await openSmallHouse();
  const { corp, inCorp, deps } = small.house;
  const say = (chatId: string, fromId: string, sentAt: Date) => ({
    corp,
    id: newId(),
    chatId,
    fromId,
    fromKind: 'employee',
    sentAt,
    kind: 'text',
    length: 3,
    hash: '',
    mentions: [],
    things: [],
    learnedAt: sentAt,
    learnedBy: 'file',
  });
  await inCorp(async (tx) => {
    await tx.message.createMany({
      data: [
        ...Array.from({ length: 5 }, () => say('wr-free', 'lu.ren', OLD)),
        say('wr-free', 'lu.ren', YOUNG),
        say('wr-held', 'lu.ren', OLD),
        say('wr-free', 'wei.gui', OLD),
        say('wr-free', 'bei.bao', OLD),
        say('wr-case', 'lu.ren', OLD),
        say('wr-case', 'lu.ren', new Date('2026-04-01T02:00:00Z')),
      ],
    });
    await tx.case.create({ data: plainCase(corp, { chatId: 'wr-case', subject: 'member:wei.gui', openedAt: OLD }) });
    const personId = newId();
    await tx.person.create({ data: { corp, id: personId } });
    const sent = {
      corp,
      toUserid: 'lu.ren',
      kind: 'reminder',
      content: 'v1',
      body: 'v1',
      notBefore: OLD,
      createdAt: OLD,
    };
    await tx.notice.createMany({
      data: [
        { ...sent, id: newId(), state: 'sent' },
        { ...sent, id: newId(), state: 'held' },
      ],
    });
    await tx.account.create({ data: { corp, id: newId(), userid: 'bei.bao', personId, since: OLD } });
    const [recalled] = await tx.message.findMany({ where: { corp, chatId: 'wr-held' } });
    await tx.messageRecall.createMany({
      data: [recalled?.id ?? '', newId()].map((messageId) => ({ corp, messageId, at: OLD })),
    });
    const keys = await deps.keys.of(corp);
    await setHold(
      tx,
      { corp, keys, by: 'li.renshi', at: YOUNG },
      { scope: 'person', target: personId, reason: '仲裁' },
    );
    const set = await setHold(
      tx,
      { corp, keys, by: 'li.renshi', at: YOUNG },
      { scope: 'group', target: 'wr-held', reason: '仲裁' },
    );
    held = set.id;
  });
});
afterAll(() => small.house.close());

const left = () =>
  small.house.inCorp(async (tx) => {
    const rows = await tx.message.findMany({
      where: { corp: small.house.corp },
      select: { chatId: true, fromId: true },
    });
    return rows.map(({ chatId, fromId }) => `${chatId} ${fromId}`).sort();
  });

test('in the night old messages go; what was said around an open case, by a held person and in a held group stays', async () => {
  const { deps, corp } = small.house;
  const would = await countOld(deps, corp);
  expect(would.find(({ what }) => what === 'message')?.rows).toBe(7);
  await small.house.until('2026-11-27T04:40:00+08:00');
  expect(await left()).toEqual(['wr-case lu.ren', 'wr-free bei.bao', 'wr-free lu.ren', 'wr-held lu.ren']);
  expect(await small.house.inCorp((tx) => tx.messageRecall.count())).toBe(1);
  expect(await small.house.trail('record-erased')).toContainEqual(
    expect.objectContaining({ what: 'message', rows: 7, because: 'messages', by: null }),
  );
  expect((await countOld(deps, corp)).find(({ what }) => what === 'message')?.rows).toBe(0);
});

test('what was sent long ago is no longer there to be read; what is held back is', async () => {
  const { corp, inCorp } = small.house;
  const old = await inCorp((tx) => tx.notice.findMany({ where: { corp, createdAt: OLD }, orderBy: { state: 'asc' } }));
  expect(old.map(({ state, content, body }) => [state, content, body])).toEqual([
    ['held', 'v1', 'v1'],
    ['sent', '', null],
  ]);
});

test('a second run finds nothing and says nothing', async () => {
  expect(await eraseOld(small.house.deps, small.house.corp)).toEqual([]);
});

test('once the hold is over it goes, in batches of any size; what one that died had erased is told', async () => {
  const { deps, corp, inCorp } = small.house;
  await inCorp(async (tx) => {
    await tx.legalHold.updateMany({
      where: { corp, id: held },
      data: { until: await deps.clock.now(), endedBy: 'li.renshi' },
    });
    await tx.erasure.create({ data: { corp, id: newId(), what: 'sign_in', because: 'logs', rows: 7, at: YOUNG } });
  });
  expect(await eraseOld(deps, corp, 1)).toEqual([
    { what: 'message', because: 'messages', rows: 1 },
    { what: 'message_recall', because: 'messages', rows: 1 },
    { what: 'sign_in', because: 'logs', rows: 7 },
  ]);
  expect(await left()).not.toContain('wr-held lu.ren');
});

test('a year later bodies of the trail are gone, but for those that name a case that stays; the chain is whole', async () => {
  const { deps, corp, setClock, chain, inCorp } = small.house;
  const [row] = await inCorp((tx) => tx.case.findMany({ where: { corp, chatId: 'wr-case' } }));
  await setClock('2027-12-01T12:00:00+08:00');
  const erased = await eraseOld(deps, corp, 50);
  expect(erased).toContainEqual(expect.objectContaining({ what: 'audit_body', because: 'logs' }));
  const verdict = await chain();
  expect(verdict).toMatchObject({ state: 'whole' });
  if (verdict.state === 'whole') expect(verdict.erased).toBeGreaterThan(0);
  expect(row?.closedAt).toBeNull();
});

/** A case that was closed long ago, with a decision of its own day, a message about it, and who read it. */
async function closedLongAgo(who: string, decidedAt: Date): Promise<string> {
  const { corp, inCorp } = small.house;
  const [caseId, noticeId] = [newId(), newId()];
  await inCorp(async (tx) => {
    const matter = plainCase(corp, { chatId: 'wr-over', subject: `member:${who}`, openedAt: OLD });
    await tx.case.create({ data: { ...matter, id: caseId, window: caseId, state: 'closed', closedAt: OLD } });
    await tx.decision.create({
      data: { corp, id: newId(), caseId, actor: 'li.renshi', action: 'confirmed', via: 'page', at: decidedAt },
    });
    const sent = {
      toUserid: who,
      kind: 'reminder',
      content: '',
      state: 'sent',
      notBefore: OLD,
      createdAt: OLD,
    };
    await tx.notice.create({ data: { corp, id: noticeId, ...sent } });
    await tx.noticeCase.create({ data: { corp, noticeId, caseId } });
    const read = { reader: 'li.renshi', subject: `member:${who}`, what: 'case-file', aboutId: caseId, at: OLD };
    await tx.recordRead.create({ data: { corp, id: newId(), ...read } });
  });
  return caseId;
}

test('three years later closed cases go with all that hangs on them; a younger decision and a hold keep theirs', async () => {
  const { deps, corp, inCorp, setClock, chain } = small.house;
  const [gone, younger, kept] = [
    await closedLongAgo('lang.yuan', OLD),
    await closedLongAgo('jiu.ri', new Date('2029-11-01T02:00:00Z')),
    await closedLongAgo('bao.liu', OLD),
  ];
  const keys = await deps.keys.of(corp);
  const wish = { scope: 'case', target: kept, reason: '仲裁' } as const;
  await inCorp((tx) => setHold(tx, { corp, keys, by: 'li.renshi', at: YOUNG }, wish));
  await setClock('2030-01-05T12:00:00+08:00');
  const before = await countOld(deps, corp);
  const erased = await eraseOld(deps, corp);
  expect(before).toContainEqual({ what: 'decision', because: 'skeleton', rows: 1 });
  expect(erased).toEqual(
    expect.arrayContaining([
      { what: 'case', because: 'skeleton', rows: 1 },
      { what: 'notice', because: 'skeleton', rows: 2 }, // another one was about no case
      { what: 'notice_case', because: 'skeleton', rows: 1 },
    ]),
  );
  const left = await inCorp(async (tx) => ({
    cases: await tx.case.findMany({ where: { corp, chatId: 'wr-over' }, select: { id: true } }),
    decisions: await tx.decision.findMany({ where: { corp, caseId: { in: [gone, younger, kept] } } }),
    notices: await tx.noticeCase.findMany({ where: { corp, caseId: { in: [gone, younger, kept] } } }),
    reads: await tx.recordRead.findMany({ where: { corp, aboutId: { in: [gone, younger, kept] } } }),
    open: await tx.case.count({ where: { corp, chatId: 'wr-case' } }),
  }));
  expect(left.cases.map(({ id }) => id).sort()).toEqual([younger, kept].sort());
  expect(left.decisions.map(({ caseId }) => caseId).sort()).toEqual([younger, kept].sort());
  expect(left.notices.map(({ caseId }) => caseId).sort()).toEqual([younger, kept].sort());
  expect(left.reads.map(({ aboutId }) => aboutId).sort()).toEqual([younger, kept].sort());
  expect(left.open).toBe(1);
  expect(await chain()).toMatchObject({ state: 'whole' });
});

test('without the login of the eraser nothing is erased, and it is said', async () => {
  expect(await eraseOld({ ...small.house.deps, eraser: null }, small.house.corp)).toBe('no-login');
});
