import { caseNames, holderNow } from '../cases/case-names.ts';
import { NOT_SHOWN } from '../cases/hr-asks.ts';
import { fill } from '../cases/sentences.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory } from '../events/person.ts';
import { sayingOf } from '../managed/sentences.ts';
import type { Policy } from '../policy/policy.ts';
import type { Sentence } from '../rules/rule.ts';
import type { ButtonAction, NoticeLine, Words } from './content.ts';
import type { DigestCase } from './digest-matters.ts';

interface Around {
  readonly keys: Pick<CorpKeys, 'sign'>;
  readonly policies: readonly Policy[];
  readonly directory: Directory;
}

/** A case as a line of HR's digest, under the pseudonyms that the pages show. Of a rule that no policy in force uses any more only the names are left. */
export function digestLine(row: DigestCase, { keys, policies, directory }: Around): NoticeLine {
  const policy = policies.find(({ slug }) => slug === row.policySlug) ?? policies[0];
  const use = policy?.uses.find(({ instance }) => instance === row.instance);
  const bare = { zh: row.instance, en: row.instance };
  const kept = sayingOf(row.instance, row.says);
  const person = holderNow(row.subject, directory);
  const detailIn = (lang: 'zh' | 'en') => caseNames(keys, row, { directory, person, shown: 'alias', lang }).detail;
  const filled = (sentence: Sentence): Words => ({
    zh: fill(sentence, detailIn('zh')).zh,
    en: fill(sentence, detailIn('en')).en,
  });
  return {
    caseId: row.id,
    number: String(row.number),
    topic: 'other',
    about: use?.rule.title ?? null,
    clauseId: row.clause,
    clauseText: use?.clause.text ?? bare,
    groupName: row.groupName,
    who: null,
    happened: filled(use?.rule.says[row.says] ?? kept?.says ?? bare),
    fix: filled(use?.rule.fix[row.says] ?? kept?.fix ?? bare),
    paste: null,
    due: null,
    groupText: null,
    buttons: row.decide ? [...(kept ? hrButtons(kept.buttons) : ownButtons(row))] : [],
  };
}

/** Whether messages reached somebody he is asked first. */
const ownButtons = ({ says, state }: DigestCase): readonly ButtonAction[] =>
  says === NOT_SHOWN && state !== 'escalated' ? ['ask', 'waive'] : ['confirm', 'waive'];

/** What only the person himself can answer is not HR's to press. */
const hrButtons = (buttons: readonly ButtonAction[]): readonly ButtonAction[] =>
  buttons.filter((action) => action !== 'rejoin' && action !== 'stay-out');
