import { type Words, w } from '../../wecom/errcodes/entry.ts';
import { type Check, cannotTell, type Finding, fails, found } from '../check.ts';
import { heardOf, lastMessage, type Place } from '../test-rows.ts';

const HOME_FIRST = w(
  '管理后台 → 应用管理 → 本应用 → 关闭「在微工作台中始终进入主页」',
  'Admin console → 应用管理 → the app: switch 「在微工作台中始终进入主页」 off',
);
const AGAIN = w(
  '明天再运行 doctor --message <userid>（一天最多一条）',
  'then doctor --message <userid> again, tomorrow at the earliest (one a day)',
);

/** Whether people can read what is sent, whole, in WeCom and in WeChat: only somebody who reads it can say. */
export const message: Check = {
  id: 'message',
  title: w('消息能不能读全', 'messages, read whole'),
  async look({ deps, corp: { slug } }) {
    const { sent, heard } = await deps.db.withCorp(slug, async (tx) => {
      const last = await lastMessage(tx, slug);
      return { sent: last, heard: last ? await heardOf(tx, slug, last) : [] };
    });
    if (!sent) return found(w('还没有发过测试消息', 'no test message was ever sent'), never());
    const on = sent.at.toISOString().slice(0, 10);
    const of = (place: Place): Finding[] => judged(place, heard.find(({ seenIn }) => seenIn === place)?.read);
    return found(w(`测试消息发于 ${on}`, `a test message was sent on ${on}`), ...of('client'), ...of('wechat'));
  },
};

const PLACES: Readonly<Record<Place, Words>> = {
  client: w('企业微信客户端', "WeCom's own client"),
  wechat: w('微信插件', 'WeChat, through the plugin'),
};

function judged(place: Place, read: 'yes' | 'no' | undefined): Finding[] {
  if (read === 'yes') return [];
  if (read === undefined) return [notTyped(place)];
  return [place === 'wechat' ? cutInWechat() : unreadInClient()];
}

const never = (): Finding =>
  cannotTell({
    what: w('消息在手机上显示成什么样，没有接口可查', 'no API says what people see of a message'),
    why: w(
      '应用开着「始终进入主页」时，微信里只显示前 20 个字节，别的类型只剩一句提示。',
      'With 「始终进入主页」 on, WeChat shows 20 bytes of a text and a hint for all else.',
    ),
    where: w(
      `先看 ${HOME_FIRST.zh}；再运行 doctor --message <测试人的 userid>，只发给他一个人`,
      `First ${HOME_FIRST.en}; then run doctor --message <userid of a tester>: nobody else is written to`,
    ),
  });

const notTyped = (place: Place): Finding =>
  cannotTell({
    what: w(`还没有人从${PLACES[place].zh}报回校验码`, `nobody has typed the code back from ${PLACES[place].en}`),
    why: w('校验码在第 60 个字节之后：看得到它，就读得全。', 'The code stands behind byte 60: who sees it, sees all.'),
    where: w(
      `运行 doctor --code <校验码> --seen-in ${place}；看不到校验码就运行 doctor --unread ${place}`,
      `Run doctor --code <code> --seen-in ${place}; where the code cannot be seen: doctor --unread ${place}`,
    ),
  });

const cutInWechat = (): Finding =>
  fails({
    what: w('微信里看不到校验码', 'in WeChat the code cannot be seen'),
    why: w(
      '「在微工作台中始终进入主页」开着，或微信插件没有放开：只在微信里看消息的人读不到通知。',
      '「在微工作台中始终进入主页」 is on, or the plugin is closed: who reads in WeChat reads no notice.',
    ),
    where: w(
      `${HOME_FIRST.zh}；我的企业 → 微信插件，允许成员在微信中接收和回复消息；${AGAIN.zh}`,
      `${HOME_FIRST.en}; 我的企业 → 微信插件: let members read and answer in WeChat; ${AGAIN.en}`,
    ),
  });

const unreadInClient = (): Finding =>
  fails({
    what: w('企业微信客户端里看不到校验码', "in WeCom's own client the code cannot be seen"),
    why: w('消息没有到，或到了别的账号。', 'It did not arrive, or arrived at another account.'),
    where: w(
      `核对账号和 doctor --only app,scope；${AGAIN.zh}`,
      `Compare the account, and doctor --only app,scope; ${AGAIN.en}`,
    ),
  });
