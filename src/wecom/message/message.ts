/** What WeCom said about one send [90236]. `errcode` 0 with `invalidUsers` filled is a partial failure. */
export interface SendOutcome {
  readonly msgid: string;
  readonly responseCode: string | null;
  readonly invalidUsers: readonly string[];
  readonly unlicensedUsers: readonly string[];
}

export interface MessageApi {
  /**
   * Sends exactly these bytes: a JSON body of `message/send`, already holding `enable_duplicate_check`. Sending the same
   * bytes again within the check's interval shows nothing twice [90236]. Throws E-WECOM-UNREACHABLE when the outcome is unknown.
   */
  sendExactly(body: string): Promise<SendOutcome>;
  /** Greys the buttons of a card: `response_code` is spent by it [94888]. */
  closeCard(userids: readonly string[], responseCode: string, label: string): Promise<void>;
  /** Puts another card in the place of one; `response_code` is spent by it [94888]. */
  replaceCard(userids: readonly string[], responseCode: string, card: Readonly<Record<string, unknown>>): Promise<void>;
  /** Takes a message back, at most 24 h old [94867]. */
  recall(msgid: string): Promise<void>;
  /** The app's agentid, part of every body. */
  readonly agentId: number;
}
