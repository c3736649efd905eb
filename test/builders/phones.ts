import type { MessageApi, SendOutcome } from '../../src/wecom/message/message.ts';
import { WeComRefused } from '../../src/wecom/refused.ts';
import { unreachable } from '../../src/wecom/trouble.ts';

/** What a call comes to: an errcode, a person WeCom does not know, or the wire: before WeCom took the message, or after. */
export type Mishap = number | 'invaliduser' | 'unlicenseduser' | 'lost-question' | 'lost-answer';

export interface Shown {
  readonly to: string;
  readonly body: string;
  readonly text: string;
  readonly card: {
    readonly task_id: string;
    readonly button_list: readonly { readonly text: string; readonly key: string }[];
    readonly quote_area?: { readonly quote_text: string };
  } | null;
}

/** Everybody's phones, behind WeCom's own duplicate check: the same bytes are shown once. */
export function openPhones() {
  const calls: string[] = [];
  const shown = new Map<string, Shown>();
  const closed: { readonly userids: readonly string[]; readonly responseCode: string; readonly label: string }[] = [];
  let mishapOf: (body: string, call: number) => Mishap | null = () => null;

  const show = (body: string): void => {
    const {
      touser,
      text,
      template_card: card,
    } = JSON.parse(body) as { touser: string; text?: { content: string }; template_card?: Shown['card'] };
    if (!shown.has(body))
      shown.set(body, { to: touser, body, text: text?.content ?? JSON.stringify(card), card: card ?? null });
  };
  const answer = (over: Partial<SendOutcome> = {}): SendOutcome => ({
    msgid: `msg-${calls.length}`,
    responseCode: `code-${calls.length}`,
    invalidUsers: [],
    unlicensedUsers: [],
    ...over,
  });
  const api: MessageApi = {
    agentId: 1_000_007,
    sendExactly: async (body) => {
      calls.push(body);
      const mishap = mishapOf(body, calls.length);
      const { touser } = JSON.parse(body) as { touser: string };
      if (typeof mishap === 'number') throw new WeComRefused('message/send', { errcode: mishap, errmsg: '' });
      if (mishap === 'lost-question') throw unreachable('message/send', 'TIMEOUT');
      if (mishap === 'invaliduser') return answer({ invalidUsers: [touser] });
      if (mishap === 'unlicenseduser') return answer({ unlicensedUsers: [touser] });
      show(body);
      if (mishap === 'lost-answer') throw unreachable('message/send', 'ECONNRESET');
      return answer();
    },
    closeCard: async (userids, responseCode, label) => {
      closed.push({ userids, responseCode, label });
    },
    replaceCard: async () => undefined,
    recall: async () => undefined,
  };
  return {
    api,
    calls,
    closed,
    shown: () => [...shown.values()],
    shownTo: (userid: string) => [...shown.values()].filter((message) => message.to === userid),
    /** From now on calls come to this; null is success. */
    meet: (mishap: typeof mishapOf) => {
      mishapOf = mishap;
    },
  };
}
