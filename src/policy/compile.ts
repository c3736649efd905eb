import { rulesById } from '../rules/index.ts';
import type { Sentence } from '../rules/rule.ts';
import { USUAL_LADDER } from '../sanctions/ladder-file.ts';
import type { DailyClose } from './daily-close.ts';
import { endOfDayMs, minuteOfDay, POLICY_TIME_ZONE, parseGrace, startOfDayMs } from './durations.ts';
import type { FileClause, FileUse, PolicyFile } from './file.ts';
import { UNSET } from './file.ts';
import type { Words } from './file-words.ts';
import type { Manners, Span } from './manners.ts';
import { lexiconOf } from './messages.ts';
import type { Clause, Exception, Kept, Kind, Named, Narrowing, Policy, RuleUse } from './policy.ts';
import { resolveRoles, standingFor } from './roles.ts';
import { stepsOf } from './rollout.ts';
import { readSettings, settingsFrom, unsetWords } from './settings.ts';

/** A checked file as the evaluator wants it: every name replaced by what it stands for. */
export function compile(file: PolicyFile, hash: string): Policy {
  const clauses = file.clauses.map(clauseOf);
  const manners = mannersOf(file);
  return {
    slug: file.policy,
    version: 0,
    hash,
    title: sentence(file.title),
    company: sentence(file.company),
    interpreter: sentence(file.interpreter),
    basis: file.basis,
    scope: sentence(file.scope),
    publishedOn: file.published,
    effectiveAtMs: startOfDayMs(file.effective),
    earlier: [],
    clauses,
    kinds: new Map(Object.entries(file.kinds).map(([id, kind]) => [id, kindOf(id, kind, file)])),
    roles: rolesOf(file),
    relations: file.relations,
    offices: named(file.offices, file),
    lastInstance: file.lastInstance === undefined ? null : resolveRoles(file.lastInstance, file),
    ladder: file.ladder ?? USUAL_LADDER,
    uses: Object.entries(file.rules).map(([instance, use]) => useOf(instance, use, file, clauses, manners.workday)),
    manners,
    dailyClose: dailyCloseOf(file),
    lexicon: lexiconOf(file.messages.words),
    spokesmen: file.messages.spokesmen.map((one) => resolveRoles(one, file)),
    messages: { content: file.messages.content, oneToOne: file.messages.oneToOne ? 'kept' : 'dropped' },
  };
}

const dailyCloseOf = ({ dailyClose, kinds }: PolicyFile): DailyClose | null =>
  dailyClose
    ? {
        clause: dailyClose.clause,
        atMin: dailyClose.at === UNSET ? null : minuteOfDay(dailyClose.at),
        kinds: dailyClose.kinds === 'all' ? Object.keys(kinds) : dailyClose.kinds,
      }
    : null;

const sentence = (words: Words): Sentence => (typeof words === 'string' ? { zh: words, en: words } : words);
const sentenceOrNull = (words: Words | undefined): Sentence | null => (words === undefined ? null : sentence(words));

const clauseOf = (clause: FileClause): Clause => ({
  id: clause.id,
  title: sentence(clause.title),
  text: sentence(clause.text),
  sanction: sentenceOrNull(clause.sanction),
  strength: clause.strength,
  evidence: clause.evidence,
  checkedBy: clause.checkedBy ?? [],
  unchecked: sentenceOrNull(clause.unchecked),
  cannotSee: sentenceOrNull(clause.cannotSee),
  numbers: clause.numbers.map(({ id, asks, value, suggest }) => ({
    id,
    asks: sentence(asks),
    value: value === UNSET ? null : value,
    suggest: sentence(suggest),
  })),
  readings: clause.readings.map(({ says, confirmedBy }) => ({
    says: sentence(says),
    confirmedBy: confirmedBy === UNSET ? null : confirmedBy,
  })),
});

