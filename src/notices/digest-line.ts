import { NOT_SHOWN } from '../cases/hr-asks.ts';
import { fill } from '../cases/sentences.ts';
import { sayingOf } from '../managed/sentences.ts';
import type { Policy } from '../policy/policy.ts';
import type { Detail } from '../rules/rule.ts';
import type { ButtonAction, NoticeLine } from './content.ts';
import type { DigestCase } from './digest-matters.ts';

/** A case as a line of HR's digest. Of a rule that no policy in force uses any more only the names are left. */
export function digestLine(row: DigestCase, policies: readonly Policy[]): NoticeLine {
  const policy = policies.find(({ slug }) => slug === row.policySlug) ?? policies[0];
  const use = policy?.uses.find(({ instance }) => instance === row.instance);
  const bare = { zh: row.instance, en: row.instance };
  const kept = sayingOf(row.instance, row.says);
  const detail = row.detail as Detail;
  return {
    caseId: row.id,
    number: String(row.number),
    topic: 'other',
    about: use?.rule.title ?? null,
    clauseId: row.clause,
    clauseText: use?.clause.text ?? bare,
    groupName: row.groupName,
    who: null,
    happened: fill(use?.rule.says[row.says] ?? kept?.says ?? bare, detail),
    fix: fill(use?.rule.fix[row.says] ?? kept?.fix ?? bare, detail),
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
