/** Who may open what on the pages, as the notice says it. A test holds it to the pages' own table. */
export const WHO_SEES = {
  /** Names first hidden; a name is opened for a written reason. The supervising office sees those of the kinds it looks after; the last instance what lies before it. */
  cases: ['supervisor', 'hr'],
  /** What was said: opened for a written reason. */
  content: ['hr'],
  /** Shares of departments; fewer than five people are merged. */
  numbers: ['supervisor', 'hr', 'auditor', 'union-observer', 'privacy-officer'],
} as const;
