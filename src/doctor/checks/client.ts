import { type Words, w } from '../../wecom/errcodes/entry.ts';
import { type Check, cannotTell, type Finding, found } from '../check.ts';

/** WeCom's own switches that help a policy. No API shows one of them. */
const SWITCHES: readonly { readonly what: Words; readonly why: Words; readonly where: Words }[] = [
  {
    what: w('「在微工作台中始终进入主页」应当关着', '「在微工作台中始终进入主页」 should be off'),
    why: w('开着时，微信里只看得到消息的前 20 个字节。', 'While it is on, WeChat shows 20 bytes of a message.'),
    where: w(
      '管理后台 → 应用管理 → 本应用；再用 doctor --message 验证',
      'Admin console → 应用管理 → the app; proved by doctor --message',
    ),
  },
  {
    what: w('微信插件应当允许接收和回复消息', 'the WeChat plugin should let people read and answer'),
    why: w('只用微信的人否则收不到通知。', 'Who uses WeChat alone hears nothing otherwise.'),
    where: w('管理后台 → 我的企业 → 微信插件', 'Admin console → 我的企业 → 微信插件'),
  },
  {
    what: w(
      '客户群的「群聊邀请确认」由群主在客户端打开',
      '「群聊邀请确认」 of a customer group is switched on by its owner, in the client',
    ),
    why: w(
      '打开后进群要群主点头，比事后提醒管用。',
      'It asks the owner before anybody comes in: better than a reminder afterwards.',
    ),
    where: w(
      '群主在客户端：群聊 → 右上角 → 群管理 → 群聊邀请确认；HR 用 qungui attest 记下谁保证过',
      'The owner, in the client: the group → top right → 群管理 → 群聊邀请确认; HR records with qungui attest who vouches for it',
    ),
  },
];

/** Switches of client and console that only people can look at. Never fine: unknown is said as unknown. */
export const client: Check = {
  id: 'client',
  title: w('客户端开关', 'switches of the client'),
  look: async () =>
    found(
      w('没有接口能读这些开关，请看一眼', 'no API reads these switches: have a look'),
      ...SWITCHES.map((one): Finding => cannotTell(one)),
    ),
};
