/** A customer group as `externalcontact/groupchat/get` answers with `need_name` [92122]. */
export interface CustomerGroup {
  readonly chatId: string;
  readonly name: string;
  readonly owner: string;
  readonly createdAt: Date;
  readonly notice: string;
  readonly admins: readonly string[];
  readonly memberVersion: string | null;
  readonly members: readonly CustomerGroupMember[];
}

export interface CustomerGroupMember {
  readonly id: string;
  readonly kind: 'employee' | 'external';
  readonly joinedAt: Date;
  readonly joinScene: number | null;
  readonly inviter: string | null;
  readonly joinState: string | null;
  /** Empty when none is set. */
  readonly nickname: string;
  readonly name: string;
}

export interface GroupchatApi {
  /** Ids of customer groups of these owners (at most 100 a call; more are split) [92120]. */
  list(owners: readonly string[]): Promise<{ readonly chatId: string; readonly status: number }[]>;
  /** One group; `gone`: dissolved (49008); `not-ours`: not a customer group of this corp (90501, 90509, 92002, 40058). */
  get(chatId: string): Promise<CustomerGroup | 'gone' | 'not-ours'>;
  /** What WeCom counts in the customer groups of owners on the day that begins then (at most 100 a call; more are split) [92133]. */
  statistics(owners: readonly string[], dayBeginsMs: number): Promise<OwnerCount[]>;
  /**
   * Gives customer groups a new owner: `left` for owners who left the company [92127], `present` for the others [95703].
   * Answers those that WeCom did not hand over, each with its errcode. At most 100 a call; more are split.
   */
  transfer(chatIds: readonly string[], newOwner: string, owner: 'left' | 'present'): Promise<NotHandedOver[]>;
}

export interface OwnerCount {
  readonly owner: string;
  readonly groups: number;
  readonly groupsWithMessages: number;
  /** Of the day, or up to it: the documents can be read both ways. */
  readonly messages: number;
}

export interface NotHandedOver {
  readonly chatId: string;
  readonly errcode: number;
}
