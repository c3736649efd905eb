import { beforeEach, describe, expect, test } from 'vitest';
import { type Court, openCourt } from '../../test/builders/court.ts';
import { BANNED_ZH } from '../notices/wording/banned.ts';
import { appeal } from './appeal.ts';
import { decideAppeal } from './decide-appeal.ts';
import { decideCase } from './decide-case.ts';
import { perform } from './perform.ts';
import { proposeMeasure } from './propose-measure.ts';
import { askSubject, giveStatement } from './statements.ts';
import { undoDecision } from './undo-decision.ts';

const MEMBER = 'zhao.shiyong';
const HR = 'renshi.shili';
const OTHER = 'renshi.er';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let court: Court;
let caseId: string;
let number: string;
beforeEach(async () => {
  court = await openCourt();
  ({ id: caseId, number } = await court.openMatter());
});

const propose = (over: Partial<Parameters<typeof proposeMeasure>[2]> = {}) =>
  court.act((tx, ctx) =>
    proposeMeasure(tx, ctx, { caseId, measure: 'talk', note: '先聊聊', by: HR, via: 'page', ...over }),
  );
const state = (over: Partial<Parameters<typeof giveStatement>[2]> = {}) =>
  court.act((tx, ctx) => giveStatement(tx, ctx, { caseId, text: '是同事帮我改的', by: MEMBER, via: 'page', ...over }));
const decide = (over: Partial<Parameters<typeof decideCase>[2]> = {}) =>
  court.act((tx, ctx) =>
    decideCase(tx, ctx, { caseId, says: 'confirmed', reason: null, by: HR, via: 'page', ...over }),
  );
const complain = (over: Partial<Parameters<typeof appeal>[2]> = {}) =>
  court.act((tx, ctx) => appeal(tx, ctx, { caseId, text: '当天我在休假', by: MEMBER, via: 'page', ...over }));
const judge = (appealId: string, over: Partial<Parameters<typeof decideAppeal>[2]> = {}) =>
  court.act((tx, ctx) =>
    decideAppeal(tx, ctx, { appealId, says: 'reversed', reason: '事实不成立', by: OTHER, via: 'page', ...over }),
  );
const shownTo = (userid: string) => court.outbox.phones.shownTo(userid).map(({ text }) => text);
const kinds = async () =>
  (
    await court.outbox.inCorp(
      (tx) => tx.$queryRaw<{ kind: string }[]>`
  select kind from qungui.audit_record where corp = ${court.outbox.corp} order by seq`,
    )
  ).map(({ kind }) => kind);

