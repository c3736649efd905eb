import type { Clause } from '../policy/policy.ts';
import type { Detail, Rule, Sentence } from '../rules/rule.ts';
import type { ButtonAction, NoticeLine, Topic, Words } from './content.ts';
import { groupTextFor } from './wording/group-text.ts';

/** A case as a line of a message needs it. */
export interface Told {
  readonly caseId: string;
  readonly number: bigint;
  readonly rule: Rule;
  readonly clause: Pick<Clause, 'id' | 'text'>;
  readonly says: string;
  readonly detail: Detail;
  readonly groupName: string;
  readonly who: string | null;
  /** The exact text to paste, where the rule says one. */
  readonly paste: string | null;
  /** `outside`: the subject cannot be sent app messages, so the line brings words for the group that name nobody. */
  readonly subject: 'own' | 'outside';
  readonly buttons: readonly ButtonAction[];
}

/** The line that a case adds to a message. Throws when the rule has no such sentence: a rule and its cases belong together. */
export function lineOf(told: Told): NoticeLine {
  const says = told.rule.says[told.says];
  const fix = told.rule.fix[told.says];
  if (!says || !fix) throw new TypeError(`rule ${told.rule.id} has no sentence ${told.says}`);
  const topic = topicOf(told.rule.id);
  return {
    caseId: told.caseId,
    number: `C-${told.number}`,
    topic,
    clauseId: told.clause.id,
    clauseText: told.clause.text,
    groupName: told.groupName,
    who: told.who,
    happened: fillSentence(says, told.detail),
    fix: fillSentence(fix, told.detail),
    paste: told.paste,
    groupText: told.subject === 'outside' ? groupTextFor(topic) : null,
    buttons: [...told.buttons],
  };
}

/** Both languages of a sentence with its places filled; a place without a value stays visible. */
export function fillSentence(sentence: Sentence, detail: Detail): Words {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (place, key: string) => detail[key] ?? place);
  return { zh: fill(sentence.zh), en: fill(sentence.en) };
}

/** What a rule is about, by the room it lives in. */
export function topicOf(ruleId: string): Topic {
  if (ruleId.startsWith('naming/')) return 'nickname';
  if (ruleId === 'membership/joined-by') return 'join';
  if (ruleId === 'membership/required-members') return 'missing';
  return ruleId === 'membership/leaver-inside' ? 'leaver' : 'other';
}
