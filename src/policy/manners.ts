/** Minutes of the day. */
export interface Span {
  readonly fromMin: number;
  readonly untilMin: number;
}

/** How the people of a company are told: when, how often, and what is held back. */
export interface Manners {
  /** Minutes of the day (local) between which people may be told, on workdays. */
  readonly tellFromMin: number;
  readonly tellUntilMin: number;
  /** The working hours of a workday; a working day of grace is their sum. */
  readonly workday: readonly Span[];
  readonly timeZone: string;
  /** New cases of one rule in an hour beyond which all further ones are held. */
  readonly brakePerHour: number;
  /** Reminders in a replay of 30 days beyond which a version is not published unasked. */
  readonly replayCap: number;
  readonly perMemberADay: number;
  readonly perAdminADay: number;
  /** Minute of the day of HR's one digest. */
  readonly digestAtMin: number;
  /** `recorded`: faults older than the policy's first day are recorded and nobody is told. */
  readonly baseline: 'recorded' | 'told';
  /** `quiet`: on the day on which a rule comes into force members hear nothing of it; the next telling day they do. */
  readonly firstDay: 'quiet' | 'told';
}