describe('from a finding to a decision that is taken back on appeal', () => {
  test('everybody is told in time, the strike comes and goes, and the trail says every step', async () => {
    expect(await propose()).toMatchObject({ outcome: 'asked-statement' });
    await court.outbox.deliver();
    expect(shownTo(MEMBER).at(-1)).toMatch(/^想听您说明：.*人事示例 想先听听您的说明/);
    expect(shownTo(MEMBER).at(-1)).toContain(`说明 ${number}`);
    expect((await court.file(caseId)).state).toBe('statement');

    expect(await decide()).toMatchObject({ outcome: 'needs-statement' });
    expect(await state()).toMatchObject({ outcome: 'done' });
    expect(await court.file(caseId)).toMatchObject({
      state: 'ready',
      statements: [{ text: '是同事帮我改的', askedBy: HR, givenBy: MEMBER }],
    });
    await court.outbox.deliver();
    expect(shownTo(HR).at(-1)).toContain('本人说明：是同事帮我改的');

    const decided = await decide();
    expect(decided).toMatchObject({ outcome: 'done' });
    expect((await court.file(caseId)).strike).toMatchObject({ category: 'naming', givenBackAt: null });
    await court.outbox.deliver();
    expect(shownTo(MEMBER).some((text) => text.startsWith('结果告知'))).toBe(false);
    await court.outbox.move(10 * MINUTE);
    await court.outbox.deliver();
    expect(shownTo(MEMBER).at(-1)).toContain('人事示例 看过全部材料，认为情况属实，接下来：谈话');
    expect(shownTo(MEMBER).at(-1)).toContain(`申诉 ${number}`);

    const appealed = await complain();
    expect(appealed).toMatchObject({ outcome: 'done' });
    await court.outbox.deliver();
    expect(shownTo(OTHER).at(-1)).toContain('本人申诉：当天我在休假');
    expect(shownTo(HR).at(-1)).not.toContain('本人申诉');

    expect(await judge(appealed.appealId ?? '', { by: HR })).toMatchObject({ outcome: 'own-line' });
    expect(await judge(appealed.appealId ?? '')).toMatchObject({ outcome: 'done' });
    await court.outbox.deliver();
    expect(shownTo(MEMBER).at(-1)).toContain('人事样本 复核了您的申诉，原来的决定已撤销，不计入记录');
    expect(await court.file(caseId)).toMatchObject({
      state: 'over',
      appeal: { says: 'reversed', decidedBy: OTHER },
      strike: { givenBackBecause: 'reversed' },
    });
    expect(await kinds()).toEqual(
      expect.arrayContaining([
        'measure-proposed',
        'statement-asked',
        'statement-given',
        'decision-made',
        'strike-counted',
        'appeal-made',
        'appeal-decided',
        'strike-given-back',
      ]),
    );
    expect(await court.outbox.chain()).toMatchObject({ state: 'whole' });
    for (const text of shownTo(MEMBER)) expect(text).not.toMatch(BANNED_ZH);
  });

  test('upheld, the strike stays, and nothing more can be appealed', async () => {
    await propose();
    await state();
    await decide();
    const { appealId } = await complain();
    expect(await judge(appealId ?? '', { says: 'upheld' })).toMatchObject({ outcome: 'done' });
    expect(await judge(appealId ?? '')).toMatchObject({ outcome: 'repeat' });
    expect(await complain()).toMatchObject({ outcome: 'repeat' });
    expect(await court.file(caseId)).toMatchObject({ state: 'decided', strike: { givenBackAt: null } });
  });

  test('an appeal is on the list of whoever may decide of it, and not of who decided first', async () => {
    await propose();
    await state();
    await decide();
    await complain();
    expect(await court.write(OTHER, '待办')).toContain(`C-${number}`);
    expect(await court.write(HR, '待办')).not.toContain(`C-${number}`);
  });

  test('what an appeal has reversed is not decided, asked or proposed once more', async () => {
    await propose();
    await state();
    await decide();
    await court.outbox.move(10 * MINUTE);
    const { appealId } = await complain();
    await judge(appealId ?? '');
    const ask = () => court.act((tx, ctx) => askSubject(tx, ctx, { caseId, note: null, by: HR, via: 'page' }));

    expect(await decide()).toMatchObject({ outcome: 'closed' });
    expect(await decide({ says: 'waived', reason: '算了' })).toMatchObject({ outcome: 'closed' });
    expect(await ask()).toMatchObject({ outcome: 'settled' });
    expect(await propose()).toMatchObject({ outcome: 'repeat' });
    expect(await court.file(caseId)).toMatchObject({ state: 'over', strike: { givenBackBecause: 'reversed' } });
  });

  test('whoever appeals within the ten minutes has his appeal: the decision is not taken back from under it', async () => {
    await propose();
    await state();
    const { decisionId } = await decide();
    const { appealId } = await complain();
    const undo = () =>
      court.act((tx, ctx) => undoDecision(tx, ctx, { decisionId: decisionId ?? '', by: HR, via: 'page' }));

    expect(await undo()).toMatchObject({ outcome: 'under-appeal' });
    await court.outbox.move(11 * MINUTE);
    expect(await undo()).toMatchObject({ outcome: 'under-appeal' });
    expect(await court.write(HR, `撤销 ${number}`)).toContain('本人已经申诉，由另一位同事复核');
    expect(await judge(appealId ?? '')).toMatchObject({ outcome: 'done' });
    expect(await court.file(caseId)).toMatchObject({ state: 'over', strike: { givenBackBecause: 'reversed' } });
  });
});

