/**
 * The words by which messages are read: data, which a policy may widen. A word with `whole` counts only when nothing else
 * is said; every other must begin the message. Nothing here is understood: a word is there or it is not.
 */
export interface Lexicon {
  /** Words that acknowledge, under the word of the policy that they stand for. */
  readonly acknowledge: Readonly<Record<string, readonly string[]>>;
  readonly acknowledgeWhole: Readonly<Record<string, readonly string[]>>;
  readonly done: readonly string[];
  readonly move: readonly string[];
  readonly reason: readonly string[];
  readonly handOver: readonly string[];
  readonly decline: readonly string[];
  readonly ask: readonly string[];
  readonly question: readonly string[];
  readonly sameDay: readonly string[];
  readonly receipt: readonly string[];
  readonly notice: readonly string[];
  /** Thanks, praise, greetings, goodbyes: alone they ask for nothing and answer nothing. */
  readonly courtesy: readonly string[];
  readonly praise: readonly string[];
  /** How people are addressed without a name; says nothing. */
  readonly address: readonly string[];
}

export const ordinaryLexicon: Lexicon = {
  acknowledge: {
    收到: ['收到', '已收到', '我收到', '已阅', '知悉', '已知悉', '知道了', '收悉', '已读'],
    执行: ['执行', '照办', '落实', '按要求办'],
    马上执行: [
      '马上执行',
      '立即执行',
      '立刻执行',
      '马上办',
      '马上处理',
      '立即处理',
      '马上落实',
      '马上去',
      '这就去',
      '这就办',
    ],
    好的: ['好的', '好嘞', '好滴', '明白', '了解', '清楚', '遵命', '没问题', '是的', '嗯嗯'],
  },
  acknowledgeWhole: {
    好的: ['好', '行', '可以', '是', '嗯', 'ok', '1', '[强]', '[ok]', '👌', '👍', '✅'],
  },
  done: [
    '已完成',
    '完成了',
    '办好了',
    '已办',
    '已发',
    '发您了',
    '发了',
    '已提交',
    '已上传',
    '搞定',
    '已处理',
    '处理好了',
    '已解决',
    '解决了',
  ],
  move: ['改到', '延到', '延期', '推迟', '顺延', '改成', '改在'],
  reason: ['因', '由于', '鉴于', '原因'],
  handOver: ['转交', '转给', '交给', '移交', '处理', '跟进', '负责', '办理', '接手'],
  decline: ['不是我', '不归我', '做不了', '接不了', '没空', '办不了'],
  ask: [
    '请',
    '麻烦',
    '务必',
    '尽快',
    '安排',
    '落实',
    '提交',
    '上报',
    '报送',
    '发我',
    '发给我',
    '交给我',
    '记得',
    '负责',
  ],
  question: ['?', '？', '吗', '是否', '有没有', '什么时候', '怎么', '为什么', '多少', '哪'],
  sameDay: ['今天', '今日', '当天', '下班前', '现在', '马上', '立即', '立刻', '今晚'],
  receipt: ['收到请回', '收到回复', '请回复收到', '收到请确认', '回复收到', '回复1', '收悉请回'],
  notice: ['【通知】', '[通知]', '通知：', '通知:', '通知如下', '放假通知', '会议通知', '【公告】'],
  courtesy: [
    '谢谢',
    '感谢',
    '多谢',
    '谢了',
    '辛苦',
    '恭喜',
    '祝贺',
    '生日快乐',
    '节日快乐',
    '新年好',
    '欢迎',
    '早上好',
    '早',
    '晚安',
    '再见',
    '拜拜',
    '下次聊',
    '不客气',
    '哈哈',
    '[玫瑰]',
    '[抱拳]',
    '[鼓掌]',
    '[微笑]',
    '[呲牙]',
    '[庆祝]',
    '🎉',
    '🌹',
    '🙏',
  ],
  address: ['领导', '各位', '大家', '老师', '老板', '同事'],
  praise: ['很好', '真好', '真棒', '很棒', '不错', '漂亮', '优秀', '给力', '学习的榜样', '厉害'],
};
