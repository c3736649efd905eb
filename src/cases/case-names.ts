import type { CorpKeys } from '../db/keys.ts';
import type { Directory, Person } from '../events/person.ts';
import type { PersonId } from '../ids.ts';
import type { Lang } from '../notices/content.ts';

/** Whom a case is about. */
export interface About {
  readonly id: string;
  /** `member:<account>`, `person:<id>` or `group`. */
  readonly subject: string;
  readonly detail: unknown;
}

interface Told {
  readonly directory: Directory;
  /** The one it is about, when he is of this company. */
  readonly person: Person | null;
  readonly shown: CaseNames['shown'];
  readonly lang: Lang;
}

/** What people of one case are called on a page or in a message: the one it is about by a pseudonym, as long as its reader gave no reason to see more. */
export interface CaseNames {
  readonly shown: 'alias' | 'name';
  readonly subject: string;
  /** The values of the rule's sentence, without what could name anybody. */
  readonly detail: Readonly<Record<string, string>>;
  /** Somebody who was told, asked or decided: by his name, unless it is the one it is about. */
  nameOf(userid: string): string;
}

/** The names of one case: the same in all of it, and others in every other case. Pure. */
export function caseNames(
  keys: Pick<CorpKeys, 'sign'>,
  { id, subject, detail }: About,
  { directory, person, shown, lang }: Told,
): CaseNames {
  const account = subject.replace(/^\w+:/, '');
  const alias = aliasOf(keys, id, subject, WORDS[lang], person ? 'employee' : 'outside');
  const called = subject === 'group' ? alias : shown === 'name' ? person?.name || account : alias;
  const isSubject = (userid: string): boolean =>
    userid.toLowerCase() === (person?.userid ?? account.toLowerCase()) && subject !== 'group';
  return {
    shown,
    subject: called,
    detail: shown === 'name' ? textsOf(detail) : withoutNames(textsOf(detail), alias, WORDS[lang].hidden),
    nameOf: (userid) => (isSubject(userid) ? called : directory.byAccount.get(userid.toLowerCase())?.name || userid),
  };
}

/** `A-3f2c`: keyed, so that nobody leads it back, and by the case, so that two cases of one person do not show it. */
function aliasOf(
  keys: Pick<CorpKeys, 'sign'>,
  caseId: string,
  subject: string,
  words: (typeof WORDS)[Lang],
  as: 'employee' | 'outside',
): string {
  if (subject === 'group') return words.group;
  const sign = Buffer.from(keys.sign('case-alias', `${caseId}.${subject.toLowerCase()}`), 'base64url').toString('hex');
  return `${words[as]} ${as === 'employee' ? 'A' : 'X'}-${sign.slice(0, 4)}`;
}

const WORDS = {
  zh: { employee: '员工', outside: '外部成员', group: '这个群', hidden: '＊＊＊' },
  en: { employee: 'Employee', outside: 'Outside member', group: 'This group', hidden: '***' },
} as const satisfies Readonly<Record<Lang, object>>;

const textsOf = (detail: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries((detail ?? {}) as object).map(([place, value]) => [place, String(value)]));

/** Places that never hold a name, whatever stands in them; times, counts and dates pass anyway. */
const NAMELESS: ReadonlySet<string> = new Set(
  'what as part lacks least most unit points period item duty department office how category times key asked due day when counted until time date'.split(
    ' ',
  ),
);
const NO_LETTERS = /^[\d\s:.,，、%+~～()（）/–—-]*$/;

const withoutNames = (detail: Readonly<Record<string, string>>, alias: string, hidden: string) =>
  Object.fromEntries(
    Object.entries(detail).map(([place, value]) => {
      if (place === 'who') return [place, alias];
      return [place, NAMELESS.has(place) || NO_LETTERS.test(value) ? value : hidden];
    }),
  );

/** Who is behind a subject now, when he is of this company. Pure. */
export function holderNow(subject: string, { persons, byAccount }: Directory): Person | null {
  const id = subject.replace(/^\w+:/, '');
  const found = subject.startsWith('person:') ? persons.get(id as PersonId) : byAccount.get(id.toLowerCase());
  return found ?? null;
}
