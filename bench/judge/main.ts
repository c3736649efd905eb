import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Directory } from '../../src/events/person.ts';
import { judgeGroup } from '../../src/policy/judge.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy, RuleUse } from '../../src/policy/policy.ts';
import { rules } from '../../src/rules/index.ts';
import { directoryOf, factsOf, groupSize } from './world.ts';

const warmGroups = 300;
const coldGroups = 20;
const rounds = 5;

/**
 * Members judged per second: groups of 500, every rule on, through the evaluator the product uses. One core, median of
 * five rounds; the facts of a round are put together before it, outside the clock. The figure is that of a worker
 * going over many groups of one corp; the other one reads the directory anew for each group.
 */
export async function run(_json: boolean): Promise<void> {
  const policy = everyRuleOn();
  const directory = directoryOf();
  const warm: number[] = [];
  const cold: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    warm.push(membersPerSecond(policy, warmGroups, () => directory));
    cold.push(membersPerSecond(policy, coldGroups, directoryOf));
  }
  const said = judgeGroup(policy, factsOf(0, directory));
  console.log(`machine: ${cpus()[0]?.model.trim()}, one of ${cpus().length} cores, Node ${process.version}`);
  console.log(`load: ${loadavg()[0]?.toFixed(1)} in the last minute`);
  console.log(`rules: ${policy.uses.map(({ rule }) => rule.id).join(', ')}`);
  console.log(`a group: ${groupSize} members, ${said.findings.length} findings`);
  console.log(`with a directory of ${directory.persons.size} read anew for each group: ${median(cold)} members/s`);
  console.log(JSON.stringify({ members_per_s: median(warm) }));
}

/** Seconds of one core, all threads of the process added up: what others run beside it does not count. */
function membersPerSecond(policy: Policy, groups: number, directory: () => Directory): number {
  const round = Array.from({ length: groups }, (_, nth) => factsOf(nth, directory()));
  const before = process.cpuUsage();
  for (const facts of round) judgeGroup(policy, facts);
  const { user, system } = process.cpuUsage(before);
  return Math.round((groups * groupSize * 1_000_000) / (user + system));
}

/** The first round warms up and does not count. */
function median(perSecond: readonly number[]): number {
  const counted = perSecond.slice(1).sort((a, b) => a - b);
  return counted[Math.floor(counted.length / 2)] ?? 0;
}

/** The founding policy A with one use of each rule in its marketing groups; a rule that it does not use comes from B or C. */
function everyRuleOn(): Policy {
  const [policy, ...others] = ['chongqing-industrial', 'drucker-consulting', 'anhui-chamber'].map(founding);
  if (!policy) throw new Error('no policy');
  const uses = [policy, ...others].flatMap((one) => one.uses);
  return { ...policy, uses: rules.flatMap(({ id }) => inMarketing(uses, id)) };
}

function founding(slug: string): Policy {
  const file = join(import.meta.dirname, `../../policies/${slug}.yaml`);
  const loaded = loadPolicy(readFileSync(file, 'utf8'), file);
  if ('problems' in loaded) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  return loaded.policy;
}

/** A rule that no founding policy uses has no settings to run with, and is left out of the figure; the list printed says so. */
function inMarketing(all: readonly RuleUse[], ruleId: string): RuleUse[] {
  const uses = all.filter(({ rule }) => rule.id === ruleId);
  const use = uses.find(({ kinds }) => kinds.includes('marketing')) ?? uses[0];
  return use ? [{ ...use, kinds: ['marketing'], unset: [] }] : [];
}
