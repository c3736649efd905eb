import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyAudit } from '../../src/audit/verify.ts';
import { type Db, moveClock, nowIn, openDb, type Tx } from '../../src/db/client.ts';
import { kekOf } from '../../src/db/kek.ts';
import { openKeyring } from '../../src/db/keyring.ts';
import { Corp, newId } from '../../src/ids.ts';
import { openLog } from '../../src/log.ts';
import { openMetrics } from '../../src/metrics.ts';
import { type NoticeContent, type NoticeLine, noticeContent } from '../../src/notices/content.ts';
import { deliverNotices } from '../../src/notices/deliver.ts';
import { enqueueNotice } from '../../src/notices/enqueue.ts';
import type { DeliverDeps } from '../../src/notices/world.ts';
import { hashOf } from '../../src/policy/load.ts';
import { silentBell } from '../../src/queue/producer.ts';
import type { WeCom } from '../../src/wecom/wecom.ts';
import { freshDatabase } from '../db.ts';
import { aLine } from './notice.ts';
import { openPhones } from './phones.ts';
import { entriesOf } from './trail.ts';

const founding = readFileSync(join(import.meta.dirname, '../../policies/chongqing-industrial.yaml'), 'utf8');

let corps = 0;
let shared: Promise<Db> | undefined;

/** One database a test process, thrown away with the run; every outbox is a corp of its own in it. */
const sharedDb = (): Promise<Db> => {
  shared ??= freshDatabase().then(({ appUrl }) => openDb(appUrl, 'movable'));
  return shared;
};

