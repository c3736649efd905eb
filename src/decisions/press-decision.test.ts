import { beforeEach, describe, expect, test } from 'vitest';
import { type Court, openCourt } from '../../test/builders/court.ts';
import { buttonKey } from '../cases/button.ts';
import { kekOf } from '../db/kek.ts';
import { openKeyring } from '../db/keyring.ts';
import { Corp, newId } from '../ids.ts';
import { assign } from './assign.ts';
import { decideCase } from './decide-case.ts';
import { proposeMeasure } from './propose-measure.ts';
import { giveStatement } from './statements.ts';

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

const labels = { confirm: '属实', waive: '免除', ask: '询问本人', passOn: '转交同事' } as const;

/** The case lies with HR, whose card is there; answers how each button of it is pressed. */
async function docket(to = HR) {
  await court.act((tx, ctx) => assign(tx, ctx, { caseId, to, by: to === HR ? OTHER : HR, via: 'cli' }));
  await court.outbox.deliver();
  const card = court.outbox.phones.shownTo(to).at(-1)?.card;
  const key = (label: string) => card?.button_list.find(({ text }) => text === label)?.key ?? '';
  return {
    taskId: card?.task_id ?? '',
    confirm: key(labels.confirm),
    waive: key(labels.waive),
    ask: key(labels.ask),
    passOn: key(labels.passOn),
  };
}

const chosen = (id: string) => [{ question: 'reason', options: [id] }];
const heardBy = async (userid: string) => {
  await court.outbox.deliver();
  return court.outbox.phones.shownTo(userid).at(-1)?.text;
};

describe('the card of who decides', () => {
  test('waives with the reason that is chosen on it, and shows the outcome', async () => {
    const card = await docket();
    expect(
      await court.press({ userid: HR, taskId: card.taskId, eventKey: card.waive, selected: chosen('talked') }),
    ).toBe('done');
    expect((await court.file(caseId)).decisions).toMatchObject([
      { action: 'waived', reason: '已当面说清', via: 'card' },
    ]);
    expect(await heardBy(HR)).toContain(`撤销 ${number}`);
    expect(court.outbox.phones.closed).toMatchObject([{ userids: [HR], label: '已记录' }]);
  });

  test.each([undefined, 'choose', 'forged-reason'])(
    'with %s chosen asks for a reason in words, which then counts',
    async (reason) => {
      const card = await docket();
      const selected = reason ? chosen(reason) : [];
      expect(await court.press({ userid: HR, taskId: card.taskId, eventKey: card.waive, selected })).toBe('answered');
      expect(await heardBy(HR)).toContain(`C-${number} 什么也没有改`);
      expect(await heardBy(HR)).toContain(`「免除 ${number} 已当面说清」`);
      expect((await court.file(caseId)).decisions).toEqual([]);
      expect(await court.write(HR, `免除 ${number} 当天系统故障`)).toContain('免除');
      expect((await court.file(caseId)).decisions).toMatchObject([
        { action: 'waived', reason: '当天系统故障', via: 'reply' },
      ]);
    },
  );

  test('names nobody it is about, and neither does the list of what waits', async () => {
    await docket();
    const shown = JSON.stringify(court.outbox.phones.shownTo(HR).at(-1));
    const list = await court.write(HR, '待办');
    for (const text of [shown, list]) {
      expect(text).toContain('「＊＊＊」');
      expect(text).not.toContain('小太阳');
    }
  });

  test('asks the one it is about; his words come back with a card of their own', async () => {
    const card = await docket();
    expect(await court.press({ userid: HR, taskId: card.taskId, eventKey: card.ask })).toBe('done');
    await court.outbox.deliver();
    expect(court.outbox.phones.shownTo(MEMBER).at(-1)?.text).toContain('想听您说明');
    expect(await court.write(MEMBER, '说明：是同事帮我改的')).toContain(`已收到您对 C-${number} 的说明`);
    expect(court.outbox.phones.shownTo(HR).at(-1)?.text).toContain('本人说明:是同事帮我改的'.replace(':', '：'));
  });

  test('is handed on by a reply that names a colleague who may decide', async () => {
    const card = await docket();
    expect(await court.press({ userid: HR, taskId: card.taskId, eventKey: card.passOn })).toBe('answered');
    expect(await heardBy(HR)).toContain('人事样本');
    expect(await court.write(HR, `转交 ${number} 路人示例`)).toContain('请写上同事姓名');
    expect(await court.write(HR, `转交${number}：人事样本`)).toContain('已转交 人事样本');
    expect((await court.file(caseId)).assignee).toBe(OTHER);
    expect(court.outbox.phones.shownTo(OTHER).at(-1)?.card).toBeTruthy();
  });

  test('undoes by a reply, within ten minutes', async () => {
    const card = await docket();
    await court.press({ userid: HR, taskId: card.taskId, eventKey: card.confirm });
    expect(await court.write(HR, `撤销 ${number}`)).toContain('撤销');
    expect((await court.file(caseId)).state).toBe('to-do');
  });
});

