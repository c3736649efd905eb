import { freeBy, freeChat, freePerson, gone, type Step } from './step.ts';

/** Of a case that is over for as long, and that nothing keeps; also of one that is gone already. */
const ofOverCase = `not exists (select from qungui."case" k where k.corp = $1 and k.id = t.case_id and (k.closed_at is null or k.closed_at >= $2))
  and ${freeCase('case_id')}`;

function freeCase(column: string): string {
  return `t.${column} not in (select qungui.kept_cases($1))`;
}

/** What has to be gone before the case itself: a younger decision keeps it. */
const OF_CASE = ['finding', 'decision', 'proposal', 'statement', 'appeal', 'strike', 'notice_case', 'pack_request'];
const nothingLeft = OF_CASE.map(
  (table) => `not exists (select from qungui.${table} x where x.corp = $1 and x.case_id = t.id)`,
).join(' and ');

const ofCase = (table: string, since: string): Step => gone(table, since, 'skeleton', ofOverCase);
const aged = (step: Step, since: string): Step => ({ ...step, since });
/** Rows that have no age of their own go with what they belong to. */
const ALWAYS = "'-infinity'::timestamptz";

/**
 * What is left of matters when every claim from them is over: closed cases with what people said and decided, reports, who read
 * what, and of callbacks and messages that there were any. The links of the trail stay; they name nobody.
 */
export const SKELETON: readonly Step[] = [
  ofCase('finding', 'at'),
  ofCase('decision', 'at'),
  aged(ofCase('statement', 'given_at'), 'greatest(t.asked_at, t.given_at)'),
  ofCase('appeal', 'at'),
  ofCase('proposal', 'at'),
  ofCase('strike', 'at'),
  ofCase('pack_request', 'asked_at'),
  aged(ofCase('assignment', 'since'), 'greatest(t.since, t.until)'),
  gone(
    'notice',
    'created_at',
    'skeleton',
    "t.content = ''",
    freeBy('to_userid'),
    'not exists (select from qungui.notice_case n where n.corp = $1 and n.notice_id = t.id and n.case_id in (select qungui.kept_cases($1)))',
  ),
  aged(
    gone(
      'notice_case',
      'notice_id',
      'skeleton',
      'not exists (select from qungui.notice n where n.corp = $1 and n.id = t.notice_id)',
    ),
    ALWAYS,
  ),
  gone('case', 'closed_at', 'skeleton', freeCase('id'), nothingLeft),
  gone(
    'record_read',
    'at',
    'skeleton',
    freeCase('about_id'),
    '(t.person_id is null or t.person_id not in (select qungui.kept_persons($1)))',
  ),
  aged(
    gone('exemption', 'asked_at', 'skeleton', freePerson),
    'greatest(t.asked_at, t.ended_at, (t.until_day::date + 1)::timestamptz)',
  ),
  gone(
    'complaint',
    'decided_at',
    'skeleton',
    't.by_id not in (select qungui.kept_persons($1))',
    `(t.chat_id is null or ${freeChat})`,
  ),
  gone('relation_note', 'at', 'skeleton', freePerson),
  gone('fine_sign', 'at', 'skeleton', '(t.about_id is null or t.about_id not in (select qungui.kept_persons($1)))'),
  gone('coverage', 'until', 'skeleton', freeChat),
  gone(
    'callback',
    'received_at',
    'skeleton',
    "t.state <> 'new'",
    't.body is null',
    `(t.chat_id is null or ${freeChat})`,
  ),
];
