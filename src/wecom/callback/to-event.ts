import { APP_ALERTS, type AppAlert, type CallbackEvent } from '../../events/callback-event.ts';
import { readSpoken } from '../../events/spoken.ts';
import { COMPLAIN_KEY } from '../menu/menu.ts';
import { externalContactEvent } from './contact-events.ts';
import { directoryEvent } from './directory-events.ts';
import type { Fields, Value } from './fields.ts';
import { groupEvent } from './group-events.ts';
import { type Head, isFields, listAt, msAt, text, userIdAt } from './leaves.ts';

/** What the fields of a read callback mean. Never throws: the unknown and the incomplete are events too. */
export function toEvent(fields: Fields): CallbackEvent {
  const head: Head = {
    name: nameOf(fields),
    createdAtMs: msAt(fields, 'CreateTime') ?? msAt(fields, 'create_time') ?? 0,
  };
  const event = meaningOf(fields, head);
  if (event === 'unknown' || event === 'incomplete') return { ...head, kind: 'unhandled', because: event };
  return event;
}

function meaningOf(fields: Fields, head: Head): CallbackEvent | 'unknown' | 'incomplete' {
  const event = text(fields, 'Event');
  switch (event) {
    case 'change_external_chat':
      return groupEvent(fields, head);
    case 'change_contact':
      return directoryEvent(fields, head);
    case 'change_external_contact':
      return externalContactEvent(fields, head);
    case 'template_card_event':
    case 'template_card_menu_event':
      return cardPressed(fields, head, event === 'template_card_event' ? 'card' : 'menu');
    case 'subscribe':
    case 'unsubscribe':
      return scopeMoved(fields, head, event);
    case 'click':
      return menuPressed(fields, head);
    case 'sys_approval_change':
      return approvalMoved(fields, head);
    case 'msgaudit_notify':
      return { ...head, kind: 'archive-grew' };
    case '':
      return text(fields, 'MsgType') === 'text' ? textReceived(fields, head) : 'unknown';
    default:
      return isAlert(event)
        ? { ...head, kind: 'app-alert', alert: event, effectAtMs: msAt(fields, 'EffectTime') }
        : 'unknown';
  }
}

const isAlert = (event: string): event is AppAlert => (APP_ALERTS as readonly string[]).includes(event);

/** `MsgType`, or `Event` with whatever narrows it. Long or strange names are cut: the name is shown and counted. */
function nameOf(fields: Fields): string {
  const event = text(fields, 'Event');
  const parts = event
    ? [event, text(fields, 'ChangeType'), text(fields, 'UpdateDetail')]
    : [text(fields, 'MsgType') || text(fields, 'InfoType') || text(fields, 'msgtype') || 'nameless'];
  return parts
    .filter((part) => part !== '')
    .map((part) => part.replaceAll(/\W/g, '_').slice(0, 48))
    .join('/');
}

/** The key of our own button of the app's menu [90240]; of another's we know nothing. */
function menuPressed(fields: Fields, head: Head): CallbackEvent | 'unknown' | 'incomplete' {
  if (text(fields, 'EventKey') !== COMPLAIN_KEY) return 'unknown';
  const userid = userIdAt(fields, 'FromUserName');
  return userid ? { ...head, kind: 'complaint-received', userid, text: '' } : 'incomplete';
}

/** A report begins with this word; what follows is said to be heard. */
/** An answer to one names its number. */
const ANSWER = /^J-?\d{1,9}[\s:：,，]/iu;
const COMPLAINT = /^(?:举报|report(?![a-z]))[\s:：,，。]*/iu;

/** `0` and `1` answer a reminder, a word of ours with a case's number says what is wanted, a report that it is one; anything else is a person's own words and goes no further. */
function textReceived(fields: Fields, head: Head): CallbackEvent | 'incomplete' {
  const userid = userIdAt(fields, 'FromUserName');
  if (!userid) return 'incomplete';
  const content = text(fields, 'Content').trim();
  if (ANSWER.test(content)) return { ...head, kind: 'complaint-received', userid, text: content };
  if (COMPLAINT.test(content))
    return { ...head, kind: 'complaint-received', userid, text: content.replace(COMPLAINT, '').trim() };
  return {
    ...head,
    kind: 'text-received',
    userid,
    answer: [...content].length <= 2 || readSpoken(content) ? content : '',
  };
}

function scopeMoved(fields: Fields, head: Head, event: 'subscribe' | 'unsubscribe'): CallbackEvent | 'incomplete' {
  const userid = userIdAt(fields, 'FromUserName');
  if (!userid) return 'incomplete';
  return { ...head, kind: event === 'subscribe' ? 'scope-entered' : 'scope-left', userid };
}

/** SpNoStr; the numeric SpNo is missing for some forms and discouraged [91815]. */
function approvalMoved(fields: Fields, head: Head): CallbackEvent | 'incomplete' {
  const info = fields.ApprovalInfo;
  if (!isFields(info)) return 'incomplete';
  const number = (text(info, 'SpNoStr') || text(info, 'SpNo')).trim();
  if (!/^[\w-]{1,60}$/.test(number)) return 'incomplete';
  return { ...head, kind: 'approval-moved', number, templateId: text(info, 'TemplateId').slice(0, 120) };
}

function cardPressed(fields: Fields, head: Head, via: 'card' | 'menu'): CallbackEvent | 'incomplete' {
  const userid = userIdAt(fields, 'FromUserName');
  const taskId = text(fields, 'TaskId');
  if (!userid || !taskId) return 'incomplete';
  return {
    ...head,
    kind: 'card-pressed',
    via,
    userid,
    taskId,
    eventKey: text(fields, 'EventKey'),
    responseCode: text(fields, 'ResponseCode'),
    cardType: text(fields, 'CardType'),
    selected: selectedIn(fields),
  };
}

function selectedIn(fields: Fields): { question: string; options: string[] }[] {
  return listAt(fields.SelectedItems, 'SelectedItem')
    .filter(isFields)
    .map((item) => ({
      question: text(item, 'QuestionKey'),
      options: listAt(item.OptionIds, 'OptionId').filter((id: Value) => typeof id === 'string'),
    }));
}
