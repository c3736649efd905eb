import { readCheckin } from '../attendance/read-checkin.ts';
import { readTemplate } from '../attendance/read-template.ts';
import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { refreshContact } from '../directory/contacts.ts';
import { lookWhereTheyAre } from '../directory/look-where-they-are.ts';
import { refreshPerson } from '../directory/refresh-person.ts';
import { SHRANK } from '../directory/shrunk.ts';
import { syncDirectory } from '../directory/sync-directory.ts';
import { HouseError } from '../errors.ts';
import { sendPack } from '../evidence/send-pack.ts';
import { findGroups, possibleOwners } from '../groups/find-groups.ts';
import { lookEverywhere } from '../groups/look-everywhere.ts';
import { readStatistics } from '../groups/read-statistics.ts';
import { dueForSweep, SWEEP_DAYS } from '../groups/sweep-groups.ts';
import { hearing } from '../hearing/hear.ts';
import type { Corp } from '../ids.ts';
import { keepAddresses } from '../intake/keep-addresses.ts';
import { armDiffering, findDiffering, keepGroupsSoon, seeToGroup } from '../managed/keep-all.ts';
import { pullArchive } from '../messages/pull.ts';
import { nextPullMs } from '../messages/when-again.ts';
import { recallNotice } from '../notices/recall-notice.ts';
import { readForm } from '../register/approval/read-form.ts';
import { findDeclared } from '../register/find-declared.ts';
import { askOwnersAgain } from '../register/inventory/ask-again.ts';
import { groupsWithoutStep } from '../responses/arm-step.ts';
import { eraseOld } from '../retention/erase-old.ts';
import { reviewGroup } from '../review/review-group.ts';
import { reviewMessages } from '../review/review-messages.ts';
import { gradeWaiting } from '../words/grade-waiting.ts';
import { tendWords } from '../words/tend-words.ts';
import { armTimer, armTimers, type TimerKind } from './arm.ts';
import type { DueTimer } from './claim.ts';
import { decideStep } from './decide-step.ts';
import type { TimerDeps } from './deps.ts';
import { firing } from './firing.ts';
import { askAgain, caughtUp, leftBehind } from './gaps.ts';
import { goOn, newsOf, pageOf } from './judge-again.ts';
import { closeDay, digest, tellTheDay, tellTheWeek, tendAll } from './of-the-day.ts';
import { tellTheHead, verifyTrail } from './of-the-trail.ts';
import { standingNext } from './standing.ts';
import { sweepApprovals } from './sweep-approvals.ts';
import { armStepsLeftBehind } from './without-step.ts';

type Handler = (deps: TimerDeps, corp: Corp, timer: DueTimer) => Promise<unknown>;

/** What each timer does when it is due. Calls to WeCom come first; the effect and the firing are one transaction after them. */
export const handlers: Readonly<Record<TimerKind, Handler>> = {
  'look-group': (deps, corp, { id, subject }) => reviewGroup(deps, corp, subject, { timerId: id, caseId: null }),
  'look-again': (deps, corp, { id, subject }) => reviewGroup(deps, corp, subject, { timerId: id, caseId: null }),
  'look-messages': reviewMessages,
  'obligation-step': reviewMessages,
  'look-person': lookAtPerson,
  'look-contact': lookAtContact,
  'case-step': stepOfCase,
  'decision-step': decideStep,
  'sweep-groups': sweepGroups,
  'sync-directory': syncAll,
  'read-statistics': countMessages,
  'judge-again': judgeAgain,
  'tend-words': tendAtNight,
  'grade-messages': async (deps, corp, timer) => firing(deps, corp, timer, await gradeWaiting(deps, corp)),
  'policy-starts': lookAtAll,
  'keep-groups': keepAll,
  'keep-group': keepOne,
  'look-approval': (deps, corp, { id, subject }) => readForm(deps, corp, subject, id),
  'look-template': (deps, corp, { id, subject }) => readTemplate(deps, corp, subject, id),
  'read-checkin': (deps, corp, { id }) => readCheckin(deps, corp, id),
  'sweep-approvals': sweepApprovals,
  'ask-owners-again': (deps, corp, { id, subject }) => askOwnersAgain(deps, corp, subject, id),
  'pull-archive': pullAll,
  'read-addresses': readAddresses,
  'erase-old': eraseAtNight,
  'daily-close': closeDay,
  'tend-duties': tendAll,
  'verify-audit': verifyTrail,
  'tell-head': tellTheHead,
  'send-pack': sendPack,
  'take-back': recallNotice,
  digest: digest,
  'daily-report': tellTheDay,
  'weekly-report': tellTheWeek,
};

async function lookAtPerson(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  await refreshPerson(deps, corp, deps.wecom.of(corp).contact, timer.subject);
  await firing(deps, corp, timer, async (tx, at) => {
    await caughtUp(tx, corp, timer);
    const holder = await tx.account.findFirst({ where: { corp, userid: timer.subject, until: null } });
    if (holder)
      await tx.membership.updateMany({
        where: { corp, memberId: timer.subject, until: null, personId: null },
        data: { personId: holder.personId },
      });
    await lookWhereTheyAre(tx, corp, { memberId: timer.subject }, at);
    await keepGroupsSoon(tx, corp, at);
  });
}

/** The people of a group are read one after another; the group is looked at when some of them are there. */
const AFTER_CONTACT_MS = 60_000;

async function lookAtContact(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  await refreshContact(deps, corp, deps.wecom.of(corp).contact, timer.subject);
  await firing(deps, corp, timer, async (tx, at) => {
    await caughtUp(tx, corp, timer);
    const dueAt = new Date(at.getTime() + AFTER_CONTACT_MS);
    await lookWhereTheyAre(tx, corp, { memberId: timer.subject }, at, dueAt);
  });
}