describe('a statement', () => {
  test('is heard also after a proposal was withdrawn and another made', async () => {
    await propose();
    expect(await decide({ says: 'withdrawn' })).toMatchObject({ outcome: 'done' });
    expect(await propose()).toMatchObject({ outcome: 'asked-statement' });
    expect(await state()).toMatchObject({ outcome: 'done' });
    expect(await decide()).toMatchObject({ outcome: 'done' });
  });

  test('is waited for three working days from when its question went, and then no longer', async () => {
    await propose();
    await court.outbox.deliver();
    await court.outbox.setClock('2026-12-01T23:30:00+08:00');
    await court.step(caseId);
    expect(await decide()).toMatchObject({ outcome: 'needs-statement' });
    await court.outbox.setClock('2026-12-02T09:30:00+08:00');
    await court.step(caseId);
    expect((await court.file(caseId)).state).toBe('ready');
    await court.outbox.deliver();
    expect(shownTo(HR).at(-1)).toContain('本人没有说明，时间已过');
    expect(await decide()).toMatchObject({ outcome: 'done' });
  });

  test('whose question never reached him is waited for still', async () => {
    await propose();
    await court.outbox.move(10 * DAY);
    await court.step(caseId);
    expect(await decide()).toMatchObject({ outcome: 'needs-statement' });
  });

  test('may be given unasked, twice with other words, and by nobody else', async () => {
    expect(await state()).toMatchObject({ outcome: 'done' });
    expect(await state()).toMatchObject({ outcome: 'repeat' });
    expect(await state({ text: '补充一点' })).toMatchObject({ outcome: 'done' });
    expect(await state({ by: 'lu.ren' })).toMatchObject({ outcome: 'not-entitled' });
    expect(await propose()).toMatchObject({ outcome: 'proposed' });
    expect((await court.file(caseId)).statements).toHaveLength(2);
  });

  test('is kept sealed', async () => {
    await state();
    const [row] = await court.outbox.inCorp((tx) => tx.statement.findMany({ where: { corp: court.outbox.corp } }));
    expect(row?.text).toMatch(/^v1\./);
  });
});

