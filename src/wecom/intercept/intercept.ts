/** WeCom's own limits of a rule of 敏感词, and of all of them [95097]. */
export const INTERCEPT = { words: 300, wordLength: 32, nameLength: 20, rules: 100 } as const;

/** What the client does when somebody is about to send such a word to a customer. */
export type InterceptHow = 'block' | 'warn';

export interface InterceptRule {
  readonly name: string;
  readonly words: readonly string[];
  readonly how: InterceptHow;
}

/** Rules of 敏感词 of the client [95097]: it warns before sending, in chats with customers alone, and tells nobody of it. */
export interface InterceptApi {
  /** Those that there are, of whoever made them. */
  list(): Promise<readonly { readonly ruleId: string; readonly name: string }[]>;
  /** For everybody of these departments. Answers its id. */
  add(rule: InterceptRule, departments: readonly number[]): Promise<string>;
  /** Only what this app made may be changed. */
  update(ruleId: string, rule: InterceptRule): Promise<void>;
  remove(ruleId: string): Promise<void>;
}
