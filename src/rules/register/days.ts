export const dayMs = 86_400_000;

const chinaMs = 8 * 3_600_000;

/** The day of a moment by the clocks of China: 2026-11-26. */
export const chinaDay = (atMs: number): string => new Date(atMs + chinaMs).toISOString().slice(0, 10);

/** The moment at which a day (YYYY-MM-DD) begins in China. */
export const beginOfDayMs = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
