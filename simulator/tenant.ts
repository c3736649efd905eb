import type { Tokens } from './api/tokens.ts';
import type { Archive } from './archive/archive.ts';
import type { Chance } from './chance.ts';
import { newMessageStore } from './inbox/messages.ts';
import type { Stats } from './stats.ts';
import { appVerbs } from './verbs/app.ts';
import { approvalVerbs } from './verbs/approvals.ts';
import { checkinVerbs } from './verbs/checkin.ts';
import { contactVerbs } from './verbs/contacts.ts';
import { groupVerbs } from './verbs/groups.ts';
import { departmentVerbs, peopleVerbs } from './verbs/people.ts';
import { phoneVerbs } from './verbs/phone.ts';
import { signInVerbs } from './verbs/sign-in.ts';
import type { Stage } from './verbs/stage.ts';
import { talkVerbs } from './verbs/talk.ts';
import { noApprovals } from './world/approvals.ts';
import { type AppSettings, type CallbackAddress, type Company, type Limits, VENDOR_LIMITS } from './world/company.ts';
import { newArchiveSide } from './world/talk.ts';

export interface NewTenant {
  /** What tests call it, and the phone page's address of it. */
  readonly name: string;
  readonly title?: string;
  readonly corpid?: string;
  readonly agentId?: number;
  readonly appSecret?: string;
  readonly contactsSecret?: string;
  readonly settings?: Partial<AppSettings>;
  readonly limits?: Partial<Limits>;
  /** Callback addresses as if saved before; `configureCallback` asks the receiver first, as WeCom does. */
  readonly appCallback?: CallbackAddress;
  readonly contactsCallback?: CallbackAddress;
  /** The archive that it bought, and for whom; everybody has a seat unless told. */
  readonly archived?: { readonly file: Archive; readonly seats?: readonly string[] };
}

/** A tenant with one department, one app that sees everyone and may do everything, and nobody in it. */
export function newCompany(wanted: NewTenant, chance: Chance): Company {
  const { name, title = name } = wanted;
  return {
    slug: name,
    corpid: wanted.corpid ?? `ww${chance.hex(16)}`,
    title,
    surfaces: {
      app: {
        name: 'app',
        agentId: wanted.agentId ?? 1_000_002,
        secret: wanted.appSecret ?? chance.word(43),
        callback: wanted.appCallback ?? null,
      },
      contacts: {
        name: 'contacts',
        agentId: null,
        secret: wanted.contactsSecret ?? chance.word(43),
        callback: wanted.contactsCallback ?? null,
      },
      archive: {
        name: 'archive',
        agentId: ARCHIVE_AGENT,
        secret: `archive-of-${name}`.padEnd(43, '-'),
        callback: null,
      },
    },
    settings: { ...GENEROUS, ...wanted.settings },
    limits: { ...VENDOR_LIMITS, ...wanted.limits },
    chance,
    departments: new Map([[1, { id: 1, name: title, parent: 0, order: 100 }]]),
    people: new Map(),
    former: [],
    externals: new Map(),
    groups: new Map(),
    joinWays: new Map(),
    approvals: noApprovals(),
    shifts: [],
    punches: [],
    memberTags: new Map(),
    messages: newMessageStore(),
    signInCodes: new Map(),
    talk: new Map(),
    archive: wanted.archived ? newArchiveSide(wanted.archived.file, wanted.archived.seats) : null,
    notForAppchat: new Set(),
    lagMs: 0,
    muted: false,
  };
}

/** WeCom's own number of the archive, by the sample of its event [95039]. */
const ARCHIVE_AGENT = 2_000_004;

const GENEROUS: Readonly<AppSettings> = {
  visible: 'everyone',
  customerContactCallable: true,
  approvalCallable: true,
  attendanceCallable: true,
  followers: 'everyone',
  externalEventsTicked: true,
  enabled: true,
  suspended: false,
  trustedIps: null,
  seenFrom: null,
  homeFirst: false,
  trustedDomains: null,
  homeUrl: '',
};

export type Tenant = ReturnType<typeof openTenant>;

/** One tenant: its credentials, and the verbs that play it. A verb resolves when it has happened; its event is then queued. */
export function openTenant(stage: Stage, tokens: Tokens) {
  const { company, stats } = stage;
  const { app, contacts, archive } = company.surfaces;
  return {
    name: company.slug,
    corpid: company.corpid,
    title: company.title,
    agentId: app.agentId as number,
    appSecret: app.secret,
    contactsSecret: contacts.secret,
    archiveSecret: archive.secret,
    ...peopleVerbs(stage),
    ...departmentVerbs(stage),
    ...groupVerbs(stage),
    ...contactVerbs(stage),
    ...appVerbs(stage),
    ...phoneVerbs(stage),
    ...approvalVerbs(stage),
    ...checkinVerbs(stage),
    ...signInVerbs(stage),
    ...talkVerbs(stage),
    /** WeCom ends all access tokens before their time: the next call is 40014. */
    endTokens: (): void => tokens.end(company.corpid),
    stats: (): Stats => structuredClone(stats),
  };
}
