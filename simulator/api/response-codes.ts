import type { Message, ResponseCode } from '../inbox/messages.ts';
import type { Company } from '../world/company.ts';
import { Refusal } from './refusal.ts';

const LASTS_MS = 72 * 3_600_000;

/** A fresh code: one with each sent card, one with each press [90236, 90240]. */
export function newResponseCode(company: Company, message: Message, now: Date): string {
  const code = company.chance.word(43);
  company.messages.codes.set(code, { code, message, issuedAt: now, spent: false });
  return code;
}

/** The code, still good; 60140 when it is unknown, spent or older than 72 hours. */
export function goodResponseCode(company: Company, code: string, now: Date): ResponseCode {
  const found = company.messages.codes.get(code);
  if (!found || found.spent || now.getTime() - found.issuedAt.getTime() > LASTS_MS) throw new Refusal(60140);
  return found;
}
