import type { NewTenant } from '../../simulator/tenant.ts';
import { hearing } from '../../src/hearing/hear.ts';
import { newId } from '../../src/ids.ts';
import { importLines, readLines } from '../../src/messages/import-lines.ts';
import type { HouseOptions } from '../house.ts';
import { openSmallHouse, shippedPolicy } from '../small-house.ts';

const CLAUSE = `clauses:
  - id: 示例回复
    title: { zh: 回复, en: Answering }
    text: { zh: 领导布置的任务在 30 分钟内回复。, en: Tasks are answered within 30 minutes. }
    strength: binding
    evidence: archive
    checkedBy: [half-an-hour]
`;

const rule = (level: string, more: string) => `rules:
  half-an-hour:
    rule: response/task
    clause: 示例回复
    kinds: [marketing]
    level: ${level}
    grace: 1 working day
    settings:
      from: [marketing-manager]
      answer: { within: 30 minutes, warnBefore: [10 minutes], escalate: [{ after: 30 minutes, to: marketing-manager }] }
${more}`;

interface Wanted {
  readonly level?: 'observe' | 'remind';
  /** Further settings, as lines of the file. */
  readonly settings?: readonly string[];
  readonly startAt?: string;
  /** Whether the customer in the group agreed to be archived; he has when nothing is said. */
  readonly consents?: 'said' | 'unsaid';
  /** Changes the file in other ways. */
  readonly amend?: (policy: string) => string;
}

/** The small company, whose manager may ask for an answer within thirty minutes; what is said comes from a file. */
export async function openTalkingHouse({
  level = 'remind',
  settings = [],
  consents = 'said',
  amend = (policy) => policy,
  ...options
}: Wanted & Partial<NewTenant> & Pick<HouseOptions, 'pages'> = {}) {
  const policy = shippedPolicy
    .replace(/^clauses:\n/m, CLAUSE)
    .replace(/^rules:\n/m, rule(level, settings.map((line) => `      ${line}\n`).join('')))
    .replace(/^ {2}baseline: recorded$/m, '  baseline: told\n  firstDay: told');
  const published = amend(policy);
  const small = await openSmallHouse({ policy: published, ...options });
  const { house, world } = small;
  const { corp, deps, inCorp } = house;
  const lineOf = ({ id, from, at, text, ...over }: Line) =>
    JSON.stringify({
      msgid: id,
      action: 'send',
      from,
      tolist: [],
      roomid: world.group,
      msgtime: Date.parse(`2026-${at}:00+08:00`),
      msgtype: 'text',
      text: { content: text },
      ...over,
    });
  /** Keeps lines as the archive would have told them, and works until nothing is left to do. */
  const hear = async (...lines: readonly Line[]): Promise<void> => {
    const { records } = readLines(Buffer.from(lines.map(lineOf).join('\n')));
    await importLines(deps, corp, records, hearing(await deps.keys.of(corp)));
    await house.idle();
  };
  const rows = () =>
    inCorp((tx) => tx.obligation.findMany({ where: { corp }, orderBy: [{ openedAt: 'asc' }, { key: 'asc' }] }));
  const notices = (kind: string) =>
    inCorp((tx) => tx.notice.findMany({ where: { corp, kind }, orderBy: { number: 'asc' } }));
  const consent = () =>
    inCorp(
      (tx) => tx.$executeRaw`
        insert into qungui.archive_consent (corp, id, external_id, place, agreed, since, learned)
        select corp, gen_random_uuid(), member_id, chat_id, 'agreed', since, 'call' from qungui.membership
        where member_kind = 'external'`,
    );
  /** As if the archive were read up to this moment. */
  const readUpTo = (at: string) => {
    const caughtUpAt = new Date(`2026-${at}:00+08:00`);
    return inCorp((tx) =>
      tx.archiveCursor.upsert({
        where: { corp },
        update: { caughtUpAt },
        create: { corp, seq: 9, atOnce: 100, failures: 0, caughtUpAt },
      }),
    );
  };
  /** As if he had pressed a button before: his messages come as cards. */
  const readsCards = (actor: string) =>
    inCorp((tx) =>
      tx.decision.create({
        data: { corp, id: newId(), caseId: newId(), actor, action: 'fixed', via: 'card', at: new Date('2026-11-01') },
      }),
    );
  const personOf = async (userid: string): Promise<string> => {
    const row = await inCorp((tx) => tx.account.findFirst({ where: { corp, userid, until: null } }));
    return row?.personId ?? '';
  };
  if (consents === 'said') await consent();
  return { ...small, published, hear, rows, notices, consent, readUpTo, readsCards, personOf };
}

export interface Line {
  readonly id: string;
  readonly from: string;
  /** `11-26 10:00` */
  readonly at: string;
  readonly text: string;
  readonly [over: string]: unknown;
}

export type TalkingHouse = Awaited<ReturnType<typeof openTalkingHouse>>;