const kindOf = (id: string, kind: PolicyFile['kinds'][string], file: PolicyFile): Kind => ({
  id,
  name: sentence(kind.name),
  reach: kind.reach,
  status: kind.status,
  approvedBy: kind.approvedBy ?? null,
  filedWith: kind.filedWith ?? null,
  adminsFrom: kind.adminsFrom ?? null,
  supervisedBy: kind.supervisedBy ?? null,
  narrows: narrowingOf(kind, file),
  managed: keptOf(kind.managed),
});

function keptOf(managed: PolicyFile['kinds'][string]['managed']): Kept | null {
  if (!managed) return null;
  const { made, owner = null, removal, approvedBy, approvedOn } = managed;
  if (removal === 'asked' || !approvedBy || !approvedOn) return { made, owner, removal: 'asked' };
  return { made, owner, removal: { approvedBy, approvedOn } };
}

const rolesOf = (file: PolicyFile): ReadonlyMap<string, Named> =>
  new Map(
    Object.entries(file.roles).map(([id, { name }]) => [
      id,
      { id, name: sentence(name), who: { ...standingFor(id, file), called: name } },
    ]),
  );

const named = (group: PolicyFile['offices'], file: PolicyFile): ReadonlyMap<string, Named> =>
  new Map(
    Object.entries(group).map(([id, { name, who }]) => [
      id,
      { id, name: sentence(name), who: { ...resolveRoles(who, file), called: name } },
    ]),
  );

function narrowingOf({ of, when }: PolicyFile['kinds'][string], file: PolicyFile): Narrowing | null {
  if (of === undefined || when === undefined) return null;
  const { createdFrom, createdBefore, ...condition } = resolveRoles(when, file);
  return {
    of,
    when: {
      ...condition,
      createdFromMs: createdFrom === undefined ? null : startOfDayMs(createdFrom),
      createdBeforeMs: createdBefore === undefined ? null : startOfDayMs(createdBefore),
    },
  };
}

const exceptionOf = (
  { who, group, reason, by, until }: FileUse['exceptions'][number],
  file: PolicyFile,
): Exception => ({
  who: who === undefined ? null : resolveRoles(who, file),
  group: group ?? null,
  reason: sentence(reason),
  by,
  untilMs: endOfDayMs(until),
});

function useOf(
  instance: string,
  use: FileUse,
  file: PolicyFile,
  clauses: readonly Clause[],
  workday: readonly Span[],
): RuleUse {
  const rule = rulesById.get(use.rule);
  const clause = clauses.find(({ id }) => id === use.clause);
  if (!rule || !clause) throw new TypeError(`${instance} was not checked`);
  const settings = resolveRoles(readSettings(use, rule), file);
  const workdayMs = parseGrace('1 working day', workday).ms;
  return {
    instance,
    rule,
    clause,
    kinds: use.kinds === 'all' ? Object.keys(file.kinds) : use.kinds,
    level: use.level,
    grace: parseGrace(use.grace, workday),
    settings,
    waits: settings === null ? null : (rule.waitsFor?.(settings, { instance, clause: clause.id, workdayMs }) ?? null),
    settingsFrom: settingsFrom(settings),
    rollout: stepsOf(use.rollout, use.level, file.effective),
    exceptions: use.exceptions.map((one) => exceptionOf(one, file)),
    unset: unsetWords(use),
  };
}

function mannersOf({ manners }: PolicyFile): Manners {
  return {
    tellFromMin: minuteOfDay(manners.tell.from),
    tellUntilMin: minuteOfDay(manners.tell.until),
    workday: manners.workday.map(({ from, until }) => ({ fromMin: minuteOfDay(from), untilMin: minuteOfDay(until) })),
    timeZone: POLICY_TIME_ZONE,
    brakePerHour: manners.brakePerHour,
    replayCap: manners.replayCap,
    perMemberADay: manners.perMemberADay,
    perAdminADay: manners.perAdminADay,
    digestAtMin: minuteOfDay(manners.digest),
    baseline: manners.baseline,
    firstDay: manners.firstDay,
  };
}
