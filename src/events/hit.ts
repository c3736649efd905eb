/**
 * What a use of a rule about content found in one message when it was heard, by the version of the policy of that moment. Words are in
 * memory for that moment alone; this is what stays.
 */
export interface Hit {
  readonly id: string;
  /** The use of the rule, by the policy's name for it. */
  readonly instance: string;
  readonly messageId: string;
  /** Who said it, as a member of the group. */
  readonly by: string;
  readonly saidAtMs: number;
  /** A key of the rule's sentences. */
  readonly says: string;
  /** What fills that sentence; nothing personal that is not masked. */
  readonly detail: Readonly<Record<string, string>>;
  readonly revokedAtMs: number | null;
  /** When what became known later showed that it was none; null, or absent: it stands. */
  readonly goneAtMs?: number | null;
  /** What a person said of it; null: nobody has. */
  readonly marked: 'right' | 'wrong' | null;
}
