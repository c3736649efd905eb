import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory } from '../events/person.ts';
import { lookEverywhere } from '../groups/look-everywhere.ts';
import { type Corp, newId, PersonId } from '../ids.ts';
import { endOfDayMs } from '../policy/durations.ts';
import type { Policy } from '../policy/policy.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { exemptionNeeds, mayDecide } from '../sanctions/recusal.ts';
import { benchOf, kindNow } from './bench.ts';
import { lastInstanceOf } from './last-instance.ts';
import { openedReason } from './load-exemptions.ts';
import { askDeciders, tellAsker } from './tell-exemption.ts';

export interface Exempting {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

/** Who asks to be spared, by what, and until when. */
export interface ExemptionAsked {
  readonly caseId: string | null;
  readonly policySlug: string;
  /** The policy's own name for its use of the rule. */
  readonly instance: string;
  /** Null: in every group. */
  readonly chatId: string | null;
  readonly personId: string;
  /** Sealed. */
  readonly reason: string;
  /** 2026-12-31: the last day on which it would count. */
  readonly until: string;
  /** His account. */
  readonly by: string;
}

interface Came<Outcome extends string> {
  readonly outcome: Outcome;
  readonly id: string | null;
  readonly entries: AuditEntry[];
}

const MOST_SIGNS = 2_000;
/** No exemption is for ever. */
const MOST_DAYS = 366;

/** A member asks to be spared by a use of a rule for a while; one ask at a time. Nothing changes until people agree. */
export async function askExemption(
  tx: Tx,
  { corp, keys, at }: Exempting,
  { caseId, policySlug, instance, chatId, personId, reason, until, by }: ExemptionAsked,
): Promise<Came<'asked' | 'repeat' | 'no-reason' | 'bad-day' | 'no-such-rule'>> {
  if (reason.trim() === '') return nothing('no-reason');
  const untilMs = endOfDayMs(until);
  if (!(untilMs > at.getTime() && untilMs <= at.getTime() + MOST_DAYS * DAY_MS)) return nothing('bad-day');
  const policy = (await policiesInForce(tx, corp, at)).find(({ slug }) => slug === policySlug);
  if (!policy?.uses.some((use) => use.instance === instance)) return nothing('no-such-rule');
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`exemption/${corp}/${personId}`}, 0))`;
  const open = await tx.exemption.findFirst({
    where: { corp, personId, policySlug, instance, chatId, state: { in: ['asked', 'first'] } },
  });
  if (open) return { outcome: 'repeat', id: open.id, entries: [] };
  const directory = await directoryOf(tx, corp, at.getTime());
  const { reported } = exemptionNeeds(PersonId.parse(personId), [], directory);
  const id = newId();
  const sealed = keys.seal({ table: 'exemption', column: 'reason', row: id }, reason.trim().slice(0, MOST_SIGNS));
  const row = { corp, id, caseId, policySlug, instance, chatId, personId, untilDay: until, reported };
  await tx.exemption.create({ data: { ...row, state: 'asked', askedAt: at, askedBy: by, reason: sealed } });
  await askDeciders(tx, { corp, keys, at, directory, policy }, row, { reason: reason.trim(), first: null });
  return { outcome: 'asked', id, entries: [moved(keys, row, 'asked', by)] };
}

const DAY_MS = 86_400_000;

type Row = NonNullable<Awaited<ReturnType<Tx['exemption']['findFirst']>>>;

/**
 * Somebody who may decide about him agrees. A member's counts from then on; a leader's wants a second person, one of the two
 * outside his line altogether, and is in the monthly report.
 */
export async function agreeExemption(
  tx: Tx,
  { corp, keys, at }: Exempting,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<Came<'agreed' | 'one-more' | 'repeat' | 'not-entitled' | 'own-line' | 'closed' | 'not-found'>> {
  const row = await hold(tx, corp, id);
  if (!row) return nothing('not-found');
  if ((row.state !== 'asked' && row.state !== 'first') || endOfDayMs(row.untilDay) <= at.getTime())
    return nothing('closed');
  const { directory, policy, who } = await standing(tx, { corp, at }, row, by);
  if (!policy || !who) return nothing('not-entitled');
  if (row.firstBy === who) return nothing('repeat');
  const earlier = row.firstBy === null ? [] : [PersonId.parse(row.firstBy)];
  const may = await verdictOf(tx, { corp, at }, { row, policy, directory, who, earlier });
  if (may !== 'yes') return nothing(may);
  const needs = exemptionNeeds(
    PersonId.parse(row.personId),
    [...earlier, who],
    directory,
    lastInstanceOf(policy, directory),
  );
  const counts = needs.more === 'none';
  const as = row.firstBy === null ? { firstBy: who, firstAt: at } : { secondBy: who, secondAt: at };
  // Two of his own line, or the last instance twice, are still not somebody outside: another has to agree in the second's place.
  if (row.firstBy !== null && !counts) return nothing('own-line');
  const state = counts ? 'agreed' : 'first';
  await tx.exemption.updateMany({
    where: { corp, id },
    data: { ...as, state, reported: needs.reported, ...(counts && { agreedAt: at }) },
  });
  const telling = { corp, keys, at, directory, policy };
  if (counts) {
    await lookEverywhere(tx, corp, at);
    await tellAsker(tx, telling, row, { agreed: true });
  } else await askDeciders(tx, telling, row, { reason: openedReason(keys, row), first: who });
  return { outcome: counts ? 'agreed' : 'one-more', id, entries: [moved(keys, row, state, by)] };
}

/** Somebody who may decide about him does not agree, and says why. */
export async function refuseExemption(
  tx: Tx,
  { corp, keys, at }: Exempting,
  { id, because, by }: { readonly id: string; readonly because: string; readonly by: string },
): Promise<Came<'refused' | 'no-reason' | 'not-entitled' | 'own-line' | 'closed' | 'not-found'>> {
  if (because.trim() === '') return nothing('no-reason');
  const row = await hold(tx, corp, id);
  if (!row) return nothing('not-found');
  if (row.state !== 'asked' && row.state !== 'first') return nothing('closed');
  const { directory, policy, who } = await standing(tx, { corp, at }, row, by);
  if (!policy || !who) return nothing('not-entitled');
  const may = await verdictOf(tx, { corp, at }, { row, policy, directory, who, earlier: [] });
  if (may !== 'yes') return nothing(may);
  const sealed = keys.seal({ table: 'exemption', column: 'because', row: id }, because.trim().slice(0, MOST_SIGNS));
  await tx.exemption.updateMany({
    where: { corp, id },
    data: { state: 'refused', endedAt: at, endedBy: by, because: sealed },
  });
  await tellAsker(tx, { corp, keys, at, directory, policy }, row, { because: because.trim() });
  return { outcome: 'refused', id, entries: [moved(keys, row, 'refused', by)] };
}

/** Ends one before its day: he himself, or somebody who may decide about him. */
export async function endExemption(
  tx: Tx,
  { corp, keys, at }: Exempting,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<Came<'ended' | 'not-entitled' | 'own-line' | 'closed' | 'not-found'>> {
  const row = await hold(tx, corp, id);
  if (!row) return nothing('not-found');
  if (row.state === 'refused' || row.state === 'ended') return nothing('closed');
  const { directory, policy, who } = await standing(tx, { corp, at }, row, by);
  if (!who) return nothing('not-entitled');
  if (who !== row.personId) {
    if (!policy) return nothing('not-entitled');
    const may = await verdictOf(tx, { corp, at }, { row, policy, directory, who, earlier: [] });
    if (may !== 'yes') return nothing(may);
  }
  await tx.exemption.updateMany({ where: { corp, id }, data: { state: 'ended', endedAt: at, endedBy: by } });
  if (row.state === 'agreed') await lookEverywhere(tx, corp, at);
  return { outcome: 'ended', id, entries: [moved(keys, row, 'ended', by)] };
}

const nothing = <Outcome extends string>(outcome: Outcome): Came<Outcome> => ({ outcome, id: null, entries: [] });

async function hold(tx: Tx, corp: Corp, id: string): Promise<Row | null> {
  const held = await tx.$queryRaw<unknown[]>`
    select id from qungui.exemption where corp = ${corp} and id = ${id}::uuid for update`;
  return held.length === 0 ? null : tx.exemption.findFirst({ where: { corp, id } });
}

/** Who does it, and by which policy. */
async function standing(tx: Tx, { corp, at }: Pick<Exempting, 'corp' | 'at'>, row: Row, by: string) {
  const directory = await directoryOf(tx, corp, at.getTime());
  const policy = (await policiesInForce(tx, corp, at)).find(({ slug }) => slug === row.policySlug) ?? null;
  return { directory, policy, who: directory.byAccount.get(by.toLowerCase())?.id ?? null };
}

interface Asked {
  readonly row: Row;
  readonly policy: Policy;
  readonly directory: Directory;
  readonly who: PersonId;
  readonly earlier: readonly PersonId[];
}

async function verdictOf(
  tx: Tx,
  { corp, at }: Pick<Exempting, 'corp' | 'at'>,
  { row, policy, directory, who, earlier }: Asked,
): Promise<'yes' | 'not-entitled' | 'own-line'> {
  if (who === row.personId) return 'own-line';
  const ground = { policy, kind: await kindNow(tx, corp, row.chatId) };
  const bench = await benchOf(tx, corp, ground, directory, at);
  const matter = { subject: PersonId.parse(row.personId), what: 'exemption', earlier: [] } as const;
  const may = mayDecide(who, matter, bench, directory, at.getTime());
  if (may === 'yes') return 'yes';
  // The second may be of the last instance although somebody of the office could agree, too.
  if (earlier.length > 0 && mayDecide(who, matter, { ...bench, office: [] }, directory, at.getTime()) === 'yes')
    return 'yes';
  return may === 'himself' || may === 'his-own-line' ? 'own-line' : 'not-entitled';
}

const moved = (
  keys: CorpKeys,
  {
    id,
    policySlug,
    instance,
    personId,
    untilDay,
  }: Pick<Row, 'id' | 'policySlug' | 'instance' | 'personId' | 'untilDay'>,
  to: 'asked' | 'first' | 'agreed' | 'refused' | 'ended',
  by: string,
): AuditEntry => ({
  v: 1,
  kind: 'exemption-moved',
  exemptionId: id,
  policySlug,
  instance,
  person: pseudonymOf(keys, personId),
  to,
  until: untilDay,
  actor: pseudonymOf(keys, by),
});