async function stepOfCase(deps: TimerDeps, corp: Corp, { id, subject }: DueTimer): Promise<void> {
  const row = await deps.db.withCorp(corp, (tx) => tx.case.findFirst({ where: { corp, id: subject } }));
  await reviewGroup(deps, corp, row?.chatId ?? '', { timerId: id, caseId: row?.closedAt ? null : subject });
}

async function sweepGroups(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const keys = await deps.keys.of(corp);
  await firing(deps, corp, timer, async (tx, at) => {
    const due = await dueForSweep(tx, corp, at, sweepDaysOf(deps, corp));
    await armTimers(tx, corp, { kind: 'look-group', subjects: due, at });
    await armStepsLeftBehind(tx, corp, at);
    await armTimers(tx, corp, { kind: 'obligation-step', subjects: await groupsWithoutStep(tx, corp), at });
    await askAgain(tx, corp, at);
    await standingNext(tx, corp, timer.kind, at);
    await appendAudit(tx, corp, keys, at, await findDeclared(tx, corp, at));
  });
}

/**
 * The nightly reconcile: people first, then which groups there are. Read are those that are new, that were not listed, or that
 * are due for another reason; all the others are judged from what is known of them, and read if that is news.
 */
async function syncAll(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const apis = deps.wecom.of(corp);
  const keys = await deps.keys.of(corp);
  const entries = await syncPeople(deps, corp);
  const owners = await deps.db.withCorp(corp, (tx) => possibleOwners(tx, corp));
  const listed = (await apis.groupchat.list(owners)).map((group) => group.chatId);
  await firing(deps, corp, timer, async (tx, at) => {
    const doubtful = await findGroups(tx, corp, listed, at);
    const due = await dueForSweep(tx, corp, at, sweepDaysOf(deps, corp));
    await armTimers(tx, corp, { kind: 'look-group', subjects: [...doubtful, ...due], at });
    await armTimer(tx, corp, { kind: 'judge-again', subject: '-', dueAt: at, at });
    await keepGroupsSoon(tx, corp, at);
    await (entries.length === 0 ? caughtUp(tx, corp, timer) : leftBehind(tx, corp, timer, at));
    await standingNext(tx, corp, timer.kind, at);
    await appendAudit(tx, corp, keys, at, entries);
  });
}

async function countMessages(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  await readStatistics(deps, corp);
  await firing(deps, corp, timer, (tx, at) => standingNext(tx, corp, timer.kind, at));
}

const sweepDaysOf = ({ config }: TimerDeps, corp: Corp): number => config.corps.get(corp)?.sweepDays ?? SWEEP_DAYS;

/** Most groups are as they were; the others are looked at, and what is found then is recorded and told. */
async function judgeAgain(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const page = await deps.db.withCorp(corp, (tx) => pageOf(tx, corp, timer.subject));
  const news = await newsOf(deps, corp, page);
  await firing(deps, corp, timer, (tx, at) => goOn(tx, corp, news, page, at));
}

/** A new version asks nothing of WeCom that may not wait a minute. */
const LOOK_APART_MS = 50;

async function lookAtAll(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  await firing(deps, corp, timer, (tx, at) => lookEverywhere(tx, corp, at, LOOK_APART_MS));
}

async function keepAll(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const behind = timer.subject === '-' ? '' : timer.subject;
  const found = await deps.db.withCorp(corp, (tx) => findDiffering(tx, corp, behind), { timeoutMs: 60_000 });
  await firing(deps, corp, timer, (tx, at) => armDiffering(tx, corp, found, at));
}

/** Its steps are rows of their own: killed anywhere, the next firing goes on where this one ended. */
async function keepOne(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  await seeToGroup(deps, corp, timer.subject);
  await firing(deps, corp, timer, async () => undefined);
}

/** A directory that shrank is not believed, and said; the groups are read all the same. */
async function syncPeople(deps: TimerDeps, corp: Corp): Promise<AuditEntry[]> {
  try {
    await syncDirectory(deps, corp, deps.wecom.of(corp).contact);
    return [];
  } catch (err) {
    if (!(err instanceof HouseError && err.code === SHRANK)) throw err;
    deps.log.warn({ err, corp, kind: 'sync-directory' }, 'the directory was not believed; people stay as they were');
    return [{ v: 1, kind: 'sync-failed', what: 'sync-directory', chatId: null, code: SHRANK, errcode: null }];
  }
}

async function readAddresses(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const addresses = await deps.wecom.of(corp).setup.callbackAddresses();
  await firing(deps, corp, timer, (tx, at) => keepAddresses(tx, corp, addresses, at));
}

async function eraseAtNight(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  await eraseOld(deps, corp);
  await firing(deps, corp, timer, (tx, at) => standingNext(tx, corp, timer.kind, at));
}

async function tendAtNight(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  await tendWords(deps, corp);
  await firing(deps, corp, timer, (tx, at) => standingNext(tx, corp, timer.kind, at));
}

/** Whatever the library does, the timer is fired and armed again: in a minute, at once when there is more, later after a failure. */
async function pullAll(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const pulled = await pullArchive(deps, corp, hearing(await deps.keys.of(corp)));
  await firing(deps, corp, timer, async (tx, at) => {
    const dueMs = await nextPullMs(tx, corp, pulled, at);
    if (dueMs === 'standing') return standingNext(tx, corp, timer.kind, at);
    if (dueMs !== null) await armTimer(tx, corp, { kind: timer.kind, subject: '-', dueAt: new Date(dueMs), at });
  });
  await deps.bell.ring('timers', corp); // workers of the archive look at no group
}
