import { caseNames } from '../cases/case-names.ts';
import { caseSaid } from '../cases/case-said.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Lang, NoticeLine, Words } from '../notices/content.ts';
import { say } from '../notices/wording/say.ts';
import type { WordingKey } from '../notices/wording/zh.ts';
import type { Held } from './hold-matter.ts';

/** A line of a message about a held case: its clause with the duty sentence, and nobody's name. */
export function lineAbout(
  { matter, policy }: Held,
  { happened, fix }: { readonly happened: Words; readonly fix: Words },
): Omit<NoticeLine, 'buttons'> {
  const clause = policy.clauses.find(({ id }) => id === matter.clause);
  const use = policy.uses.find(({ instance }) => instance === matter.instance);
  return {
    caseId: matter.id,
    number: String(matter.number),
    topic: 'other',
    about: use?.rule.title ?? null,
    clauseId: matter.clause,
    clauseText: (use?.clause ?? clause)?.text ?? { zh: '', en: '' },
    groupName: matter.groupName,
    who: null,
    happened,
    fix,
    paste: null,
    due: null,
    groupText: null,
  };
}

/** What the rule says of the case, without the full stop at its end: for the one it is about. */
export const happenedIn = ({ matter }: Held, lang: Lang): string => unstopped(matter, matter.detail, lang);

/** The same for others: under the pseudonym that the pages show, without what could name anybody. */
export function happenedUnnamed(keys: Pick<CorpKeys, 'sign'>, held: Held, lang: Lang): string {
  const { matter, directory, person } = held;
  return unstopped(matter, caseNames(keys, matter, { directory, person, shown: 'alias', lang }).detail, lang);
}

const unstopped = ({ rule, says }: Held['matter'], detail: unknown, lang: Lang): string =>
  caseSaid(rule, 'says', says, detail)[lang].replace(/[。.]$/u, '');

/** How a colleague is called. */
export const nameOf = ({ directory }: Pick<Held, 'directory'>, userid: string): string =>
  directory.byAccount.get(userid.toLowerCase())?.name || userid;

/** A sentence in both languages, with places of each. */
export function words(
  of: (lang: Lang) => { readonly key: WordingKey; readonly places: Readonly<Record<string, string>> },
): Words {
  const [zh, en] = [of('zh'), of('en')];
  return { zh: say('zh', zh.key, zh.places), en: say('en', en.key, en.places) };
}
