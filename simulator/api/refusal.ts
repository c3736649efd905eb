const WORDS: Readonly<Record<number, string>> = {
  [-1]: 'system busy',
  40001: 'invalid credential',
  40003: 'invalid userid',
  40008: 'invalid message type',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40031: 'invalid userid list',
  40032: 'invalid userid list size',
  40035: 'invalid parameter',
  40039: 'invalid url length',
  40050: 'chatid not exist',
  40056: 'invalid agentid',
  40058: 'invalid Request Parameter',
  40063: 'some parameters are empty',
  40068: 'invalid tagid',
  40091: 'secret is wrong, maybe of another corp',
  40096: 'invalid external userid',
  40206: 'request body too large',
  41001: 'access_token missing',
  41002: 'corpid missing',
  41004: 'corpsecret missing',
  41006: 'media_id missing',
  41009: 'userid missing',
  41011: 'agentid missing',
  41016: 'title missing',
  41017: 'tagid missing',
  41091: 'too many chats for one join way',
  42001: 'access_token expired',
  42014: 'task_id is invalid',
  42015: 'agentid does not match the sent message',
  42016: 'task_id does not exist',
  42022: 'code has been used',
  42052: 'msgid expired',
  43012: 'app needs a callback url',
  44004: 'text content is empty',
  45002: 'content size out of limit',
  45008: 'article size out of limit',
  45009: 'api freq out of limit',
  45033: 'api concurrent out of limit',
  48002: 'api forbidden',
  48006: 'api authority withdrawn, app long unused',
  48009: 'api forbidden for contacts sync from new ip',
  49008: 'the group chat is dismissed',
  50003: 'app is disabled',
  50100: 'invalid cursor',
  60003: 'department not found',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  60123: 'invalid party id',
  60140: 'invalid response_code',
  81013: 'user & party & tag all invalid',
  81017: 'too many items requested',
  82001: 'user/party/tag all empty',
  82002: 'too many partys',
  82003: 'too many tags',
  82101: 'no target to update',
  82102: 'target did not receive the card',
  84061: 'not exist contact relation',
  86001: 'chatid invalid',
  86004: 'chat name invalid',
  86005: 'chat owner invalid',
  86006: 'too many or too few chat members',
  86008: 'chat was not created by this app',
  86201: 'chatid missing',
  86204: 'userlist missing',
  86205: 'chatid too long',
  86207: 'chat owner is not in userlist',
  86215: 'chatid exists',
  86216: 'invalid chat member',
  90500: 'the owner has not resigned',
  90501: 'not external chat',
  90502: 'the owner has resigned',
  90503: 'the group is full',
  90504: 'the owner is the same',
  90508: 'the group was inherited',
  301025: 'approval param error',
  301052: 'archive service expired',
  301055: 'no approval authority or creator not in scope',
  301002: 'not allow operate another agent with this accesstoken',
};

/** WeCom says no, with HTTP 200 and an errcode [90313]. */
export class Refusal extends Error {
  readonly errcode: number;

  constructor(errcode: number, about = '') {
    super([WORDS[errcode] ?? 'refused', about].filter(Boolean).join(' '));
    this.errcode = errcode;
  }
}

/** The answer's two fields, in the words' usual shape; programs must not read the words. */
export function refusalBody(
  errcode: number,
  words: string,
  hint: string,
  ip: string,
): { errcode: number; errmsg: string } {
  const errmsg = `${words}, hint: [${hint}], from ip: ${ip}, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;
  return { errcode, errmsg };
}

export const wordsOf = (errcode: number): string => WORDS[errcode] ?? 'refused';
