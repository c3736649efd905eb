import { declared } from './avatar/declared.ts';
import { copiedOut } from './content/copied-out.ts';
import { flood } from './content/flood.ts';
import { graded } from './content/graded.ts';
import { kindsOfMessages } from './content/kinds-of-messages.ts';
import { links } from './content/links.ts';
import { personalData } from './content/personal-data.ts';
import { quietHours } from './content/quiet-hours.ts';
import { redPackets } from './content/red-packets.ts';
import { requiredPost } from './content/required-post.ts';
import { voiceShare } from './content/voice-share.ts';
import { words } from './content/words.ts';
import { accounts } from './membership/accounts.ts';
import { admins } from './membership/admins.ts';
import { allowedMembers } from './membership/allowed-members.ts';
import { inviterDuty } from './membership/inviter-duty.ts';
import { joinedBy } from './membership/joined-by.ts';
import { leaverInside } from './membership/leaver-inside.ts';
import { leftAlone } from './membership/left-alone.ts';
import { moverInside } from './membership/mover-inside.ts';
import { repeated } from './membership/repeated.ts';
import { requiredMembers } from './membership/required-members.ts';
import { returned } from './membership/returned.ts';
import { reviewed } from './membership/reviewed.ts';
import { rolesPresent } from './membership/roles-present.ts';
import { size } from './membership/size.ts';
import { vouched } from './membership/vouched.ts';
import { groupName } from './naming/group-name.ts';
import { nickname } from './naming/nickname.ts';
import { nicknameKept } from './naming/nickname-kept.ts';
import { nicknameOverdue } from './naming/nickname-overdue.ts';
import { renamed } from './naming/renamed.ts';
import { announcement } from './register/announcement.ts';
import { approved } from './register/approved.ts';
import { checklist } from './register/checklist.ts';
import { complete } from './register/complete.ts';
import { dormant } from './register/dormant.ts';
import { ended } from './register/ended.ts';
import { handover } from './register/handover.ts';
import { registered } from './register/registered.ts';
import { customer } from './response/customer.ts';
import { notice } from './response/notice.ts';
import { onlyWhenAsked } from './response/only-when-asked.ts';
import { published } from './response/published.ts';
import { question } from './response/question.ts';
import { task } from './response/task.ts';
import type { Rule } from './rule.ts';
import { oneGroupPerUnit } from './set/one-group-per-unit.ts';
import { oneOfASet } from './set/one-of-a-set.ts';

/** Every rule there is. A rule that is not listed here does not exist. */
export const rules: readonly Rule[] = [
  registered,
  approved,
  complete,
  ended,
  dormant,
  checklist,
  announcement,
  handover,
  requiredMembers,
  allowedMembers,
  joinedBy,
  leaverInside,
  moverInside,
  returned,
  leftAlone,
  admins,
  size,
  rolesPresent,
  vouched,
  reviewed,
  inviterDuty,
  accounts,
  repeated,
  groupName,
  renamed,
  nickname,
  nicknameKept,
  nicknameOverdue,
  declared,
  oneGroupPerUnit,
  oneOfASet,
  task,
  notice,
  question,
  customer,
  published,
  onlyWhenAsked,
  words,
  graded,
  links,
  personalData,
  flood,
  voiceShare,
  redPackets,
  quietHours,
  kindsOfMessages,
  requiredPost,
  copiedOut,
];

export const rulesById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));
