import type { Registration } from '../../groups/register.ts';
import type { Kind } from '../../policy/policy.ts';
import { daysAfter } from '../../work-time/local-time.ts';
import { NOTHING_SAID, registrationIn, type Said } from '../said.ts';
import type { Line } from './lines.ts';
import { purposeOf } from './purpose.ts';

/** A group that is not used any more is closed within so many days. */
const CLOSE_WITHIN_DAYS = 14;
/** A group of personal WeChat whose owner chose no day is moved within so many. */
const MIGRATE_WITHIN_DAYS = 60;

/** What becomes of a line when HR confirms it. */
export type Settled =
  | { readonly state: 'registered'; readonly registration: Registration; readonly dueOn: null }
  | { readonly state: 'to-migrate'; readonly registration: Registration; readonly dueOn: string }
  | { readonly state: 'to-close'; readonly registration: null; readonly dueOn: string }
  | { readonly state: 'not-mine'; readonly registration: null; readonly dueOn: null }
  /** Kind or department is missing: somebody has to say it first. */
  | { readonly state: 'open'; readonly missing: 'kind' | 'department' };

interface Place {
  readonly timeZone: string;
  readonly today: string;
  /** The kinds of the policies in force. */
  readonly kinds: readonly Pick<Kind, 'id' | 'name'>[];
}

/** The owner's last answer, else what was proposed, with what the sheet said of approvals, end and admins. Pure. */
export function settleLine(line: Line, said: Said | undefined, place: Place): Settled {
  const { answered } = line;
  if (answered?.answer === 'unused')
    return { state: 'to-close', registration: null, dueOn: daysAfter(place.today, CLOSE_WITHIN_DAYS) };
  if (answered?.answer === 'not-mine') return { state: 'not-mine', registration: null, dueOn: null };
  const kind = answered?.kind ?? line.kind;
  if (kind === null) return { state: 'open', missing: 'kind' };
  if (line.department === '') return { state: 'open', missing: 'department' };
  const purpose = purposeOf(line, kind, place.kinds);
  const all: Said = { ...(said ?? NOTHING_SAID), kind, department: line.department, purpose };
  const registration = registrationIn(all, line, { ...place, appointed: [] });
  if (!registration) return { state: 'open', missing: 'kind' };
  if (line.reach !== 'outside') return { state: 'registered', registration: bare(registration), dueOn: null };
  const dueOn = answered?.until ?? daysAfter(place.today, MIGRATE_WITHIN_DAYS);
  return { state: 'to-migrate', registration: bare(registration), dueOn };
}

/** A line knows more than a registration says. */
const bare = ({ chatId, reach, kind, ownerDepartment, purpose, approval, filing, endsAt, admins }: Registration) => ({
  chatId,
  reach,
  kind,
  ownerDepartment,
  purpose,
  approval,
  filing,
  endsAt,
  admins,
});
