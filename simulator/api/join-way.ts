import type { Company } from '../world/company.ts';
import type { JoinWay } from '../world/join-ways.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { customerGroup } from './groupchat.ts';
import { neededText, textOf, textsOf, wholeOf } from './params.ts';
import { Refusal } from './refusal.ts';

const at = (name: string, answer: (call: Call) => Body): Endpoint => ({
  path: `externalcontact/groupchat/${name}_join_way`,
  method: 'POST',
  opening: 'customer',
  answer,
});

/** 加入群聊: QR codes into at most five customer groups each [92229]. */
export const joinWayEndpoints: readonly Endpoint[] = [
  at('add', ({ company, body }) => {
    const configId = company.chance.hex(32);
    company.joinWays.set(configId, { configId, ...settingsOf(company, body) });
    return { config_id: configId };
  }),
  at('get', ({ company, body }) => ({ join_way: shown(present(company, body)) })),
  at('update', ({ company, body }) => {
    Object.assign(present(company, body), settingsOf(company, body));
    return {};
  }),
  at('del', ({ company, body }) => {
    company.joinWays.delete(present(company, body).configId);
    return {};
  }),
];

function settingsOf(company: Company, body: Body): Omit<JoinWay, 'configId'> {
  const scene = wholeOf(body, 'scene', 0);
  if (scene !== 1 && scene !== 2) throw new Refusal(40058, 'scene');
  const chatIds = textsOf(body, 'chat_id_list');
  if (chatIds.length < 1) throw new Refusal(40058, 'chat_id_list');
  if (chatIds.length > 5) throw new Refusal(41091);
  for (const chatId of chatIds) customerGroup(company, chatId);
  const limited = (name: string, characters: number): string => {
    const text = textOf(body, name);
    if ([...text].length > characters) throw new Refusal(40058, name);
    return text;
  };
  return {
    scene,
    remark: limited('remark', 30),
    autoCreateRoom: wholeOf(body, 'auto_create_room', 1),
    roomBaseName: limited('room_base_name', 40),
    roomBaseId: wholeOf(body, 'room_base_id', 0),
    chatIds,
    state: limited('state', 30),
  };
}

function present(company: Company, body: Body): JoinWay {
  const way = company.joinWays.get(neededText(body, 'config_id'));
  if (!way) throw new Refusal(40058, 'config_id');
  return way;
}

const shown = (way: JoinWay): Body => ({
  config_id: way.configId,
  type: way.scene,
  scene: way.scene,
  remark: way.remark,
  auto_create_room: way.autoCreateRoom,
  room_base_name: way.roomBaseName,
  room_base_id: way.roomBaseId,
  chat_id_list: way.chatIds,
  qr_code: `https://p.qpic.cn/wwhead/${way.configId}/0`,
  state: way.state,
});