/** A corp with an outbox on a real database, a movable clock and phones instead of WeCom. It is Thursday, 10:00. */
export async function openOutbox(startAt = '2026-11-26T10:00:00+08:00') {
  corps += 1;
  const corp = Corp.parse(`outbox-${process.pid}-${corps}`);
  const db = await sharedDb();
  const setClock = async (time: string) => {
    await moveClock(db, corp, Date.parse(time) - (await db.clock.now()).getTime());
  };
  await setClock(startAt);
  const phones = openPhones();
  const wecom = { of: () => ({ message: phones.api }) } as unknown as WeCom;
  const deps: DeliverDeps & { bell: typeof silentBell } = {
    db,
    keys: openKeyring(db, kekOf(Buffer.alloc(32, 3))),
    wecom,
    metrics: openMetrics(),
    log: openLog('silent'),
    bell: silentBell,
  };
  const inCorp = <T>(work: (tx: Tx, at: Date) => Promise<T>): Promise<T> =>
    db.withCorp(corp, async (tx) => work(tx, await nowIn(tx)));

  const hireIn = async (tx: Tx, at: Date, people: readonly NewHire[]) => {
    const since = new Date(at.getTime() - 86_400_000 * 30);
    const hired = people.map((person) => ({ department: 2, status: 1, ...person, id: newId() }));
    await tx.person.createMany({ data: hired.map(({ id }) => ({ corp, id, createdAt: since })) });
    await tx.relationState.createMany({
      data: hired.map(({ id }) => ({ corp, id: newId(), personId: id, since, relation: 'regular' })),
    });
    await tx.account.createMany({
      data: hired.map(({ id, userid }) => ({ corp, id: newId(), userid, personId: id, since })),
    });
    await tx.personState.createMany({
      data: hired.map(({ id, name, department, status }) => ({
        corp,
        id: newId(),
        personId: id,
        since,
        name,
        alias: '',
        position: '',
        departments: [department],
        mainDepartment: department,
        leaderIn: [],
        status,
        tags: [],
      })),
    });
  };
  const openCase = (over: Partial<NewCase> = {}) =>
    inCorp(async (tx, at) => {
      const id = newId();
      const row = await tx.case.create({
        data: {
          corp,
          id,
          nature: 'breach',
          rule: 'naming/nickname',
          instance: 'nickname',
          clause: '第七条昵称',
          chatId: 'wr-1',
          subject: 'member:zhao.shiyong',
          window: newId(),
          state: 'told',
          level: 'remind',
          says: 'missing-department',
          detail: { now: '小太阳', paste: '营销策划部-赵试用' },
          tell: 'member',
          policySlug: 'chongqing-industrial',
          policyVersion: 1,
          inputHash: 'x',
          openedAt: at,
          ...over,
        },
      });
      return { id, number: String(row.number) };
    });
  /** A message about new cases, one a line. */
  const write = async (to: string, lines: readonly Partial<NoticeLine>[] = [{}], more: Partial<WriteMore> = {}) => {
    const { kind = 'reminder', subject = `member:${to}`, notBefore } = more;
    const told: NoticeLine[] = [];
    for (const line of lines) told.push(aLine({ ...line, ...(line.caseId ? {} : await caseIdFor(subject)) }));
    return inCorp(async (tx, at) =>
      enqueueNotice(tx, corp, await deps.keys.of(corp), {
        to,
        content: noticeContent(kind, 'zh', told),
        notBefore: notBefore ?? at,
        at,
      }),
    );
  };
  const caseIdFor = async (subject: string) => {
    const { id, number } = await openCase({ subject });
    return { caseId: id, number };
  };

  await inCorp(async (tx, at) => {
    await hireIn(tx, at, [
      { userid: 'zhao.shiyong', name: '赵试用' },
      { userid: 'guanli.shili', name: '管理示例' },
      { userid: 'qunzhu.shili', name: '群主示例' },
      { userid: 'renshi.shili', name: '人事示例', department: 3 },
    ]);
    const since = new Date(at.getTime() - 86_400_000 * 60);
    for (const [departmentId, name] of [
      [1, '示范实业'],
      [2, '营销策划部'],
      [3, '行政人事部'],
    ] as const)
      await tx.departmentState.create({
        data: { corp, id: newId(), departmentId, since, name, parentId: departmentId === 1 ? 0 : 1, leaders: [] },
      });
    await tx.chatGroup.create({ data: { corp, chatId: 'wr-1', foundAt: since } });
    await tx.reachState.create({
      data: { corp, id: newId(), chatId: 'wr-1', since, reach: 'customer', evidence: 'listed' },
    });
    await tx.groupState.create({
      data: { corp, id: newId(), chatId: 'wr-1', since, name: '示范项目营销平台', owner: 'qunzhu.shili', admins: [] },
    });
    await tx.appointment.create({
      data: { corp, id: newId(), chatId: 'wr-1', userid: 'guanli.shili', appointedBy: '营销经理', since },
    });
    await tx.policyVersion.create({
      data: {
        corp,
        id: newId(),
        slug: 'chongqing-industrial',
        version: 1,
        hash: hashOf(founding),
        source: founding,
        effectiveAt: since,
        publishedAt: since,
        publishedBy: 'test',
      },
    });
  });

  return {
    corp,
    db,
    deps,
    phones,
    inCorp,
    setClock,
    openCase,
    hire: (people: readonly NewHire[]) => inCorp((tx, at) => hireIn(tx, at, people)),
    write,
    keys: () => deps.keys.of(corp),
    move: (ms: number) => moveClock(db, corp, ms),
    deliver: (more: Partial<DeliverDeps> = {}, limit = 100) => deliverNotices({ ...deps, ...more }, corp, limit),
    /** Delivers, moving the clock by `stepMs`, until so much time has passed. */
    deliverFor: async (ms: number, stepMs: number) => {
      for (let passed = 0; passed <= ms; passed += stepMs) {
        await deliverNotices(deps, corp, 100);
        await moveClock(db, corp, stepMs);
      }
    },
    notices: () => inCorp((tx) => tx.notice.findMany({ where: { corp }, orderBy: { number: 'asc' } })),
    notice: (id: string) => inCorp((tx) => tx.notice.findFirstOrThrow({ where: { corp, id } })),
    audit: (kind: string) => inCorp((tx) => entriesOf(tx, corp, kind)),
    chain: async () => verifyAudit(db, corp, await deps.keys.of(corp)),
  };
}

export type Outbox = Awaited<ReturnType<typeof openOutbox>>;

interface NewHire {
  readonly userid: string;
  readonly name: string;
  readonly department?: number;
}

interface NewCase {
  readonly chatId: string;
  readonly subject: string;
  readonly state: string;
  readonly nature: string;
  readonly level: string;
  readonly rule: string;
  readonly instance: string;
  readonly clause: string;
  readonly tell: string;
  readonly stage: string;
  readonly held: string;
  readonly window: string;
  readonly says: string;
  readonly detail: Record<string, string>;
  readonly closedAt: Date;
}

interface WriteMore {
  readonly kind: NoticeContent['kind'];
  readonly subject: string;
  readonly notBefore: Date;
}