describe('a press has no effect', () => {
  const nothing = async () => {
    expect((await court.file(caseId)).decisions).toEqual([]);
    expect(await court.outbox.audit('decision-made')).toEqual([]);
  };
  type Card = Awaited<ReturnType<typeof docket>>;
  const abuses: [string, string, (card: Card) => Promise<string>][] = [
    [
      'by a stranger',
      'stranger',
      (card) => court.press({ userid: 'wai.ren', taskId: card.taskId, eventKey: card.confirm }),
    ],
    [
      'by the one it is about',
      'not-the-addressee',
      (card) => court.press({ userid: MEMBER, taskId: card.taskId, eventKey: card.confirm }),
    ],
    [
      'on the card of another',
      'not-the-addressee',
      (card) => court.press({ userid: OTHER, taskId: card.taskId, eventKey: card.confirm }),
    ],
    [
      'with the key of another tenant',
      'forged',
      async (card) => {
        const foreign = await openKeyring(court.outbox.db, kekOf(Buffer.alloc(32, 3))).of(Corp.parse('another-corp'));
        const button = { id: caseId, action: 'confirm', expiresAtMs: Date.parse('2026-12-09T00:00:00Z') } as const;
        return court.press({
          userid: HR,
          taskId: card.taskId,
          eventKey: buttonKey(foreign, Corp.parse('another-corp'), button),
        });
      },
    ],
    [
      'with a key that was altered',
      'forged',
      (card) => court.press({ userid: HR, taskId: card.taskId, eventKey: card.confirm.replace('confirm', 'waive') }),
    ],
    [
      'with a key of a case that is not on the card',
      'no-such-case',
      async (card) =>
        court.press({ userid: HR, taskId: card.taskId, eventKey: await court.keyFor(newId(), 'confirm') }),
    ],
    [
      'with a key that has expired',
      'expired',
      async (card) => {
        await court.outbox.move(15 * DAY);
        return court.press({ userid: HR, taskId: card.taskId, eventKey: card.confirm });
      },
    ],
    [
      'when the case is closed',
      'closed',
      async (card) => {
        await court.outbox.inCorp((tx, at) =>
          tx.case.updateMany({
            where: { corp: court.outbox.corp, id: caseId },
            data: { closedAt: at, closedBecause: 'fixed', state: 'closed' },
          }),
        );
        return court.press({ userid: HR, taskId: card.taskId, eventKey: card.confirm });
      },
    ],
    [
      'by who has left the company',
      'stranger',
      async (card) => {
        await court.change('人事示例', { status: 5 });
        return court.press({ userid: HR, taskId: card.taskId, eventKey: card.confirm });
      },
    ],
    [
      'by who has left the office',
      'not-entitled',
      async (card) => {
        await court.change('人事示例', { departments: [2] });
        return court.press({ userid: HR, taskId: card.taskId, eventKey: card.confirm });
      },
    ],
    [
      'by who leads the one it is about',
      'answered',
      async (card) => {
        await court.leadBy(2, [HR]);
        const outcome = await court.press({ userid: HR, taskId: card.taskId, eventKey: card.confirm });
        expect(await heardBy(HR)).toContain('汇报线');
        return outcome;
      },
    ],
  ];

  test.each(abuses)('%s: %s', async (_, expected, abuse) => {
    expect(await abuse(await docket())).toBe(expected);
    await nothing();
  });

  test('a second time, on a card of before, or in parallel: one decision, whatever comes', async () => {
    const card = await docket();
    const twice = () => court.press({ userid: HR, taskId: card.taskId, eventKey: card.confirm, responseCode: newId() });
    const outcomes = await Promise.all([twice(), twice(), twice()]);
    expect(outcomes.sort()).toEqual(['done', 'repeat', 'repeat']);
    expect(await twice()).toBe('repeat');
    expect((await court.file(caseId)).decisions).toHaveLength(1);
  });

  test('of a card of before, when another one has decided meanwhile', async () => {
    const card = await docket();
    await court.act((tx, ctx) =>
      decideCase(tx, ctx, { caseId, says: 'waived', reason: '属于误会', by: OTHER, via: 'page' }),
    );
    expect(await court.press({ userid: HR, taskId: card.taskId, eventKey: card.confirm })).toBe('repeat');
    expect((await court.file(caseId)).decisions).toHaveLength(1);
  });

  test('on the card whose code was spent: the decision counts all the same', async () => {
    const card = await docket();
    court.outbox.phones.api.closeCard = async () => {
      throw new Error('42043');
    };
    expect(await court.press({ userid: HR, taskId: card.taskId, eventKey: card.confirm, responseCode: '' })).toBe(
      'done',
    );
    await court.outbox.deliver();
    expect((await court.file(caseId)).decisions).toHaveLength(1);
  });
});

