import type { Reach } from '../events/group.ts';
import type { Directory, Person } from '../events/person.ts';
import type { Kind } from '../policy/policy.ts';
import { type Reason, reasons } from './reasons.ts';
import type { Said } from './said.ts';
import type { Cells } from './sheet/cells.ts';
import { type Column, headingOf } from './sheet/columns.ts';
import { dayIn } from './sheet/day.ts';
import { reachIn } from './sheet/reaches.ts';

/** A line that could be read: which group it speaks of, in its words, and what it says. */
export interface ReadLine {
  readonly name: string;
  /** Null: not written. */
  readonly chatId: string | null;
  readonly reach: Reach | null;
  /** An account; empty: not written. */
  readonly owner: string;
  readonly said: Said;
}

/** Everything that a line's words are looked up in. */
export interface Lexicon {
  readonly kinds: readonly Kind[];
  readonly directory: Directory;
}

type Complain = (reason: Reason) => null;

/** Reads a line; or says everything that is wrong with it. Pure. */
export function readLine(cells: Cells, lexicon: Lexicon): ReadLine | { readonly wrong: readonly Reason[] } {
  const wrong: Reason[] = [];
  const complain: Complain = (reason) => {
    wrong.push(reason);
    return null;
  };
  const text = (column: Column): string => (cells[column] ?? '').normalize('NFC').trim();
  const name = text('name');
  if (name === '' && text('chatId') === '') complain(reasons.noName());
  if ([...name].length > 64) complain(reasons.longName());
  const line: ReadLine = {
    name,
    chatId: text('chatId') || null,
    reach: text('reach') === '' ? null : (reachIn(text('reach')) ?? complain(reasons.badReach(text('reach')))),
    owner: text('owner') === '' ? '' : (accountOf(text('owner'), lexicon.directory, complain) ?? ''),
    said: saidIn(text, lexicon, complain),
  };
  return wrong.length > 0 ? { wrong } : line;
}

type TextOf = (column: Column) => string;

function saidIn(text: TextOf, lexicon: Lexicon, complain: Complain): Said {
  const { directory } = lexicon;
  const department = text('department');
  const known = directory.departments.size === 0 || isDepartment(department, directory);
  if (department !== '' && !known) complain(reasons.badDepartment(department));
  return {
    kind: text('kind') === '' ? null : kindIn(text('kind'), lexicon.kinds, complain),
    department: department || null,
    purpose: text('purpose').slice(0, 120) || null,
    approval: permitIn(text, ['approvedBy', 'approvalNumber', 'approvalDate'], complain, text('scan') || null),
    filing: permitIn(text, ['filedWith', 'filingNumber', 'filingDate'], complain, null),
    endsOn: dayAt('endsOn', text, complain),
    admins: adminsIn(text, directory, complain),
  };
}

const isDepartment = (name: string, { departments }: Directory): boolean =>
  [...departments.values()].some((one) => one.name === name);

/** A kind by its id or its name; before the first policy every kind is taken as it is written. */
function kindIn(text: string, kinds: readonly Kind[], complain: Complain): string | null {
  if (kinds.length === 0) return text;
  const found = kinds.filter(({ id, name }) => id === text || name.zh === text || name.en === text);
  const [near, ...others] = found.length > 0 ? found : kinds.filter(({ name }) => name.zh.includes(text));
  if (near && others.length === 0) return near.id;
  return complain(reasons.badKind(text, kinds.map(({ name }) => name.zh).join('、')));
}

function permitIn(
  text: TextOf,
  [by, number, date]: readonly [Column, Column, Column],
  complain: Complain,
  scan: string | null,
): Said['approval'] {
  const day = dayAt(date, text, complain);
  if (text(by) === '' && text(number) === '' && text(date) === '') return null;
  if (text(by) === '') return complain(reasons.halfPermit(headingOf(by)));
  return { by: text(by), number: text(number), date: day ?? '', scan };
}

function dayAt(column: Column, text: TextOf, complain: Complain): string | null {
  const written = text(column);
  if (written === '') return null;
  return dayIn(written) ?? complain(reasons.badDay(headingOf(column), written));
}

/** 「张示例(zhang.shili)、李样本」; an exported sheet adds 「[任命人|2026-09-01|2026-12-31]」 to each. */
function adminsIn(text: TextOf, directory: Directory, complain: Complain): Said['admins'] {
  const since = dayAt('appointedOn', text, complain);
  const people = text('admins').split(/[、，,;；/\n](?![^[]*\])/);
  return people.flatMap((one) => {
    const [, who = '', details = ''] = /^\s*([^[]*?)\s*(?:\[(.*)\])?\s*$/.exec(one) ?? [];
    const userid = who === '' ? null : accountOf(who, directory, complain);
    if (userid === null) return [];
    const [by = '', from = '', to = ''] = details.split('|');
    const appointedBy = by || text('appointedBy') || null;
    return [{ userid, appointedBy, since: dayIn(from) ?? since, until: dayIn(to) }];
  });
}

/** An account, 「张示例(zhang.shili)」, or a name that one person has; while no directory was read, an account as written. */
export function accountOf(text: string, directory: Directory, complain: Complain): string | null {
  const written = text.normalize('NFKC').trim();
  const [, name = written, bracketed] = /^(.*?)\s*\(([^()]+)\)$/.exec(written) ?? [];
  const account = (bracketed ?? written).toLowerCase();
  if (directory.byAccount.has(account) || directory.byAccount.size === 0) return account;
  if (bracketed !== undefined) return complain(reasons.nobody(written));
  const [one, ...others] = [...directory.persons.values()].filter((person) => person.name === name && isHere(person));
  if (one?.userid && others.length === 0) return one.userid;
  return complain(one ? reasons.severalPeople(name, others.length + 1) : reasons.nobody(name));
}

const isHere = ({ userid, status }: Person): boolean => userid !== null && status !== 'left';
