import type { GroupFacts } from '../events/facts.ts';
import { chineseCalendar } from '../work-time/calendar.ts';
import { afterWorkingTime } from '../work-time/working-time.ts';
import { judgeGroup } from './judge.ts';
import { foundKey, keyInGroup } from './matter-key.ts';
import type { Finding, Grace, Judgement, Policy } from './policy.ts';

/** What a version would have done with the past, in numbers, by use of a rule and in all. */
export interface Replayed {
  readonly looks: number;
  readonly groups: number;
  /** There at the first look: such faults are the base line, and nobody would have been told. */
  readonly baseline: number;
  readonly observed: number;
  readonly reminded: number;
  readonly proposed: number;
  readonly byRule: ReadonlyMap<string, Counts>;
  /** Every matter of which somebody would have been told. */
  readonly told: ReadonlySet<string>;
  /** Uses of rules that could not be judged again in any group, and why. */
  readonly unseen: ReadonlyMap<string, string>;
}

export interface Counts {
  readonly baseline: number;
  readonly observed: number;
  readonly reminded: number;
  readonly proposed: number;
}

interface Matter {
  readonly instance: string;
  readonly fate: keyof Counts;
  /** When a person would be asked to decide, if it is still there then. */
  readonly escalatesAtMs: number;
}

/** A person decides after two reminders. */
const REMINDERS = 2;

/** Plays a version over looks at the past, in the order of time; one evaluator, the same that judges live. */
export function replayOf(policy: Policy) {
  const open = new Map<string, Matter>();
  const ended: Matter[] = [];
  const told = new Set<string>();
  const seenGroups = new Set<string>();
  const checked = new Set<string>();
  const unseen = new Map<string, string>();
  let looks = 0;
  let fromMs: number | null = null;

  /** One group as it stood at one moment. */
  function look(facts: GroupFacts): void {
    const { chatId } = facts.group;
    const judgement = judgeGroup(policy, facts);
    fromMs ??= facts.atMs;
    const old = !seenGroups.has(chatId) && isOld(facts, fromMs) && policy.manners.baseline === 'recorded';
    const age: Age = old ? 'baseline' : 'new';
    seenGroups.add(chatId);
    looks += 1;
    note(judgement);
    const here = new Map(judgement.findings.map((finding) => [keyInGroup(chatId, foundKey(finding)), finding]));
    for (const [key, finding] of here) meet(key, finding, facts.atMs, age);
    for (const [key, matter] of open) if (isOver(key, matter, chatId, here, judgement)) end(key, matter);
  }

  function meet(key: string, finding: Finding, atMs: number, age: Age): void {
    const known = open.get(key);
    if (!known) {
      open.set(key, begun(finding, atMs, age, policy));
      if (age === 'new' && finding.level !== 'observe') told.add(key);
    } else if (known.fate === 'reminded' && finding.level === 'propose' && atMs >= known.escalatesAtMs)
      open.set(key, { ...known, fate: 'proposed' });
  }

  function end(key: string, matter: Matter): void {
    open.delete(key);
    ended.push(matter);
  }

  function note({ coverage }: Judgement): void {
    for (const { instance, verdict, reason } of coverage)
      if (verdict === 'checked' || verdict === 'partly') checked.add(instance);
      else if (reason) unseen.set(instance, reason);
  }

  function result(): Replayed {
    const all = [...ended, ...open.values()];
    const byRule = new Map<string, Counts>();
    for (const { instance, fate } of all) byRule.set(instance, plusOne(byRule.get(instance) ?? NONE, fate));
    const sum = (fate: keyof Counts): number => all.filter((one) => one.fate === fate).length;
    return {
      looks,
      groups: seenGroups.size,
      baseline: sum('baseline'),
      observed: sum('observed'),
      reminded: sum('reminded') + sum('proposed'),
      proposed: sum('proposed'),
      byRule,
      told,
      unseen: new Map([...unseen].filter(([instance]) => !checked.has(instance))),
    };
  }

  return { look, result };
}

const NONE: Counts = { baseline: 0, observed: 0, reminded: 0, proposed: 0 };

/** Who is proposed was reminded before. */
const plusOne = (counts: Counts, fate: keyof Counts): Counts => ({
  ...counts,
  [fate]: counts[fate] + 1,
  ...(fate === 'proposed' ? { reminded: counts.reminded + 1 } : {}),
});

/** Older than the version, as if it had come into force with the first look. */
type Age = 'baseline' | 'new';

const isOld = ({ group: { createdAtMs } }: GroupFacts, fromMs: number): boolean =>
  createdAtMs === null || createdAtMs < fromMs;

function begun({ instance, level, grace }: Finding, atMs: number, age: Age, policy: Policy): Matter {
  const fate = age === 'baseline' ? 'baseline' : level === 'observe' ? 'observed' : 'reminded';
  return { instance, fate, escalatesAtMs: afterGraces(atMs, grace, policy) };
}

function afterGraces(atMs: number, { ms, in: time }: Grace, { manners }: Policy): number {
  if (time === 'wall') return atMs + REMINDERS * ms;
  const hours = { timeZone: manners.timeZone, stretches: manners.workday };
  const due = afterWorkingTime(atMs, REMINDERS * ms, hours, chineseCalendar);
  return due.kind === 'known' ? due.atMs : atMs + REMINDERS * ms;
}

/** A matter that is not found again is over only where the rule could look. */
function isOver(
  key: string,
  { instance }: Matter,
  chatId: string,
  here: ReadonlyMap<string, Finding>,
  { coverage }: Judgement,
): boolean {
  const [of, , subject] = JSON.parse(key) as [string, string, string];
  if (of !== chatId || here.has(key)) return false;
  const line = coverage.find((one) => one.instance === instance);
  return (line?.verdict === 'checked' || line?.verdict === 'partly') && !line.unseenSubjects.includes(subject);
}
