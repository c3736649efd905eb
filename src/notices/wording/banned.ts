/** Words of punishment. A machine reminds; it never sends these to a member (警告 is a sanction in law). */
export const BANNED_ZH =
  /违规|违纪|警告|处罚|罚|扣|严禁|通报|黑名单|第\s*[\d一二三四五六七八九十]+\s*次|最后|限期|[!！]/u;
export const BANNED_EN =
  /\b(violat\w*|warn\w*|punish\w*|penalt\w*|fined?|blacklist\w*|ultimatum|deadline|last chance)\b|!/iu;

/** The sentences of a clause that a message to a member may quote; empty when none may. */
export function quotable(duty: string): string {
  return (duty.match(/[^。；;.]+[。；;.]?/gu) ?? [])
    .filter((sentence) => !BANNED_ZH.test(sentence) && !BANNED_EN.test(sentence))
    .join('')
    .trim();
}
