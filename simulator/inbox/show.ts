import { createHash } from 'node:crypto';
import type { Windows } from '../api/rate.ts';
import type { Stats } from '../stats.ts';
import type { Company } from '../world/company.ts';
import type { Employee } from '../world/people.ts';
import { Card } from './card.ts';
import type { Message } from './messages.ts';

/** Puts the message on one phone, unless this person had his 30 a minute or 1000 an hour: then it is gone [90236]. */
export function show(
  company: Company,
  message: Message,
  to: Employee,
  now: Date,
  windows: Windows,
  stats: Stats,
): void {
  const key = `message/${company.slug}/${to.userid}`;
  const { messagesPerMemberMinute, messagesPerMemberHour } = company.limits;
  const fits =
    windows.take(`${key}/minute`, messagesPerMemberMinute, 60_000, now) === 'ok' &&
    windows.take(`${key}/hour`, messagesPerMemberHour, 3_600_000, now) === 'ok';
  if (!fits) {
    stats.notices.dropped += 1;
    return;
  }
  const delivery = {
    message,
    to,
    shownAt: now,
    recalledAt: null,
    card: message.type === 'template_card' ? Card.parse(message.content) : null,
    updatedAt: null,
    greyed: null,
    presses: [],
  };
  message.deliveries.push(delivery);
  to.inbox.push(delivery);
  company.messages.changes += 1;
  stats.notices.shown += 1;
  if (seenBefore(to, message)) stats.notices.doubled += 1;
}

/** Whether this phone already showed these bytes, this task or this notice number (「编号 N-…」). */
function seenBefore(to: Employee, { raw, taskId }: Message): boolean {
  const marks = new Set([createHash('sha256').update(raw).digest('base64')]);
  if (taskId) marks.add(`task ${taskId}`);
  for (const [number] of raw.matchAll(/编号[\s:：]*N-[0-9A-Za-z-]+/g)) marks.add(number.replace(/编号[\s:：]*/, ''));
  const known = [...marks].some((mark) => to.seen.has(mark));
  for (const mark of marks) to.seen.add(mark);
  return known;
}
