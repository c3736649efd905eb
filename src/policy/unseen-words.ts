import type { Unseen } from '../events/facts.ts';
import { UNSEEN } from '../events/facts.ts';
import type { Sentence } from '../rules/rule.ts';

const w = (zh: string, en: string): Sentence => ({ zh, en });

/** Why something could not be checked, for people. */
const WORDS: Readonly<Record<Unseen, Sentence>> = {
  'no-entry': w('登记册里没有这个群', 'the register does not say what this group is for'),
  'other-policy': w('登记的群类别不在这份制度里', 'the register names a kind of group that this policy does not know'),
  'never-fetched': w('已经发现，还没有读到', 'found, and not read yet'),
  'no-nickname-api': w('企业微信只提供客户群的群昵称', 'WeCom shows nicknames of customer groups only'),
  'no-inviter-api': w('应用建的群，企业微信不提供邀请人', 'WeCom names no inviter in groups that an app made'),
  'no-admins-api': w('企业微信只提供客户群的管理员', 'WeCom lists the admins of customer groups only'),
  'internal-group': w(
    '成员自建的内部群，没有接口也没有事件',
    'made by members in the client: no API and no event shows it',
  ),
  'native-group': w(
    '全员群和部门群由企业微信维护，不提供名单',
    'WeCom keeps this roster itself and shows it to no app',
  ),
  'linked-group': w('与其他企业共有的群，看不到名单', 'shared with other corps: its roster is shown to no app'),
  'outside-wecom': w('不在企业微信里', 'it is outside WeCom'),
  'reach-unknown': w('还不知道能看到这个群的什么', 'nobody knows yet what can be seen of this group'),
  'other-reach': w('制度没有料到这类群是这种类型', 'the policy does not expect such a group to be of this reach'),
  'no-contact-record': w('没有同事添加过此人，查不到资料', 'no employee has added this person, so nothing is known'),
  'identity-unknown': w('还没有人认定此人的身份', 'nobody has said yet who this person is'),
  'relation-unknown': w(
    '还没有人说明此人与公司的关系（正式、外包……）',
    'nobody has said how this person stands to the company (regular, outsourced …)',
  ),
  'inviter-not-told': w('企业微信没有说明由谁邀请', 'WeCom did not say who invited'),
  'no-archive': w('没有开通会话内容存档', 'the message archive is not connected'),
  'no-seat': w('群里没有人开通会话存档席位', 'nobody in the group has a seat of the message archive'),
  'no-consent': w('群里有外部人员还没有同意存档', 'somebody from outside has not agreed to the archive'),
  'data-gap': w('同步失败或回调丢失', 'a sync failed or callbacks were lost'),
  'no-word-list': w('词表还没有导入', 'the list of words has not been imported'),
  'calendar-unknown': w('那一年的放假安排还没有公布', 'nobody has announced the working days of that year'),
  'shift-unknown': w('没有此人的排班', 'nobody told when this person works'),
  excepted: w('制度对这个群有期限内的例外', 'an exception of the policy spares this group for a while'),
  unset: w('制度里还有数字没有定', 'the policy leaves a number open'),
};

/** A reason as coverage rows carry it; one that this version does not know is said as it stands. */
export function unseenInWords(reason: string): Sentence {
  const known = UNSEEN.find((one) => one === reason);
  return known ? WORDS[known] : { zh: reason, en: reason };
}
