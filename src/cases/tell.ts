import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { type ButtonAction, MEANT, type NoticeLine, noticeContent } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import type { Finding, RuleUse } from '../policy/policy.ts';
import { localAt } from '../work-time/local-time.ts';
import { type Addressee, officeNow, subjectPerson } from './addressee.ts';
import { choicesOf } from './choices.ts';
import type { Patience } from './grace.ts';
import { NOT_SHOWN } from './hr-asks.ts';
import type { Judged } from './judged.ts';
import { fill } from './sentences.ts';
import { caseTold } from './told-entry.ts';
import { isAboutFinds, topicOf } from './topics.ts';

/** What a line of a notice needs of its case. */
export interface ToldCase extends Patience {
  readonly id: string;
  readonly number: bigint;
  readonly finding: Finding;
  readonly use: RuleUse;
}

/**
 * Writes the notice about a case into the outbox, not before people may be told. HR hears of cases in the digest, so for HR
 * nothing is written here but what cannot wait for it: then everybody of the office is asked, and the first one decides.
 */
export async function tellCase(tx: Tx, judged: Judged, told: ToldCase, to: Addressee): Promise<AuditEntry[]> {
  const readers = to.as === 'hr' ? hrToAsk(judged, told) : [to.userid];
  if (readers.length === 0) return [];
  const { corp, keys, facts, at } = judged;
  const { chatId } = facts.group;
  const content = noticeContent(kindOf(told.finding, to), 'zh', [lineOf(judged, told, to)]);
  const entries: AuditEntry[] = [];
  for (const userid of readers) {
    const noticeId = await enqueueNotice(tx, corp, keys, { to: userid, content, notBefore: told.tellAt, at });
    entries.push(caseTold(keys, { caseId: told.id, chatId, noticeId, to: userid, tell: to.as }));
  }
  await tx.case.updateMany({
    where: { corp, id: told.id },
    data: { toldAt: told.tellAt, state: 'told', reminders: { increment: 1 } },
  });
  return entries;
}

/** Nobody is asked whether he himself is to be believed. */
function hrToAsk({ policy, facts }: Judged, { finding }: ToldCase): readonly string[] {
  if (finding.says !== NOT_SHOWN) return [];
  const subject = subjectPerson(finding.subject, facts);
  return officeNow(policy, 'hr', facts).filter((userid) => userid !== subject?.userid);
}

type Telling = 'reminder' | 'task' | 'question';

const kindOf = (finding: Finding, to: Addressee): Telling => {
  if (finding.nature === 'question') return 'question';
  return to.as === 'member' ? 'reminder' : 'task';
};

const BUTTONS: Readonly<Record<Telling, readonly ButtonAction[]>> = {
  reminder: ['fixed', 'wrong'],
  task: ['done', 'cannot'],
  question: ['agreed', 'not-agreed'],
};

/** Questions with answers of their own: whether an outsider belongs here, whether what was said is a task, whether somebody could have answered. */
const OWN_BUTTONS: Readonly<Record<string, readonly ButtonAction[]>> = {
  'other-company': ['belongs', 'done'],
  'is-it-a-task': ['task', 'not-task'],
  [NOT_SHOWN]: ['ask', 'waive'],
};

function buttonsOf(finding: Finding, to: Addressee, facts: Judged['facts']): readonly ButtonAction[] {
  const kind = kindOf(finding, to);
  if (kind === 'task' && isAboutFinds(finding.rule)) return ['find-right', 'find-wrong'];
  if (finding.says === 'which-one') return [...MEANT.slice(0, choicesOf(finding, facts.directory).length), 'not-task'];
  return OWN_BUTTONS[finding.says] ?? BUTTONS[kind];
}

function lineOf(judged: Judged, { id, number, finding, use, dueAt }: ToldCase, to: Addressee): NoticeLine {
  const happened = fill(sentenceOf(use.rule.says, finding.says), finding.detail);
  const fix = fill(sentenceOf(use.rule.fix, finding.says), finding.detail);
  const outside = isOutside(judged, finding);
  return {
    caseId: id,
    number: String(number),
    topic: topicOf(finding.rule),
    about: use.rule.title,
    clauseId: finding.clause,
    clauseText: use.clause.text,
    groupName: judged.facts.group.name,
    who: to.as === 'member' ? null : nameOf(judged, finding),
    happened,
    fix,
    paste: finding.detail.paste ?? null,
    due: kindOf(finding, to) === 'task' ? clockText(dueAt, judged.policy.manners.timeZone) : null,
    groupText: outside ? { zh: `各位好，${use.clause.text.zh}`, en: `Hello everybody. ${use.clause.text.en}` } : null,
    buttons: [...buttonsOf(finding, to, judged.facts)],
    ...(finding.says === 'which-one' && { choices: [...choicesOf(finding, judged.facts.directory)] }),
  };
}

/** `11-26 18:00`, by the clocks of the place. */
function clockText(at: Date, timeZone: string): string {
  const { date, minute } = localAt(at.getTime(), timeZone);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.slice(5)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** People outside cannot be sent app messages [90236]: the admin gets words for the group that name nobody. */
function isOutside({ facts }: Judged, { subject, tell }: Finding): boolean {
  if (tell !== 'member') return false;
  return subject.kind === 'member' && facts.members.find((member) => member.id === subject.id)?.kind === 'external';
}

function sentenceOf(sentences: Readonly<Record<string, { zh: string; en: string }>>, key: string) {
  const sentence = sentences[key];
  if (!sentence) throw new TypeError(`no sentence ${key}`);
  return sentence;
}

/** How a colleague is called in a card about him; somebody from outside as the group shows him, so that he is found there. */
function nameOf({ facts }: Judged, finding: Finding): string | null {
  if (finding.subject.kind === 'group') return null;
  const name = subjectPerson(finding.subject, facts)?.name;
  const { id } = finding.subject;
  const member = facts.members.find((one) => one.id === id);
  const shown = member?.nickname || member?.shownName;
  return (member?.kind === 'external' ? shown || name : name || shown) || id;
}
