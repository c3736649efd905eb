const DAY_MS = 86_400_000;
/** Excel counts days from here; 20,000 is in 1954, 80,000 in 2119. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);

/** A day as people and spreadsheets write it (2026-9-1, 2026年9月1日, 20260901, Excel's number), as `2026-09-01`; null: none. Pure. */
export function dayIn(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  if (/^[2-7]\d{4}(\.\d+)?$/.test(plain)) return isoDay(EXCEL_EPOCH_MS + Math.floor(Number(plain)) * DAY_MS);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const written = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[\sT].*)?$/.exec(plain);
  const [, year, month, day] = compact ?? written ?? [];
  if (!year || !month || !day) return null;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const atMs = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(atMs) && isoDay(atMs) === iso ? iso : null;
}

const isoDay = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
