import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { Directory, Person } from '../events/person.ts';
import { newId } from '../ids.ts';
import { endOfDayMs, POLICY_TIME_ZONE } from '../policy/durations.ts';
import type { Reason } from '../register/reasons.ts';
import { dayIn } from '../register/sheet/day.ts';
import { localAt } from '../work-time/local-time.ts';
import type { VersionOf } from './load-sign-off.ts';
import { reasons } from './reasons.ts';
import type { Signing } from './signing.ts';

/** A line that was not taken, and why, for whoever keeps the paper. */
export interface ReturnedLine {
  /** From 1, as the sheet counts. */
  readonly row: number;
  readonly why: Reason;
}

export interface SignatureLine {
  readonly person: Person;
  readonly on: string;
  readonly says: 'signed' | 'refused';
  readonly witness: string | null;
}

interface ReadLines {
  readonly taken: readonly SignatureLine[];
  readonly returned: readonly ReturnedLine[];
}

const HEADINGS = {
  account: ['账号', 'userid', '企业微信账号'],
  name: ['姓名', '员工姓名', 'name'],
  day: ['日期', '签收日期', '签字日期', 'date'],
  says: ['结果', '签收', '签字', 'says'],
  witness: ['见证人', '见证', 'witness'],
} as const;
type Column = keyof typeof HEADINGS;

/** Words for a refusal; whatever else stands there, or nothing, is a signature. */
const REFUSED = /拒|不同意|未签|refus/u;

/**
 * Reads a list of signatures on paper: an account or a name, the day, and of a refusal who saw it. A name that two people bear, or
 * nobody, is given back; so is a refusal that nobody saw. Null: no row holds the headings. Pure.
 */
export function readSignatures(
  rows: readonly (readonly string[])[],
  directory: Directory,
  today: string,
): ReadLines | null {
  const head = rows.findIndex(
    (row) => columnAt(row, 'day') >= 0 && (columnAt(row, 'account') >= 0 || columnAt(row, 'name') >= 0),
  );
  const headings = rows[head];
  if (!headings) return null;
  const read = rows.slice(head + 1).flatMap((row, i) => {
    if (row.every((cell) => cell === '')) return [];
    const cell = (column: Column): string => row[columnAt(headings, column)] ?? '';
    return [{ row: head + 2 + i, line: lineOf(cell, directory, today) }];
  });
  return {
    taken: read.flatMap(({ line }) => ('en' in line ? [] : [line])),
    returned: read.flatMap(({ row, line }) => ('en' in line ? [{ row, why: line }] : [])),
  };
}

const columnAt = (headings: readonly string[], column: Column): number =>
  headings.findIndex((heading) => (HEADINGS[column] as readonly string[]).includes(heading.trim().toLowerCase()));

function lineOf(cell: (column: Column) => string, directory: Directory, today: string): SignatureLine | Reason {
  const person = whoIs(cell('account'), cell('name'), directory);
  if ('en' in person) return person;
  const on = dayIn(cell('day'));
  if (on === null) return reasons.noDay();
  if (on > today) return reasons.toCome();
  const says = REFUSED.test(cell('says')) ? 'refused' : 'signed';
  const witness = cell('witness') || null;
  if (says === 'refused' && witness === null) return reasons.noWitness();
  return { person, on, says, witness };
}

function whoIs(account: string, name: string, directory: Directory): Person | Reason {
  if (account !== '') return directory.byAccount.get(account.toLowerCase()) ?? reasons.noAccount();
  const found = [...directory.persons.values()].filter(
    (one) => one.userid !== null && one.name === name && name !== '',
  );
  const [only, other] = found;
  if (!only) return reasons.nobody();
  return other ? reasons.severalPeople() : only;
}

interface Importing extends VersionOf {
  readonly file: string;
  readonly by: string;
}

/** Writes the lines that were taken; the same line twice is one signature. Answers how many were new. */
export async function importSignatures(
  tx: Tx,
  { corp, keys, at }: Signing,
  { taken, returned }: ReadLines,
  { policySlug, policyVersion, file, by }: Importing,
): Promise<{ readonly fresh: number; readonly entries: AuditEntry[] }> {
  const version = { corp, policySlug, policyVersion };
  const known = await tx.signature.findMany({ where: { ...version, how: 'list' } });
  const keyOf = (personId: string, day: string, says: string) => `${personId}/${day}/${says}`;
  const dayOf = (moment: Date) => localAt(moment.getTime(), POLICY_TIME_ZONE).date;
  const already = new Set(known.map((row) => keyOf(row.personId, dayOf(row.at), row.says)));
  const fresh = taken.flatMap(({ person, on, says, witness }) => {
    const key = keyOf(person.id, on, says);
    if (already.has(key)) return [];
    already.add(key);
    // Somebody was shown it in the course of that day; the earliest moment of it would claim more than the paper says.
    const moment = new Date(Math.min(at.getTime(), endOfDayMs(on) - 1));
    const paper = { how: 'list', says, witness, fromFile: file, learnedAt: at, setBy: by };
    return [{ ...version, id: newId(), personId: person.id, at: moment, ...paper }];
  });
  if (fresh.length > 0) await tx.signature.createMany({ data: fresh });
  if (fresh.length + returned.length === 0) return { fresh: 0, entries: [] };
  const refused = fresh.filter(({ says }) => says === 'refused').length;
  const counts = { taken: fresh.length, refused, returned: returned.length };
  const of = { policySlug, policyVersion, ...counts, by: pseudonymOf(keys, by) };
  return { fresh: fresh.length, entries: [{ v: 1, kind: 'signatures-imported', ...of }] };
}
