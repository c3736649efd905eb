/** A group made by our own app [98913, 98914]. */
export interface ManagedGroup {
  readonly chatId: string;
  readonly name: string;
  readonly owner: string;
  readonly members: readonly string[];
}

/** What is to change in a group; what is not named stays. */
export interface GroupChange {
  readonly chatId: string;
  readonly name?: string;
  /** Must be, or become, a member; needed when the present owner is removed [98914]. */
  readonly owner?: string;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

export interface AppchatApi {
  create(group: {
    readonly name: string;
    readonly owner: string;
    readonly members: readonly string[];
    readonly chatId?: string;
  }): Promise<string>;
  /** All of it or, when WeCom refuses, nothing [98914]. 1000 calls an hour and corp. Never asked twice by itself. */
  update(change: GroupChange): Promise<void>;
  /** Null when the app made no such group (40050, 86001, 86008). */
  get(chatId: string): Promise<ManagedGroup | null>;
}
