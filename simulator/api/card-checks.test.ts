import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, setStage } from '../testing/open-stage.ts';

const URL_ACTION = { type: 1, url: 'https://example.com' };
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `o${index}`, text: `选项${index}` }));
const BUTTON = { text: '已修改', key: 'fixed' };

const RIGHT = {
  text_notice: { card_type: 'text_notice', main_title: { title: '标题' }, card_action: URL_ACTION },
  news_notice: {
    card_type: 'news_notice',
    main_title: { title: '标题' },
    card_image: { url: 'https://example.com/a.png' },
    card_action: URL_ACTION,
  },
  button_interaction: {
    card_type: 'button_interaction',
    task_id: 't-1',
    main_title: { title: '标题' },
    button_list: [BUTTON],
  },
  vote_interaction: {
    card_type: 'vote_interaction',
    task_id: 't-1',
    main_title: { title: '标题' },
    checkbox: { question_key: 'q', option_list: options(2) },
    submit_button: { text: '提交', key: 's' },
  },
  multiple_interaction: {
    card_type: 'multiple_interaction',
    task_id: 't-1',
    main_title: { title: '标题' },
    select_list: [{ question_key: 'q', option_list: options(2) }],
    submit_button: { text: '提交', key: 's' },
  },
} as const;

type Kind = keyof typeof RIGHT;

let stage: Awaited<ReturnType<typeof setStage>>;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const sendCard = (card: object) =>
  stage.call('message/send', {
    touser: 'li.yangben',
    msgtype: 'template_card',
    agentid: stage.tenant.agentId,
    template_card: card,
  });

describe('a card is taken', () => {
  test.each(Object.keys(RIGHT) as Kind[])('as the plainest %s', async (kind) => {
    const answer = await sendCard({ ...RIGHT[kind], ...(!kind.endsWith('notice') && { task_id: kind }) });

    expect(answer).toMatchObject({ errcode: 0 });
    expect('response_code' in answer).toBe(!kind.endsWith('notice'));
  });

  test('longer than advised: the client cuts it', async () => {
    const { tenant, call } = await openStage();
    const card = {
      ...RIGHT.button_interaction,
      main_title: { title: '长'.repeat(60) },
      button_list: [{ text: '一二三四五六七八九十一', key: 'k' }],
    };

    expect(
      (
        await call('message/send', {
          touser: 'li.yangben',
          msgtype: 'template_card',
          agentid: tenant.agentId,
          template_card: card,
        })
      ).errcode,
    ).toBe(0);
    expect(tenant.stats().notices.cut).toBe(2);
  });
});

describe('a card is refused', () => {
  test.each<[Kind, object, number]>([
    ['text_notice', { card_type: 'poster' }, 42031],
    ['text_notice', { main_title: { title: '' } }, 42033],
    ['text_notice', { card_action: undefined }, 42045],
    ['text_notice', { card_action: { type: 0 } }, 42045],
    ['text_notice', { card_action: { type: 1 } }, 42028],
    ['text_notice', { card_action: { type: 2 } }, 42030],
    ['text_notice', { horizontal_content_list: [{ value: '无名' }] }, 42027],
    ['text_notice', { horizontal_content_list: Array.from({ length: 7 }, () => ({ keyname: '行' })) }, 42035],
    ['text_notice', { horizontal_content_list: [{ type: 1, keyname: '行' }] }, 42028],
    ['text_notice', { horizontal_content_list: [{ type: 2, keyname: '行' }] }, 42029],
    ['text_notice', { horizontal_content_list: [{ type: 3, keyname: '行' }] }, 42050],
    ['text_notice', { jump_list: Array.from({ length: 4 }, () => ({ title: '去' })) }, 42042],
    ['text_notice', { jump_list: [{ type: 0 }] }, 42033],
    ['text_notice', { jump_list: [{ type: 2, title: '去' }] }, 42030],
    ['text_notice', { quote_area: { type: 1, quote_text: '引用' } }, 42028],
    [
      'text_notice',
      {
        task_id: 't-1',
        action_menu: {
          action_list: [
            { text: '甲', key: 'same' },
            { text: '乙', key: 'same' },
          ],
        },
      },
      42051,
    ],
    ['text_notice', { task_id: 't-1', action_menu: { action_list: [{ text: '甲' }] } }, 42039],
    ['text_notice', { action_menu: { action_list: [{ text: '甲', key: 'a' }] } }, 42014],
    ['text_notice', { main_title: { title: 7 } }, 40058],
    ['news_notice', { card_image: undefined }, 42044],
    ['news_notice', { vertical_content_list: Array.from({ length: 5 }, () => ({ title: '行' })) }, 42036],
    ['news_notice', { vertical_content_list: [{ desc: '无题' }] }, 42033],
    ['button_interaction', { task_id: undefined }, 42014],
    ['button_interaction', { task_id: '带 空格' }, 42014],
    ['button_interaction', { task_id: 'x'.repeat(129) }, 42014],
    ['button_interaction', { main_title: undefined }, 42033],
    ['button_interaction', { button_list: [] }, 40058],
    ['button_interaction', { button_list: Array.from({ length: 7 }, () => BUTTON) }, 40058],
    ['button_interaction', { button_list: [{ key: 'k' }] }, 42038],
    ['button_interaction', { button_list: [{ text: '按' }] }, 42039],
    ['button_interaction', { button_list: [{ text: '按', key: 'k'.repeat(1025) }] }, 42039],
    ['button_interaction', { button_list: [{ type: 1, text: '按' }] }, 42028],
    ['button_interaction', { button_selection: { option_list: options(1) } }, 42043],
    ['button_interaction', { button_selection: { question_key: 'q', option_list: options(11) } }, 42037],
    ['button_interaction', { button_selection: { question_key: 'q', option_list: [{ text: '无号' }] } }, 42040],
    ['button_interaction', { button_selection: { question_key: 'q', option_list: [{ id: 'a' }] } }, 42041],
    ['vote_interaction', { checkbox: undefined }, 42043],
    ['vote_interaction', { checkbox: { question_key: 'q', option_list: options(21) } }, 42037],
    ['vote_interaction', { submit_button: { key: 's' } }, 42049],
    ['vote_interaction', { submit_button: { text: '提交' } }, 42046],
    ['multiple_interaction', { select_list: [] }, 42047],
    [
      'multiple_interaction',
      { select_list: Array.from({ length: 4 }, () => ({ question_key: 'q', option_list: options(1) })) },
      42047,
    ],
    ['multiple_interaction', { select_list: [{ question_key: 'q', option_list: options(11) }] }, 42037],
  ])('%s with %j: %i', async (kind, change, errcode) => {
    expect((await sendCard({ ...RIGHT[kind], ...change })).errcode).toBe(errcode);
  });

  test('an interactive one when the app has no callback address', async () => {
    const { tenant, call } = await openStage();
    tenant.setCallback('app', null);
    const send = async (card: object) =>
      (
        await call('message/send', {
          touser: 'li.yangben',
          msgtype: 'template_card',
          agentid: tenant.agentId,
          template_card: card,
        })
      ).errcode;

    expect([await send(RIGHT.button_interaction), await send(RIGHT.text_notice)]).toEqual([43012, 0]);
  });

  test('when its task id was used before', async () => {
    const { tenant, call } = await openStage();
    const send = async (title: string) =>
      (
        await call('message/send', {
          touser: 'li.yangben',
          msgtype: 'template_card',
          agentid: tenant.agentId,
          template_card: { ...RIGHT.button_interaction, main_title: { title } },
        })
      ).errcode;

    expect([await send('一'), await send('二')]).toEqual([0, 42014]);
  });
});
