/** 发个红包, 罚 100 元红包, 红包走起: words by which somebody is told to send one. */
const TOLD_TO_SEND = [
  /罚[^，。！？,.!?]{0,8}红包/u,
  /(?:自觉|主动|赶紧|马上|必须|请|补|该|去|来|你|您|要)?(?:发|补|包)(?:个|一个|[\d一二两三]+个|[\d一二两三四五六七八九十百]+(?:元|块)(?:的)?)?(?:大|群|小)?红包/u,
  /红包(?:走起|伺候|安排|呢)/u,
];

/** Feasts and thanks, what was sent already, and what the writer does himself: no order to anybody. */
const NO_ORDER =
  /生日|新婚|新年|春节|元旦|中秋|端午|过年|开门红|恭喜|祝|感谢|谢谢|抢|手气|已发|发了|发过|我(?:来|先|给大家|也)?发|不(?:用|要|必|得|准)[^，。]{0,4}发|禁止/u;

/**
 * Whether words tell somebody to send a red packet. It is called when the message is heard, and only the answer is kept. It asks a
 * question of HR and accuses nobody. Pure.
 */
export const readRedPacketOrder = (text: string): 'order' | 'none' =>
  !NO_ORDER.test(text) && TOLD_TO_SEND.some((pattern) => pattern.test(text)) ? 'order' : 'none';
