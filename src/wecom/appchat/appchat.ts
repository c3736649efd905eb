/** A group made by our own app [98913, 98914]. */
export interface ManagedGroup {
  readonly chatId: string;
  readonly name: string;
  readonly owner: string;
  readonly members: readonly string[];
}

export interface AppchatApi {
  create(group: {
    readonly name: string;
    readonly owner: string;
    readonly members: readonly string[];
    readonly chatId?: string;
  }): Promise<string>;
  /** Null when the app made no such group (40050, 86001, 86008). */
  get(chatId: string): Promise<ManagedGroup | null>;
}
