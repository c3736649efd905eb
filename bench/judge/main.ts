import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { GroupFacts } from '../../src/events/facts.ts';
import type { Directory } from '../../src/events/person.ts';
import { judgeGroup } from '../../src/policy/judge.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy, RuleUse } from '../../src/policy/policy.ts';
import { rules } from '../../src/rules/index.ts';
import { policyOf, snippets } from '../../test/reference/snippets.ts';
import { medianAfterFirst } from '../median.ts';
import { say } from '../say.ts';
import { directoryOf, factsOf, groupSize } from './world.ts';

const warmGroups = 300;
const coldGroups = 20;
const rounds = 5;

/**
 * Members judged per second: groups of 500, every rule on that a founding policy uses, through the evaluator the product uses. One core, median of
 * five rounds; the facts of a round are put together before it, outside the clock. The figure is that of a worker
 * going over many groups of one corp; beside it every rule there is on one group, and a directory read anew for each group.
 */
export async function run(): Promise<void> {
  const uses = rules.map(({ id }) => useOf(id));
  const policy: Policy = { ...founding[0], uses: uses.map(({ use }) => use) };
  const few: Policy = { ...policy, uses: uses.filter(({ from }) => from === 'founding').map(({ use }) => use) };
  const directory = directoryOf();
  const [all, own, cold]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round <= rounds; round += 1) {
    all.push(membersPerSecond(policy, warmGroups, () => directory));
    own.push(membersPerSecond(few, warmGroups, () => directory, withoutPast));
    cold.push(membersPerSecond(policy, coldGroups, directoryOf));
  }
  const said = judgeGroup(policy, factsOf(0, directory));
  say(`machine: ${cpus()[0]?.model.trim()}, one of ${cpus().length} cores, Node ${process.version}`);
  say(`load: ${loadavg()[0]?.toFixed(1)} in the last minute`);
  say(`rules: all ${policy.uses.length}; of founding policies ${few.uses.map(({ rule }) => rule.id).join(', ')}`);
  say(`a group: ${groupSize} members, ${said.findings.length} findings`);
  say(`with a directory of ${directory.persons.size} read anew for each group: ${medianAfterFirst(cold)} members/s`);
  console.log(
    JSON.stringify({ members_per_s: medianAfterFirst(own), every_rule_members_per_s: medianAfterFirst(all) }),
  );
}

/** Seconds of one core, all threads of the process added up: what others run beside it does not count. */
function membersPerSecond(
  policy: Policy,
  groups: number,
  directory: () => Directory,
  facts: (nth: number, directory: Directory) => GroupFacts = factsOf,
): number {
  const round = Array.from({ length: groups }, (_, nth) => facts(nth, directory()));
  const before = process.cpuUsage();
  for (const facts of round) judgeGroup(policy, facts);
  const { user, system } = process.cpuUsage(before);
  return Math.round((groups * groupSize * 1_000_000) / (user + system));
}

/** What was before is read only for rules that ask for it. */
function withoutPast(nth: number, directory: Directory): GroupFacts {
  const { records: _, ...facts } = factsOf(nth, directory);
  return facts;
}

const founding = ['chongqing-industrial', 'drucker-consulting', 'anhui-chamber'].map(policyFrom) as [
  Policy,
  Policy,
  Policy,
];

/** A use of a rule in marketing groups: as a founding policy has it, or as the reference of the policy language writes it. */
function useOf(ruleId: string): { readonly use: RuleUse; readonly from: 'founding' | 'reference' } {
  const uses = founding.flatMap((policy) => policy.uses).filter(({ rule }) => rule.id === ruleId);
  const use = uses.find(({ kinds }) => kinds.includes('marketing')) ?? uses[0];
  if (use) return { use: { ...use, kinds: ['marketing'], unset: [] }, from: 'founding' };
  const snippet = snippets.find(({ rule }) => rule === ruleId);
  const [written] = snippet ? policyOf(snippet).uses : [];
  if (!written) throw new Error(`nothing shows how ${ruleId} is used`);
  return { use: { ...written, instance: ruleId, kinds: ['marketing'] }, from: 'reference' };
}

function policyFrom(slug: string): Policy {
  const file = join(import.meta.dirname, `../../policies/${slug}.yaml`);
  const loaded = loadPolicy(readFileSync(file, 'utf8'), file);
  if ('problems' in loaded) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  return loaded.policy;
}