describe('a question', () => {
  const waiting = async () =>
    (await court.file(caseId)).statements.filter(({ standing }) => standing === 'waits').length;
  const undo = (decisionId: string | null) =>
    court.act((tx, ctx) => undoDecision(tx, ctx, { decisionId: decisionId ?? '', by: HR, via: 'page' }));
  const hearings = () => shownTo(MEMBER).filter((text) => text.startsWith('想听您说明'));

  test('goes with its proposal: of another one he is asked anew, has his whole time for it, and one question is open', async () => {
    await propose();
    await court.outbox.deliver();
    await court.outbox.setClock('2026-12-02T09:30:00+08:00');
    await decide({ says: 'withdrawn' });
    expect(await waiting()).toBe(0);
    expect((await court.file(caseId)).deadlines.statementUntil).toBeNull();

    expect(await propose()).toMatchObject({ outcome: 'asked-statement' });
    expect(await waiting()).toBe(1);
    await court.outbox.deliver();
    expect(await decide()).toMatchObject({ outcome: 'needs-statement' });
    expect(await state()).toMatchObject({ outcome: 'done' });
    const { statements } = await court.file(caseId);
    expect(statements.map(({ standing, text }) => [standing, text])).toEqual([
      ['closed', null],
      ['given', '是同事帮我改的'],
    ]);
    expect(await court.outbox.audit('question-moved')).toMatchObject([{ caseId, to: 'closed' }]);
  });

  test('that was not sent when its proposal was withdrawn is not sent, and he hears nothing of either', async () => {
    await propose();
    const { decisionId } = await decide({ says: 'withdrawn' });
    await court.outbox.move(11 * MINUTE);
    await court.outbox.deliver();
    expect(shownTo(MEMBER)).toEqual([]);
    expect(await undo(decisionId)).toMatchObject({ outcome: 'too-late' });
  });

  test('is put again, by another message, when the withdrawal is undone', async () => {
    await propose();
    const { decisionId } = await decide({ says: 'withdrawn' });
    expect(await undo(decisionId)).toMatchObject({ outcome: 'done' });
    expect(await court.file(caseId)).toMatchObject({
      state: 'statement',
      deadlines: { statementUntil: expect.any(Date) },
    });
    await court.outbox.deliver();
    expect(hearings()).toHaveLength(1);
    expect(await state()).toMatchObject({ outcome: 'done' });
    expect(await decide()).toMatchObject({ outcome: 'done' });
    expect((await court.outbox.audit('question-moved')).map(({ to }) => to)).toEqual(['closed', 'open']);
    expect(await court.outbox.chain()).toMatchObject({ state: 'whole' });
  });

  test('is not put twice: who is being asked already is heard for a proposal, too, which may go without it', async () => {
    await court.act((tx, ctx) => askSubject(tx, ctx, { caseId, note: '当时在哪里', by: HR, via: 'page' }));
    const { statementUntil } = (await court.file(caseId)).deadlines;
    expect(await propose()).toMatchObject({ outcome: 'asked-statement', statementUntil });
    await court.outbox.deliver();
    expect(hearings()).toHaveLength(1);

    await decide({ says: 'withdrawn' });
    expect(await court.file(caseId)).toMatchObject({ state: 'statement', deadlines: { statementUntil } });
    await court.outbox.move(11 * MINUTE);
    await court.outbox.deliver();
    expect(shownTo(MEMBER)).toHaveLength(1);
    expect(await court.outbox.audit('question-moved')).toEqual([]);
  });

  test('whoever gets the case meanwhile reads that it waits, and not that his time is over', async () => {
    await propose();
    await court.write(OTHER, `转交 ${number} 人事三号`);
    await court.outbox.deliver();
    expect(shownTo('renshi.san').at(-1)).toContain('已请本人说明，还在等');
  });

  test('keeps a decision waiting, and who wants to decide reads until when, or that it has not arrived', async () => {
    const confirm = async () => {
      const order = { verb: 'confirm', caseId, text: '', by: HR, via: 'reply' } as const;
      return (await court.act((tx, ctx) => perform(tx, ctx, order))).says.map(({ zh }) => zh).join();
    };
    await propose();
    expect(await confirm()).toBe(`C-${number} 要先听本人说明，等到 12-01。`);
    await court.outbox.setClock('2026-12-10T09:30:00+08:00');
    expect(await confirm()).toBe(`C-${number} 要先听本人说明，问他的消息还没有送到。`);
  });
});

describe('a proposal', () => {
  test('beyond the ladder goes no further, and says what would be possible', async () => {
    const came = await propose({ measure: 'severe-warning' });
    expect(['alternative-only', 'not-executed']).toContain(came.outcome);
    expect((await court.file(caseId)).state).toBe('to-do');
    expect((await court.file(caseId)).proposals).toHaveLength(1);
    expect((await court.file(caseId)).proposal).toBeNull();
  });

  test('of a fine is never executed', async () => {
    const came = await propose({ measure: 'fine' });
    expect(came.guarded?.may).not.toBe('propose');
    expect(came.guarded?.payroll).toBe('never');
    expect(['alternative-only', 'not-executed']).toContain(came.outcome);
  });

  test('is made once, and may be withdrawn and made again', async () => {
    await propose();
    expect(await propose({ by: OTHER })).toMatchObject({ outcome: 'repeat' });
    expect(await decide({ says: 'withdrawn' })).toMatchObject({ outcome: 'done' });
    expect((await court.file(caseId)).state).toBe('to-do');
    expect(await decide({ says: 'withdrawn' })).toMatchObject({ outcome: 'repeat' });
    expect(await propose({ by: OTHER })).toMatchObject({ outcome: 'asked-statement' });
  });

  test.each(['lu.ren', MEMBER, 'nobody.here'])('is not made by %s', async (by) => {
    expect((await propose({ by })).outcome).toMatch(/^(not-entitled|own-line)$/);
    expect((await court.file(caseId)).proposals).toEqual([]);
  });
});

