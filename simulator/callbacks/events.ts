import type { Form } from '../world/approvals.ts';
import type { Employee } from '../world/people.ts';
import type { Field } from './xml.ts';

/** An event without its head: the postman adds who, when and to whom. */
export interface Event {
  readonly from: string;
  readonly fields: readonly Field[];
}

const bySystem = (...fields: Field[]): Event => ({ from: 'sys', fields: [['MsgType', 'event'], ...fields] });

const groupEvent = (chatId: string, ...fields: Field[]): Event =>
  bySystem(['Event', 'change_external_chat'], ['ChatId', chatId], ...fields);

export const groupCreated = (chatId: string): Event => groupEvent(chatId, ['ChangeType', 'create']);
export const groupDismissed = (chatId: string): Event => groupEvent(chatId, ['ChangeType', 'dismiss']);

/** Owner, name or notice: one event each, and no more detail than that [92130]. */
export const groupUpdated = (chatId: string, detail: 'change_owner' | 'change_name' | 'change_notice'): Event =>
  groupEvent(
    chatId,
    ['ChangeType', 'update'],
    ['UpdateDetail', detail],
    ['JoinScene', 0],
    ['QuitScene', 0],
    ['MemChangeCnt', 0],
  );

export interface MemberChange {
  readonly detail: 'add_member' | 'del_member';
  /** 0 invited, 3 scanned a QR code [92130]; the member list codes it otherwise. */
  readonly joinScene: 0 | 3;
  /** 0 left, 1 removed; by whom is never told. */
  readonly quitScene: 0 | 1;
  readonly ids: readonly string[];
  readonly lastVersion: string;
  readonly version: string;
}

export const groupMembersChanged = (chatId: string, change: MemberChange): Event =>
  groupEvent(
    chatId,
    ['ChangeType', 'update'],
    ['UpdateDetail', change.detail],
    ['JoinScene', change.joinScene],
    ['QuitScene', change.quitScene],
    ['MemChangeCnt', change.ids.length],
    ['MemChangeList', change.ids.map((id): Field => ['Item', id])],
    ['LastMemVer', change.lastVersion],
    ['CurMemVer', change.version],
  );

const contactEvent = (kind: string, ...fields: Field[]): Event =>
  bySystem(['Event', 'change_contact'], ['ChangeType', kind], ...fields);

// What receivers configured after 2022-08-15 get: ids and departments, nothing else [90970, 96079].
export const userCreated = ({ userid, departments }: Employee): Event =>
  contactEvent('create_user', ['UserID', userid], ['Department', departments.join(',')]);

export const userMoved = ({ userid, departments }: Employee): Event =>
  contactEvent('update_user', ['UserID', userid], ['Department', departments.join(',')]);

export const useridChanged = (before: string, after: string): Event =>
  contactEvent('update_user', ['UserID', before], ['NewUserID', after]);

export const userDeleted = (userid: string): Event => contactEvent('delete_user', ['UserID', userid]);
export const partyCreated = (id: number): Event => contactEvent('create_party', ['Id', id]);
export const partyDeleted = (id: number): Event => contactEvent('delete_party', ['Id', id]);
export const partyMoved = (id: number, parent: number): Event =>
  contactEvent('update_party', ['Id', id], ['ParentId', parent]);

/** `change_external_contact` [92130]. */
export const contactChanged = (kind: string, userid: string, externalId: string, ...more: Field[]): Event =>
  bySystem(
    ['Event', 'change_external_contact'],
    ['ChangeType', kind],
    ['UserID', userid],
    ['ExternalUserID', externalId],
    ...more,
  );

/** `subscribe`, `unsubscribe`, `enter_agent`: the app's own events [90240]. */
export const appEvent = (name: 'subscribe' | 'unsubscribe' | 'enter_agent', userid: string): Event => ({
  from: userid,
  fields: [
    ['MsgType', 'event'],
    ['Event', name],
    ['EventKey', ''],
  ],
});

/** A press of a button of the app's menu [90240]. */
export const menuPressed = (userid: string, key: string): Event => ({
  from: userid,
  fields: [
    ['MsgType', 'event'],
    ['Event', 'click'],
    ['EventKey', key],
  ],
});

/** A member's words to the app. */
export const saidToApp = (userid: string, content: string, msgId: string): Event => ({
  from: userid,
  fields: [
    ['MsgType', 'text'],
    ['Content', content],
    ['MsgId', msgId],
  ],
});

export interface Press {
  readonly event: 'template_card_event' | 'template_card_menu_event';
  readonly key: string;
  readonly taskId: string;
  readonly cardType: string;
  readonly responseCode: string;
  readonly selected: ReadonlyMap<string, readonly string[]>;
}

/** A pressed button, a submitted choice or a menu entry of a card [90240]. */
export function cardPressed(userid: string, press: Press): Event {
  const items = [...press.selected].map(
    ([key, ids]): Field => [
      'SelectedItem',
      [
        ['QuestionKey', key],
        ['OptionIds', ids.map((id): Field => ['OptionId', id])],
      ],
    ],
  );
  const fields: Field[] = [
    ['MsgType', 'event'],
    ['Event', press.event],
    ['EventKey', press.key],
    ['TaskId', press.taskId],
    ['CardType', press.cardType],
    ['ResponseCode', press.responseCode],
  ];
  if (items.length > 0) fields.push(['SelectedItems', items]);
  return { from: userid, fields };
}

/** `msgaudit_notify`: there is something new in the archive, and no more than that [95039]. */
export const archiveGrew = (): Event => bySystem(['Event', 'msgaudit_notify']);

const seconds = (at: Date | null): number => (at ? Math.floor(at.getTime() / 1_000) : 0);

/** `sys_approval_change`: what became of a form. `change`: 1 handed in, 2 agreed, 3 refused, 6 withdrawn, 8 afterwards [91815]. */
export const approvalChanged = (form: Form, change: 1 | 2 | 3 | 6 | 8): Event =>
  bySystem(
    ['Event', 'sys_approval_change'],
    [
      'ApprovalInfo',
      [
        ['SpNoStr', form.number],
        ['SpNo', Number(form.number)],
        ['SpName', form.template.name],
        ['SpStatus', form.status],
        ['TemplateId', form.template.id],
        ['ApplyTime', seconds(form.askedAt)],
        [
          'Applyer',
          [
            ['UserId', form.applicant],
            ['Party', '1'],
          ],
        ],
        ...form.steps.map(
          (step): Field => [
            'SpRecord',
            [
              ['SpStatus', step.status],
              ['ApproverAttr', 1],
              [
                'Details',
                [
                  ['Approver', [['UserId', step.userid]]],
                  ['Speech', ''],
                  ['SpStatus', step.status],
                  ['SpTime', seconds(step.at)],
                ],
              ],
            ],
          ],
        ),
        ['StatuChangeEvent', change],
      ],
    ],
  );
