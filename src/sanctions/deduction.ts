/** Hundredths of a yuan. */
export interface Wage {
  readonly monthFen: number;
  /** The minimum wage of a month where the person works. */
  readonly minimumFen: number;
}

/** The most that may be taken out of one month for a loss: a share of the wage, and the minimum wage is left. Pure. */
export function mostOfMonthFen(lossLeftFen: number, { monthFen, minimumFen }: Wage, percentOfMonth: number): number {
  const share = Math.floor((monthFen * percentOfMonth) / 100);
  return Math.max(0, Math.min(lossLeftFen, share, monthFen - minimumFen));
}
