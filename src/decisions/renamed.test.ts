import { beforeEach, describe, expect, test } from 'vitest';
import { type Court, openCourt } from '../../test/builders/court.ts';
import { renameAccount } from '../directory/rename-account.ts';
import { askForPack } from '../evidence/ask-for-pack.ts';
import { packRequests } from '../evidence/pack-requests.ts';
import { sayOfPack, takePack } from '../evidence/release-pack.ts';
import { appeal } from './appeal.ts';
import { decideAppeal } from './decide-appeal.ts';
import { decideCase } from './decide-case.ts';
import { proposeMeasure } from './propose-measure.ts';
import { giveStatement } from './statements.ts';

// A person who has another account by now is still the person who proposed, decided or asked.
const MEMBER = 'zhao.shiyong';
const HR = 'renshi.shili';
const OTHER = 'renshi.er';
const THIRD = 'renshi.san';
const RENAMED = 'renshi.xin';

let court: Court;
let caseId: string;
beforeEach(async () => {
  court = await openCourt();
  ({ id: caseId } = await court.openMatter());
});

/** WeCom told of it some minutes after it happened. */
const rename = (from: string, to: string, told = 0) =>
  court.outbox.inCorp(async (tx, at) =>
    renameAccount(tx, court.outbox.corp, await court.outbox.keys(), {
      from,
      to,
      at: new Date(at.getTime() - told),
    }),
  );
const propose = () =>
  court.act((tx, ctx) => proposeMeasure(tx, ctx, { caseId, measure: 'talk', note: '先聊聊', by: HR, via: 'page' }));
const becomesGrave = () => court.outbox.inCorp((tx) => tx.proposal.updateMany({ data: { measure: 'removal' } }));
const state = () =>
  court.act((tx, ctx) => giveStatement(tx, ctx, { caseId, text: '是同事帮我改的', by: MEMBER, via: 'page' }));
const decide = (by: string) =>
  court.act((tx, ctx) => decideCase(tx, ctx, { caseId, says: 'confirmed', reason: null, by, via: 'page' }));
const complain = () =>
  court.act((tx, ctx) => appeal(tx, ctx, { caseId, text: '当天我在休假', by: MEMBER, via: 'page' }));
const judge = (appealId: string, by: string) =>
  court.act((tx, ctx) => decideAppeal(tx, ctx, { appealId, says: 'upheld', reason: '事实清楚', by, via: 'page' }));

describe('who was renamed', () => {
  test('between proposing and confirming is no second person', async () => {
    await propose();
    await state();
    await becomesGrave();
    await court.outbox.move(60_000);
    await rename(HR, RENAMED);
    await court.outbox.move(60_000);
    expect((await decide(RENAMED)).outcome).toBe('needs-second');
    expect((await decide(OTHER)).outcome).not.toBe('needs-second');
  });

  test('before he proposed, of which we heard afterwards, is no second person', async () => {
    await court.outbox.move(60_000);
    await propose();
    await state();
    await becomesGrave();
    await court.outbox.move(60_000);
    await rename(HR, RENAMED, 90_000);
    await court.outbox.move(60_000);
    expect((await decide(RENAMED)).outcome).toBe('needs-second');
  });

  test('between deciding and the appeal does not review himself, nor does his line', async () => {
    await decide(HR);
    await court.outbox.move(60_000);
    await rename(HR, RENAMED);
    await court.outbox.move(60_000);
    const { appealId } = await complain();
    if (!appealId) throw new Error('there is no appeal');
    expect((await judge(appealId, RENAMED)).outcome).toBe('own-line');
    await court.leadBy(3, [RENAMED]);
    expect((await judge(appealId, OTHER)).outcome).toBe('own-line');
    await court.outbox.move(60_000);
    await court.leadBy(3, []);
    expect((await judge(appealId, OTHER)).outcome).toBe('done');
  });

  test('between asking for evidence and its release does not release it himself, and takes what another released', async () => {
    await court.act((tx, ctx) =>
      askForPack(tx, ctx, { caseId, by: HR, purpose: 'review', reason: '复核要用', via: 'page' }),
    );
    const { id } = await court.outbox.inCorp((tx) => tx.packRequest.findFirstOrThrow({ where: { caseId } }));
    await court.outbox.move(60_000);
    await rename(HR, RENAMED);
    await court.outbox.move(60_000);
    const say = (by: string) => court.act((tx, ctx) => sayOfPack(tx, ctx, { id, says: 'released', by }));
    expect((await say(RENAMED)).outcome).toBe('own');
    // Somebody else is called by the old name: what was asked under it before is neither his, nor his to release.
    await rename(THIRD, HR);
    await court.outbox.move(60_000);
    const listed = (by: string) =>
      court.outbox.inCorp(async (tx, at) =>
        packRequests(tx, { corp: court.outbox.corp, keys: await court.outbox.keys(), at }, by),
      );
    expect((await listed(RENAMED)).own).toHaveLength(1);
    expect(await listed(HR)).toEqual({ own: [], waiting: [] });
    expect((await say(HR)).outcome).toBe('own');
    expect(await listed(OTHER)).toMatchObject({ own: [], waiting: [{ id }] });
    expect((await say(OTHER)).outcome).toBe('done');
    const take = (by: string) =>
      court.outbox.inCorp(async (tx, at) =>
        takePack(tx, { corp: court.outbox.corp, keys: await court.outbox.keys(), at }, { id, by }),
      );
    expect(await take(HR)).toBeNull();
    expect(await take(RENAMED)).not.toBeNull();
  });

  test('is one person to the database, too, whatever door wrote the row', async () => {
    await court.act((tx, ctx) =>
      askForPack(tx, ctx, { caseId, by: HR, purpose: 'review', reason: '复核要用', via: 'page' }),
    );
    await court.outbox.move(60_000);
    await rename(HR, RENAMED);
    await court.outbox.move(60_000);
    const written = (saidBy: string) =>
      court.outbox.inCorp((tx, at) =>
        tx.packRequest.updateMany({ where: { caseId }, data: { says: 'released', saidBy, saidAt: at } }),
      );
    for (const same of [HR, HR.toUpperCase(), RENAMED, RENAMED.toUpperCase()])
      await expect(written(same)).rejects.toThrow('two people');
    await rename(THIRD, HR);
    await court.outbox.move(60_000);
    for (const namesake of [HR, HR.toUpperCase()])
      await expect(written(namesake)).rejects.toThrow('pack_request_another');
    expect(await written(OTHER)).toEqual({ count: 1 });
  });
});
