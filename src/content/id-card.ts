/** First two digits: the provinces of GB/T 2260, residents from Hongkong, Macao and Taiwan (81–83), and foreigners' cards (9…). */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91 92 93 94 95 96'.split(
    ' ',
  ),
);

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Whether digits (the last may be `x`) are a mainland identity card (GB 11643). `checksum`: 18 places that prove it; `form`: 15 places of
 * the old kind, which prove nothing; `no`: neither.
 */
export function idCard(digits: string): 'checksum' | 'form' | 'no' {
  if (!provinces.has(digits.slice(0, 2))) return 'no';
  if (/^\d{17}[\dx]$/u.test(digits)) return isDay(digits.slice(6, 14)) && isSummed(digits) ? 'checksum' : 'no';
  return /^\d{15}$/u.test(digits) && isDay(`19${digits.slice(6, 12)}`) ? 'form' : 'no';
}

function isSummed(digits: string): boolean {
  const sum = weights.reduce((total, weight, nth) => total + weight * Number(digits[nth]), 0);
  return digits.endsWith('10x98765432'[sum % 11] as string);
}

function isDay(day: string): boolean {
  const [year, month, date] = [day.slice(0, 4), day.slice(4, 6), day.slice(6)].map(Number) as [number, number, number];
  if (year < 1900 || year > 2099) return false;
  const made = new Date(Date.UTC(year, month - 1, date));
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === date;
}
