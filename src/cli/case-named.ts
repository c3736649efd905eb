import { wrongUse } from './desk.ts';

/** Which case somebody means: its number as cards print it, or its id. [E-USE] */
export function caseNamed(wanted: string): { id: string } | { number: bigint } {
  const number = /^(?:C-)?(\d{1,18})$/i.exec(wanted)?.[1];
  if (number !== undefined) return { number: BigInt(number) };
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(wanted)) return { id: wanted.toLowerCase() };
  throw wrongUse(`${wanted} is no case`, 'a case is named by its number or its id', 'write it as C-12');
}
