import type { SurfaceName } from '../config.ts';

/** Whom a played event is about. Every value was checked to hold no markup. */
export interface About {
  readonly group: string;
  readonly members: readonly string[];
  readonly user: string;
}

interface Playable {
  readonly surface: SurfaceName;
  /** Which options it is about. */
  readonly about: 'group' | 'members' | 'user';
  /** `believed`: no look at WeCom puts right at once what it does to the rows of a group or person that is really there. */
  readonly effect: 'looked-up' | 'believed';
  fields(about: About): string;
}

const leaf = (name: string, text: string): string => `<${name}><![CDATA[${text}]]></${name}>`;
const event = (kind: string, change: string): string =>
  leaf('MsgType', 'event') + leaf('Event', kind) + leaf('ChangeType', change);
const inGroup = (change: string, group: string, detail?: string): string =>
  event('change_external_chat', change) + leaf('ChatId', group) + (detail ? leaf('UpdateDetail', detail) : '');
/** Without member versions nothing is believed; the group is fetched [92130]. */
const moved = (detail: string, { group, members }: About, scene: string): string =>
  `${inGroup('update', group, detail)}${scene}<MemChangeCnt>${members.length}</MemChangeCnt>` +
  `<MemChangeList>${members.map((id) => leaf('Item', id)).join('')}</MemChangeList>`;
const account = (change: string, { user }: About): string => event('change_contact', change) + leaf('UserID', user);

/** The events that can be played, as WeCom writes them [92130, 90970]. */
export const EVENTS = {
  'member-joined': {
    surface: 'app',
    about: 'members',
    effect: 'looked-up',
    fields: (about) => moved('add_member', about, '<JoinScene>0</JoinScene>'),
  },
  'member-left': {
    surface: 'app',
    about: 'members',
    effect: 'looked-up',
    fields: (about) => moved('del_member', about, '<QuitScene>0</QuitScene>'),
  },
  'group-created': {
    surface: 'app',
    about: 'group',
    effect: 'looked-up',
    fields: ({ group }) => inGroup('create', group),
  },
  'group-renamed': {
    surface: 'app',
    about: 'group',
    effect: 'looked-up',
    fields: ({ group }) => inGroup('update', group, 'change_name'),
  },
  'group-dismissed': {
    surface: 'app',
    about: 'group',
    effect: 'believed',
    fields: ({ group }) => inGroup('dismiss', group),
  },
  'user-created': {
    surface: 'contacts',
    about: 'user',
    effect: 'believed',
    fields: (about) => account('create_user', about) + leaf('Department', '1'),
  },
  'user-deleted': {
    surface: 'contacts',
    about: 'user',
    effect: 'believed',
    fields: (about) => account('delete_user', about),
  },
} as const satisfies Record<string, Playable>;

export type EventName = keyof typeof EVENTS;
export const EVENT_NAMES = Object.keys(EVENTS) as readonly EventName[];
export const playable = (name: EventName): Playable => EVENTS[name];

/** The document of an event, before it is sealed. */
export const documentOf = (name: EventName, about: About, corpid: string, seconds: number): string =>
  `<xml>${leaf('ToUserName', corpid)}${leaf('FromUserName', 'sys')}<CreateTime>${seconds}</CreateTime>` +
  `${playable(name).fields(about)}</xml>`;
