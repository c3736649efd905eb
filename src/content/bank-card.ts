/** How cards begin, and how many digits they have. Of cards without such a beginning nothing is said. */
const issuers: readonly (readonly [begins: RegExp, lengths: readonly number[]])[] = [
  [/^62/u, [16, 17, 18, 19]], // UnionPay
  [/^9(?:558|5599)/u, [16, 17, 18, 19]], // banks' own, older than UnionPay
  [/^6011/u, [16]],
  [/^4/u, [16, 19]],
  [/^5[1-5]|^2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)/u, [16]],
  [/^35(?:2[89]|[3-8])/u, [16]],
  [/^3[47]/u, [15]],
];

/** Whether digits are a bank card: a known beginning, the length that goes with it, and the check digit of Luhn. */
export const isBankCard = (digits: string): boolean =>
  /^\d{15,19}$/u.test(digits) &&
  issuers.some(([begins, lengths]) => begins.test(digits) && lengths.includes(digits.length)) &&
  luhn(digits) % 10 === 0;

function luhn(digits: string): number {
  let sum = 0;
  for (let nth = 0; nth < digits.length; nth += 1) {
    const digit = Number(digits[digits.length - 1 - nth]);
    const twice = digit * 2;
    sum += nth % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice;
  }
  return sum;
}
