/** Who may open what on the pages, as the notice says it. A test holds it to the pages' own table. */
export const WHO_SEES = {
  /** Names first hidden; a name or an excerpt is opened for a written reason. */
  cases: ['hr'],
  content: ['hr'],
  /** Shares of departments; fewer than five people are merged. */
  numbers: ['supervisor', 'hr', 'auditor', 'union-observer', 'privacy-officer'],
} as const;