describe('a decision', () => {
  test('without a proposal says only that it is so: no strike', async () => {
    expect(await decide()).toMatchObject({ outcome: 'done' });
    expect(await court.file(caseId)).toMatchObject({ state: 'decided', strike: null });
    expect(await decide({ by: OTHER })).toMatchObject({ outcome: 'repeat' });
  });

  test('to waive wants a reason, and is kept with it', async () => {
    expect(await decide({ says: 'waived', reason: ' ' })).toMatchObject({ outcome: 'needs-reason' });
    expect(await decide({ says: 'waived', reason: '已当面说清' })).toMatchObject({ outcome: 'done' });
    expect((await court.file(caseId)).decisions).toMatchObject([{ action: 'waived', reason: '已当面说清', actor: HR }]);
  });

  test('can be undone for ten minutes; nobody had heard of it, and it may be decided anew', async () => {
    await propose();
    await state();
    const { decisionId } = await decide();
    await court.outbox.move(9 * MINUTE);
    const undo = (by = OTHER) =>
      court.act((tx, ctx) => undoDecision(tx, ctx, { decisionId: decisionId ?? '', by, via: 'page' }));
    expect(await undo('lu.ren')).toMatchObject({ outcome: 'not-entitled' });
    expect(await undo()).toMatchObject({ outcome: 'done' });
    expect(await undo()).toMatchObject({ outcome: 'repeat' });
    expect(await court.file(caseId)).toMatchObject({ state: 'ready', strike: { givenBackBecause: 'undone' } });
    await court.outbox.move(DAY);
    await court.outbox.deliver();
    expect(shownTo(MEMBER).some((text) => text.startsWith('结果告知'))).toBe(false);
    expect(await decide({ by: OTHER })).toMatchObject({ outcome: 'done' });
  });

  test('stands after ten minutes', async () => {
    const { decisionId } = await decide();
    await court.outbox.move(10 * MINUTE);
    expect(
      await court.act((tx, ctx) => undoDecision(tx, ctx, { decisionId: decisionId ?? '', by: HR, via: 'page' })),
    ).toMatchObject({ outcome: 'too-late' });
  });

  test('is appealed within ten working days', async () => {
    await decide();
    await court.outbox.setClock('2026-12-10T23:59:00+08:00');
    expect(await complain({ by: 'lu.ren' })).toMatchObject({ outcome: 'not-entitled' });
    expect(await complain()).toMatchObject({ outcome: 'done' });
    const other = await court.openMatter();
    caseId = other.id;
    await decide();
    await court.outbox.move(17 * DAY);
    expect(await complain()).toMatchObject({ outcome: 'over' });
  });
});

describe('what shuts somebody out', () => {
  const becomes = (measure: string) => court.outbox.inCorp((tx) => tx.proposal.updateMany({ data: { measure } }));

  test.each(['removal', 'group-ban', 'public-notice', 'transfer', 'dismissal'])(
    '%s is not confirmed by who proposed it, nor by anybody among many',
    async (measure) => {
      await propose();
      await state();
      await becomes(measure);
      expect(await decide()).toMatchObject({ outcome: 'needs-second', decisionId: null });
      expect(await decide({ by: OTHER, batchId: caseId })).toMatchObject({ outcome: 'needs-second' });
      expect((await decide({ by: OTHER })).outcome).not.toBe('needs-second');
    },
  );

  test('what does not is confirmed by either', async () => {
    await propose();
    await state();
    expect((await decide()).outcome).toBe('done');
  });
});
