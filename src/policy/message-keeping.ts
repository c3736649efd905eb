/** What is kept of the words of archived messages. */
export const CONTENT_MODES = ['none', 'hit', 'full'] as const;

/** What a policy lets be kept of messages, and on which ground. */
export interface MessageKeeping {
  readonly content: (typeof CONTENT_MODES)[number];
  /** `dropped`: one-to-one conversations are counted and forgotten. */
  readonly oneToOne: 'dropped' | 'kept';
}
