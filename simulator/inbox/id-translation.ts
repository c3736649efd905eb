import type { Company } from '../world/company.ts';
import { findEmployee } from '../world/people.ts';

/** `enable_id_trans`: names in the place of ids, so that a sender need not know them [90236]. */
export function translateIds<T>(company: Company, held: T): T {
  if (typeof held === 'string') return translateText(company, held) as T;
  if (Array.isArray(held)) return held.map((one) => translateIds(company, one)) as T;
  if (typeof held !== 'object' || held === null) return held;
  return Object.fromEntries(Object.entries(held).map(([name, value]) => [name, translateIds(company, value)])) as T;
}

const translateText = (company: Company, text: string): string =>
  text
    .replace(/\$user(?:Name|AliasOrName)=([^$\s]+)\$/g, (whole, id: string) => findEmployee(company, id)?.name ?? whole)
    .replace(/\$userAlias=([^$\s]+)\$/g, (whole, id: string) => findEmployee(company, id)?.alias ?? whole)
    .replace(/\$departmentName=(\d+)\$/g, (whole, id: string) => company.departments.get(Number(id))?.name ?? whole);
