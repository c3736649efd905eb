import type { Company } from './company.ts';

/** A way into customer groups (加入群聊): what its QR code stands for [92229]. */
export interface JoinWay {
  readonly configId: string;
  scene: number;
  remark: string;
  autoCreateRoom: number;
  roomBaseName: string;
  roomBaseId: number;
  chatIds: readonly string[];
  state: string;
}

/** The living way with this state that leads into the group, if any. */
export const joinWayInto = (company: Company, chatId: string, state: string): JoinWay | undefined =>
  [...company.joinWays.values()].find((way) => way.state === state && way.chatIds.includes(chatId));