describe('a member answers', () => {
  const ask = () =>
    court.act((tx, ctx) => proposeMeasure(tx, ctx, { caseId, measure: 'talk', note: null, by: HR, via: 'page' }));

  test('by the buttons of his card, which tell him how to say it in words', async () => {
    await court.outbox.inCorp((tx, at) =>
      tx.decision.create({
        data: {
          corp: court.outbox.corp,
          id: newId(),
          caseId: newId(),
          actor: MEMBER,
          action: 'fixed',
          via: 'card',
          at,
        },
      }),
    );
    await ask();
    await court.outbox.deliver();
    const card = court.outbox.phones.shownTo(MEMBER).at(-1)?.card;
    const press = (label: string) =>
      court.press({
        userid: MEMBER,
        taskId: card?.task_id ?? '',
        eventKey: card?.button_list.find(({ text }) => text === label)?.key ?? '',
      });
    expect(await press('我要说明')).toBe('answered');
    expect(await heardBy(MEMBER)).toContain(`「说明 ${number} 您的话」`);
    expect(await press('申请豁免')).toBe('answered');
    expect(await heardBy(MEMBER)).toContain(`「豁免 ${number} 到12月31日 您的理由」；不写日期按 30 天`);
    expect(await court.write(MEMBER, `豁免 ${number} 当天在出差`)).toContain('豁免申请');
    expect((await court.file(caseId)).statements).toMatchObject([{ text: '申请豁免：当天在出差' }]);
  });

  test('by 豁免 in words asks for an exemption, as the page does: people agree, and only then it counts', async () => {
    expect(await court.write(MEMBER, `豁免 ${number} 到12月10日 在外地办展`)).toContain('到 2026-12-10 为止');
    const [row] = await court.outbox.inCorp((tx) => tx.exemption.findMany());
    expect(row).toMatchObject({ caseId, state: 'asked', untilDay: '2026-12-10', askedBy: MEMBER });
    expect((await court.file(caseId)).statements).toEqual([]);
    expect(await court.outbox.audit('exemption-moved')).toMatchObject([{ exemptionId: row?.id, to: 'asked' }]);
    expect(await court.write(MEMBER, `豁免 ${number} 再说一次`)).toContain('已经申请过了');
    await court.outbox.deliver();
    expect(court.outbox.phones.shownTo(HR).at(-1)?.text).toContain('在外地办展');
    await ask();
    expect(await court.write(MEMBER, `豁免 ${number} 还在外地`)).toContain('说明，会给做决定的人看');
    expect((await court.file(caseId)).statements).toMatchObject([{ text: '申请豁免：还在外地', standing: 'given' }]);
  });

  test.each([
    ['without a day', '出差一个月', '到 2026-12-'],
    ['until a day that lies behind', '到11月1日 出差', '日期要在今天以后'],
    ['until a day that is none', '到2027年2月30日 出差', '日期要在今天以后'],
    ['for years', '到2030-12-31 出差', '日期要在今天以后'],
    ['with no reason', '', '请写上内容'],
  ])('by 豁免 %s', async (_, said, answer) => {
    expect(await court.write(MEMBER, `豁免 ${number} ${said}`)).toContain(answer);
    const asked = await court.outbox.inCorp((tx) => tx.exemption.count());
    expect(asked).toBe(answer.startsWith('到') ? 1 : 0);
  });

  test.each([
    ['a day that is too far', '到2030-12-31 出差', '日期要在今天以后', null],
    ['a rule that is gone', '出差', '不用申请豁免', 'gone'],
  ])('by 豁免 of %s, while he is asked, has said nothing to the case', async (_, said, answer, instance) => {
    await ask();
    const { corp } = court.outbox;
    if (instance !== null)
      await court.outbox.inCorp((tx) => tx.case.updateMany({ where: { corp, id: caseId }, data: { instance } }));
    const heard = await court.write(MEMBER, `豁免 ${number} ${said}`);
    expect(heard).toContain(answer);
    expect(heard).not.toContain('说明，会给做决定的人看');
    expect((await court.file(caseId)).statements.filter(({ text }) => text !== null)).toEqual([]);
  });

  test('by 豁免 of what is decided, or of a case that he was never told of, asks for nothing', async () => {
    const untold = await court.openMatter({ tell: 'hr' });
    await court.outbox.inCorp((tx) =>
      tx.case.updateMany({ where: { corp: court.outbox.corp, id: untold.id }, data: { stage: null } }),
    );
    expect(await court.write(MEMBER, `豁免 ${untold.number} 出差`)).toContain('没有找到您可以处理的');
    await court.act((tx, ctx) => decideCase(tx, ctx, { caseId, says: 'confirmed', reason: null, by: HR, via: 'page' }));
    expect(await court.write(MEMBER, `豁免 ${number} 出差`)).toContain('不再收说明');
    expect(await court.outbox.inCorp((tx) => tx.exemption.count())).toBe(0);
  });

  test('by words alone, from the question to the appeal; a number is only needed when there are several', async () => {
    await ask();
    await court.outbox.deliver();
    expect(await court.write(MEMBER, '说明')).toContain('请写上内容');
    expect(await court.write(MEMBER, '说明，是同事帮我改的')).toContain('已收到您');
    expect(await court.write(HR, `属实 ${number}`)).toContain('10 分钟内');
    await court.outbox.move(11 * MINUTE);
    await court.outbox.deliver();
    expect(court.outbox.phones.shownTo(MEMBER).at(-1)?.text).toContain('结果告知');
    expect(await court.write(MEMBER, '申诉：当天我在休假')).toContain('另一位同事');
    expect(await court.write(HR, `改判 ${number} 没有依据`)).toContain('转交');
    expect(await court.write(OTHER, `改判 ${number} 没有依据`)).toContain('改判');
    expect(await court.file(caseId)).toMatchObject({ state: 'over', strike: { givenBackBecause: 'reversed' } });
  });

  test.each(['维持', '改判'])('an appeal is not decided by %s while nobody chose a reason', async (label) => {
    await ask();
    await court.write(MEMBER, '说明，是同事帮我改的');
    await court.write(HR, `属实 ${number}`);
    await court.outbox.move(11 * MINUTE);
    await court.outbox.deliver();
    await court.write(MEMBER, '申诉：当天我在休假');
    await court.outbox.deliver();
    const card = court.outbox.phones.shownTo(OTHER).findLast((one) => one.card)?.card;
    const eventKey = card?.button_list.find(({ text }) => text === label)?.key ?? '';
    const press = (reason: string) =>
      court.press({ userid: OTHER, taskId: card?.task_id ?? '', eventKey, selected: chosen(reason) });
    expect(await press('choose')).toBe('answered');
    expect(await heardBy(OTHER)).toContain(`「${label} ${number} 已当面说清」`);
    expect((await court.file(caseId)).state).toBe('appealed');
    expect(await press('not-so')).toBe('done');
  });

  test.each([
    `说明 %n 我看看`,
    `申诉 %n 我看看`,
    `免除 %n 我看看`,
    `属实 %n`,
    `提议 %n 谈话`,
    `撤销 %n`,
    `转交 %n 人事样本`,
  ])('nobody else does by 「%s」, nor learns that there is such a case', async (said) => {
    const real = await court.write('lu.ren', said.replace('%n', number));
    const unreal = await court.write('lu.ren', said.replace('%n', '99999999'));
    expect(real?.replaceAll(number, 'N').replace(/N-\d+/, '')).toBe(
      unreal?.replaceAll('99999999', 'N').replace(/N-\d+/, ''),
    );
    expect((await court.file(caseId)).statements).toEqual([]);
    expect((await court.file(caseId)).decisions).toEqual([]);
  });

  test('words that are none of ours get no answer and leave nothing', async () => {
    expect(await court.write(MEMBER, '今天天气不错')).toBeNull();
    expect(await court.write('wai.ren', `说明 ${number} 我来说`)).toBeNull();
  });

  test('about two cases is asked which', async () => {
    const second = await court.openMatter();
    await ask();
    await court.act((tx, ctx) => giveStatement(tx, ctx, { caseId, text: '先说一句', by: MEMBER, via: 'page' }));
    for (const id of [caseId, second.id])
      await court.act((tx, ctx) =>
        decideCase(tx, ctx, { caseId: id, says: 'confirmed', reason: null, by: HR, via: 'page' }),
      );
    const answer = await court.write(MEMBER, '申诉 我没有');
    expect(answer).toContain(`C-${number}`);
    expect(answer).toContain(`C-${second.number}`);
  });
});
