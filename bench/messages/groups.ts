import type { Conversation, RoleHeld } from '../../src/events/conversation.ts';
import type { GroupFacts } from '../../src/events/facts.ts';
import type { Member } from '../../src/events/group.ts';
import type { Mention, Message } from '../../src/events/message.ts';
import { ordinaryLexicon } from '../../src/obligations/lexicon.ts';
import { chineseCalendar } from '../../src/work-time/calendar.ts';
import type { WorkPlan } from '../../src/work-time/work-plan.ts';
import { directoryOf } from '../judge/world.ts';

export const staff = 30;
export const customers = 10;
export const perGroup = 100;

const beganMs = Date.parse('2026-11-26T09:00:00+08:00');
const minuteMs = 60_000;
const directory = directoryOf();

const plan: WorkPlan = {
  hours: {
    timeZone: 'Asia/Shanghai',
    stretches: [
      { fromMin: 540, untilMin: 720 },
      { fromMin: 810, untilMin: 1080 },
    ],
  },
  calendar: chineseCalendar,
  shifts: null,
  absences: [],
};

/** What is known of one group, and what was said in it. */
export interface Group {
  readonly facts: GroupFacts;
  readonly messages: readonly Message[];
  /** What each of them said, in order. */
  readonly bySender: ReadonlyMap<string, readonly Message[]>;
  readonly talk: Omit<Conversation, 'messages' | 'readings'>;
}

/** A group of a company, its talk a message every two and a half minutes: tasks, answers, questions of customers, and much else. */
export function groupOf(nth: number, texts: readonly string[]): Group {
  const chatId = `wr-bench-${nth}`;
  const ids = Array.from({ length: staff }, (_, n) => `staff-${(nth * staff + n) % 2_000}`);
  const outside = Array.from({ length: customers }, (_, n) => `wm-customer-${(nth * customers + n) % 4_000}`);
  const messages = Array.from({ length: perGroup }, (_, n) => messageOf(chatId, nth, n, { ids, outside, texts }));
  const memberIds = [...ids, ...outside];
  return {
    facts: factsOf(chatId, memberIds),
    messages,
    bySender: bySender(messages),
    talk: {
      chatId,
      lexicon: ordinaryLexicon,
      published: [],
      presses: [],
      rulings: [],
      departments: [{ names: ['营销策划部'], responsible: [ids[1] ?? ''] }],
      signs: [],
      plan,
      roles: ['leader', 'hr'].flatMap((role, at) => heldBy(role, ids[at] ?? '')),
      members: memberIds.map((id) => ({
        id,
        kind: id.startsWith('wm') ? 'external' : 'employee',
        names: [],
        fromMs: 0,
        untilMs: null,
        plan,
        absences: [],
      })),
    },
  };
}

function bySender(messages: readonly Message[]): Map<string, readonly Message[]> {
  const said = new Map<string, Message[]>();
  for (const message of messages) {
    const own = said.get(message.from.id);
    if (own) own.push(message);
    else said.set(message.from.id, [message]);
  }
  return said;
}

const heldBy = (role: string, by: string): RoleHeld[] => [{ role, by, over: null, fromMs: 0, untilMs: null }];

function factsOf(chatId: string, memberIds: readonly string[]): GroupFacts {
  return {
    atMs: beganMs + 9 * 60 * minuteMs,
    group: { chatId, reach: 'customer', name: '营销群', owner: memberIds[0] ?? '', admins: [], createdAtMs: 0 },
    registered: {
      kind: 'marketing',
      ownerDepartment: '营销策划部',
      purpose: '示例',
      approval: null,
      filing: null,
      endsAtMs: null,
      papersUntilMs: null,
      admins: [{ userid: memberIds[0] ?? '', appointedBy: 'hr', sinceMs: 0, untilMs: null }],
    },
    members: memberIds.map(memberOf),
    directory,
    answers: new Map(),
    unseen: new Map(),
  };
}

function memberOf(id: string): Member {
  const person = directory.byAccount.get(id);
  return {
    id,
    kind: person ? 'employee' : 'external',
    personId: person?.id ?? null,
    shownName: person?.name ?? id,
    nickname: '',
    joinedAtMs: 0,
    joinScene: null,
    joinState: null,
    inviter: null,
  };
}

interface Cast {
  readonly ids: readonly string[];
  readonly outside: readonly string[];
  readonly texts: readonly string[];
}

/** Of twenty messages one is a task, two answer, two come from a customer, and the others are talk; one of all is a notice to everybody. */
function messageOf(chatId: string, group: number, nth: number, { ids, outside, texts }: Cast): Message {
  const turn = nth % 20;
  const [leader = '', , ...others] = ids;
  const asked = others[nth % others.length] ?? '';
  const talk = texts[(group * perGroup + nth) % texts.length] ?? '';
  const said = { chatId, nth, group };
  if (turn === 0)
    return message(said, leader, `@甲 请今天下班前把报表发我 ${talk}`, [{ is: 'one', id: asked, at: 0, length: 2 }]);
  if (turn === 7)
    return message(said, leader, `@所有人 【通知】${talk}，收到请回复`, [{ is: 'all', at: 0, length: 4 }]);
  if (turn === 3 || turn === 9) return message(said, others[(nth - 3) % others.length] ?? '', '收到，马上办', []);
  if (turn === 5 || turn === 15) return message(said, outside[nth % outside.length] ?? '', `${talk}？`, []);
  return message(said, others[(nth * 7) % others.length] ?? '', talk, []);
}

function message(
  { chatId, nth, group }: { readonly chatId: string; readonly nth: number; readonly group: number },
  from: string,
  text: string,
  mentions: readonly Mention[],
): Message {
  const person = directory.byAccount.get(from);
  return {
    id: `m-${group}-${String(nth).padStart(4, '0')}`,
    chatId,
    from: { id: from, kind: person ? 'employee' : 'external', personId: person?.id ?? null },
    sentAtMs: beganMs + nth * 2.5 * minuteMs,
    kind: 'text',
    length: [...text].length,
    text,
    mentions,
    quote: null,
    hash: `h-${group}-${nth}`,
    things: [],
    revokedAtMs: null,
  };
}
