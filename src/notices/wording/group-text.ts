import type { Topic, Words } from '../content.ts';

const TEXTS: Readonly<Record<Topic, Words>> = {
  nickname: {
    zh: '各位好，本群群昵称请按群规填写：点右上角「…」→「我在本群的昵称」。谢谢配合。',
    en: 'Hello all, please set your nickname in this group as the group’s rules say: “…” at the top right, then “My alias in group”. Thank you.',
  },
  join: {
    zh: '各位好，需要邀请他人入群时，请先联系群管理员，由管理员邀请。谢谢配合。',
    en: 'Hello all, if somebody should join this group, please ask the group’s admin to send the invitation. Thank you.',
  },
  missing: {
    zh: '各位好，还有同事未入群，请群管理员协助邀请。谢谢。',
    en: 'Hello all, a few colleagues are not here yet; the admin will invite them. Thank you.',
  },
  leaver: {
    zh: '各位好，本群将例行核对成员，不再需要留在群内的成员会被移出。谢谢理解。',
    en: 'Hello all, we are checking the list of members; those who no longer need this group will be removed. Thank you.',
  },
  other: {
    zh: '各位好，本群将例行核对成员与昵称，请按群规配合。谢谢。',
    en: 'Hello all, we are checking members and nicknames; please follow the group’s rules. Thank you.',
  },
};

/** Words for a whole group. They name nobody, ever: no place to fill is in them. */
export const groupTextFor = (topic: Topic): Words => TEXTS[topic];

export const GROUP_TEXTS = TEXTS;
