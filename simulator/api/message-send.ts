import { cutFields } from '../inbox/advised-lengths.ts';
import { Card } from '../inbox/card.ts';
import { translateIds } from '../inbox/id-translation.ts';
import type { Message } from '../inbox/messages.ts';
import { show } from '../inbox/show.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { checkedContent } from './message-checks.ts';
import { textOf, wholeOf } from './params.ts';
import { recipientsOf } from './recipients.ts';
import { Refusal } from './refusal.ts';
import { newResponseCode } from './response-codes.ts';

export const sendEndpoints: readonly Endpoint[] = [
  { path: 'message/send', method: 'POST', opening: 'app', answer: send },
];

const DAY_MS = 86_400_000;

/** Sends to members, never twice the same bytes within the interval of the duplicate check [90236]. */
function send(call: Call): Body {
  const { company, body, stats } = call;
  checkAgent(call);
  const { people, invalidUsers, invalidParties, invalidTags } = recipientsOf(company, body);
  const intervalMs = duplicateIntervalMs(body);
  const known = intervalMs === null ? null : knownAnswer(call, intervalMs);
  if (known) {
    stats.notices.accepted += people.length;
    stats.notices.duplicates += people.length;
    return known;
  }
  const { type, content } = checkedContent(call);
  countDay(call, people.length);
  const message = newMessage(call, type, content);
  for (const person of people) show(company, message, person, call.now, call.windows, stats);
  stats.notices.accepted += people.length;
  stats.notices.unreachable += invalidUsers.length;
  const answer = {
    invaliduser: invalidUsers.join('|'),
    invalidparty: invalidParties.join('|'),
    invalidtag: invalidTags.join('|'),
    unlicenseduser: '',
    msgid: message.msgid,
    ...(isInteractive(message) && { response_code: newResponseCode(company, message, call.now) }),
  };
  if (intervalMs !== null) company.messages.checked.set(call.raw, { at: call.now, answer });
  return answer;
}

function checkAgent({ body, surface }: Call): void {
  if (body.agentid === undefined) throw new Refusal(41011);
  const agentId = Number(body.agentid);
  if (!Number.isInteger(agentId)) throw new Refusal(40056);
  if (agentId !== surface.agentId) throw new Refusal(301002);
}

/** Null: not asked for. Half an hour unless told, four hours at most. */
function duplicateIntervalMs(body: Body): number | null {
  if (wholeOf(body, 'enable_duplicate_check', 0) !== 1) return null;
  return Math.min(wholeOf(body, 'duplicate_check_interval', 1_800), 14_400) * 1_000;
}

/** What a repeated body is answered is not documented; here it is the first answer again. */
function knownAnswer({ company, raw, now }: Call, intervalMs: number): Body | null {
  const known = company.messages.checked.get(raw);
  return known && now.getTime() - known.at.getTime() < intervalMs ? known.answer : null;
}

function countDay({ company, windows, now }: Call, people: number): void {
  const most = company.limits.accounts * 200;
  for (let counted = 0; counted < people; counted += 1) {
    if (windows.take(`send/${company.corpid}`, most, DAY_MS, now) === 'blocked') throw new Refusal(45009);
  }
}

function newMessage({ company, body, raw, now, stats }: Call, type: string, checked: Body): Message {
  const content = wholeOf(body, 'enable_id_trans', 0) === 1 ? translateIds(company, checked) : checked;
  const taskId = type === 'template_card' ? textOf(content, 'task_id') : '';
  if (type === 'template_card') stats.notices.cut += cutFields(Card.parse(content)).length;
  const message: Message = {
    msgid: company.chance.word(40),
    sentAt: now,
    type,
    content,
    raw,
    taskId: taskId === '' ? null : taskId,
    deliveries: [],
  };
  company.messages.sent.set(message.msgid, message);
  if (message.taskId !== null) company.messages.taskIds.add(message.taskId);
  return message;
}

/** Cards that can be updated get a code to do it with. */
const isInteractive = ({ type, taskId }: Message): boolean => type === 'template_card' && taskId !== null;
