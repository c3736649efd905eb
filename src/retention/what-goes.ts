import type { RetentionConfig } from '../config.ts';
import { SKELETON } from './skeleton.ts';
import { freeBy, freeChat, freePerson, gone, type Period, type Step, saidFreely, untold } from './step.ts';

/** Where qungui.yaml says nothing: the usual periods, in days. */
export const USUAL_DAYS: RetentionConfig = { excerpts: 30, messages: 180, snapshots: 180, logs: 180, skeleton: 1_095 };

/**
 * Everything that is erased by age. What belongs to an open or recently decided case, an open appeal or a legal hold is not among it:
 * what was said around it, its person's stays and names, and of a hold all of its group or person.
 */
export const STEPS: readonly Step[] = [
  {
    ...gone(
      'content_hit',
      'found_at',
      'excerpts',
      saidFreely('by_id', 'said_at'),
      '(t.excerpt is not null or t.note is not null)',
    ),
    what: 'content_hit.excerpt',
    empties: ['excerpt = null', 'note = null'],
  },
  gone('message', 'sent_at', 'messages', saidFreely('from_id', 'sent_at')),
  // After the messages of this night: a recall stays with the message that it is about.
  gone(
    'message_recall',
    'at',
    'messages',
    'not exists (select from qungui.message m where m.corp = $1 and m.id = t.message_id)',
  ),
  gone('content_hit', 'said_at', 'messages', saidFreely('by_id', 'said_at')),
  gone('parked_record', 'parked_at', 'messages'),
  gone(
    'obligation',
    'closed_at',
    'messages',
    saidFreely('asker', 'opened_at'),
    'not t.awaited && array(select qungui.held_members($1))',
  ),
  gone('obligation_press', 'at', 'messages', saidFreely('by_userid', 'at')),
  gone(
    'obligation_told',
    'at',
    'messages',
    'not exists (select from qungui.obligation o where o.corp = $1 and o.id = t.obligation_id)',
  ),
  gone('owner_statistic', 'learned_at', 'messages', freeBy('owner')),
  gone('clock_in', 'at', 'snapshots', freeBy('userid')),
  gone('person_state', 'until', 'snapshots', freePerson),
  gone('contact_state', 'until', 'snapshots', freePerson),
  gone('group_state', 'until', 'snapshots', 't.chat_id not in (select k.chat_id from qungui.kept_talk($1) k)'),
  gone('nickname_state', 'until', 'snapshots', freeChat, freeBy('member_id')),
  gone('membership', 'until', 'snapshots', freeChat, freeBy('member_id')),
  gone('absence', 'until_at', 'snapshots', freePerson),
  gone('shift', 'until', 'snapshots', freePerson),
  gone('page_session', 'expires_at', 'logs'),
  gone('sign_in', 'at', 'logs'),
  {
    ...gone(
      'callback',
      'finished_at',
      'logs',
      't.body is not null',
      `(t.chat_id is null or ${untold('t.chat_id', 'finished_at')})`,
      "t.state <> 'new'",
    ),
    what: 'callback.body',
    empties: ['body = null', "reason = case when state = 'parked' then 'body-erased' else reason end"],
  },
  {
    ...gone(
      'notice',
      'created_at',
      'logs',
      "t.content <> ''",
      "t.state in ('sent', 'merged', 'failed', 'recalled')",
      freeBy('to_userid'),
      'not exists (select from qungui.notice_case n where n.corp = $1 and n.notice_id = t.id and n.case_id in (select qungui.kept_cases($1)))',
    ),
    what: 'notice.content',
    empties: ["content = ''", 'body = null', 'response_code = null'],
  },
  ...SKELETON,
];

/** Bodies of the trail: found by the age of their link, kept where they name a case that stays. */
export const BODIES = { what: 'audit_body', period: 'logs' } as const satisfies { what: string; period: Period };
